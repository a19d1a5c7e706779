"""Step ``findings``: what was not understood, is missing or should be looked at, named for a person."""

from extractors.findings.loose_totals import with_loose_totals
from extractors.findings.pages import with_unread_pages
from extractors.findings.records import with_findings

__all__ = ["with_findings", "with_loose_totals", "with_unread_pages"]
