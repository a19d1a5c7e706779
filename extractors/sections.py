"""Sections of running text as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.draft import Read
from extractors.ledger import Ledger
from extractors.spans import printed
from schemas.prose import Mark, SectionText
from schemas.tables import Section


def read_sections(sections: Sequence[SectionText], ledger: Ledger) -> Iterator[Section]:
    """One record for each section, in reading order, with the place of every line of its text."""
    for section in sections:
        record_id, seq = ledger.next_id("sections")
        fields = {
            "number": _read(section.number, section.number_marks),
            "heading": _read(section.heading, section.heading_marks),
            "text": _read(section.text, section.text_marks),
        }
        _, confidence = ledger.prove(record_id, fields, section.page)
        yield Section(
            **ledger.keys,
            record_id=record_id,
            seq=seq,
            page=section.page,
            confidence=confidence,
            level=section.level,
            number=section.number,
            heading=section.heading,
            text=section.text,
            parent_seq=None if section.parent is None else section.parent + 1,
            page_last=section.page_last,
        )


def _read(text: str | None, marks: Sequence[Mark | None]) -> Read | None:
    return Read(text, printed(marks).pieces, "outline") if text else None
