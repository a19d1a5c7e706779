"""Step ``identity``: the department of each evaluation made out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.identity.department import DepartmentIdentity, identify_department
from extractors.records import EvaluationReading
from schemas.drafts import EvaluationDraft
from schemas.prose import SectionText

CONTEXT = 3000  # characters of running text in which other regions may be named


def with_identity(
    readings: Sequence[EvaluationReading], sections: Sequence[SectionText]
) -> tuple[EvaluationReading, ...]:
    """The evaluations with region and department, each by its names and titles and by the report's text.

    Args:
        readings: Of one report.
        sections: Its running text, which may tell which of two regions of one name is meant.
    """
    context = "\n".join(section.text for section in sections)[:CONTEXT]
    return tuple(replace(reading, identity=_identity(reading.draft, context)) for reading in readings)


def _identity(draft: EvaluationDraft, context: str) -> DepartmentIdentity:
    name = draft.department.text if draft.department else None
    titles = "\n".join(item.text for item in (draft.title, *draft.parties.values()) if item)
    return identify_department(name, None, draft.year, f"{titles}\n{context}")
