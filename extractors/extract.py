"""The one straight line: from the bytes of a report to its records."""

from __future__ import annotations

from extractors.confidence import with_confidence
from extractors.findings import with_findings, with_loose_totals, with_unread_pages
from extractors.forms import read_evaluations
from extractors.forms.readers import READERS
from extractors.identity.evaluations import with_identity
from extractors.intake import Rejection, open_report
from extractors.outline import outline
from extractors.pages import read_pages
from extractors.pictures import PictureReader
from extractors.prose.narrative import is_narrative, with_narrative
from extractors.provenance import with_provenance
from extractors.quarantine import rejection_of, set_aside
from extractors.records import read_records
from extractors.tables.read import read_layout
from schemas.extraction import Extraction


def extract(pdf_bytes: bytes, file_name: str, reader: PictureReader = PictureReader()) -> Extraction:
    """Read one report.

    Pure: the same bytes give the same records, on any machine.

    Args:
        pdf_bytes: The file's bytes.
        file_name: Its name, kept in the report's record; nothing is read from it.
        reader: How pages without a usable text layer are read: where what was read of their pictures is kept, and how
            many at a time.

    Returns:
        Every record with its evidence, or ``quarantine`` where the file can't be read or is no self-evaluation.

    Example:
        ``extract(Path("raw/2023.pdf").read_bytes(), "2023.pdf").indicators[0].target_raw``
    """
    report = open_report(pdf_bytes, file_name)
    if isinstance(report, Rejection):
        return set_aside(report, file_name)
    pages = read_pages(report.document, reader.of(report.sha256))
    layout = read_layout(pages, READERS)
    sections = outline(layout.lines)
    forms = read_evaluations(layout.tables, is_narrative(sections))
    drafts = with_loose_totals(with_narrative(forms, sections, layout.lines), layout.lines)
    if rejection := rejection_of(report, pages, drafts):
        return set_aside(rejection, file_name)
    records = read_records(with_unread_pages(drafts, pages), sections)
    weighed = with_confidence(records)
    identified = with_identity(weighed, sections)
    found = with_findings(identified)
    return with_provenance(report, pages, found)
