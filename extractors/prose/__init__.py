"""Reading statements in running text: sums, rates, score and grade, cover, status words, claims."""

from extractors.prose.claims import Stated, read_claims
from extractors.prose.cover import Cover, read_cover
from extractors.prose.language import nlp, parsed
from extractors.prose.statement import Statement
from extractors.prose.statements import read_statements
from extractors.prose.status import read_status
from extractors.prose.verdict import StatedVerdict, read_verdict

__all__ = [
    "Cover",
    "Stated",
    "StatedVerdict",
    "Statement",
    "nlp",
    "parsed",
    "read_claims",
    "read_cover",
    "read_statements",
    "read_status",
    "read_verdict",
]
