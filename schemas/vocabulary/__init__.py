"""Knowledge kept as data: one class a table of ``schemas/vocab/*.csv``; ``source`` says where a row was seen.

``vocabulary(GradeWord)`` gives the rows; ``lay_over`` puts a user's own over ours, and ``find_faults`` checks both.
"""

from __future__ import annotations

from schemas.vocabulary.file import Fault, VocabularyError
from schemas.vocabulary.overlay import Overlay, OwnFile, digest, laid, vocabulary

__all__ = ["Fault", "Overlay", "OwnFile", "VocabularyError", "digest", "laid", "vocabulary"]
