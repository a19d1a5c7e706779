"""What was read of a report before its records have ids: printed texts, their places, the rules that read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from schemas.kinds import EvaluationKind
from schemas.page import Piece, Printed
from schemas.value import Value


class Field(NamedTuple):
    """One field as read: its text (of the record), the places it was printed in, and the rule that told what it is.

    Example:
        ``Field("≧735人次", (piece_of_≧, piece_of_735, piece_of_人次), "indicator:target")``
    """

    text: str
    pieces: tuple[Piece, ...]
    rule: str

    @property
    def confidence(self) -> float:
        """That of its least sure piece, 0 to 1."""
        return min((piece.confidence for piece in self.pieces), default=1.0)


Fields = Mapping[str, Field | None]
"""The fields of one record by the column they are evidence of; None where nothing is printed."""


def field_of(printed: Printed, rule: str) -> Field | None:
    """The printed text as a field; None where nothing is printed.

    Example:
        ``field_of(Printed("", ()), "title:row") is None``
    """
    return Field(printed.text, printed.pieces, rule) if printed.text else None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """One indicator row before its values are read.

    Attributes:
        target_units: What the head of the target states for figures that print no unit: 指标值（万元）; several where
            the head lists them.
        actual_units: The same of the actual.
        sureness: For each field whose column was told by its cells alone, how sure it can be at most, 0 to 1.
    """

    page: int
    level1: Field | None = None
    level2: Field | None = None
    level3: Field | None = None
    target: Field | None = None
    actual: Field | None = None
    weight: Field | None = None
    score: Field | None = None
    deviation_reason: Field | None = None
    target_units: tuple[str, ...] = ()
    actual_units: tuple[str, ...] = ()
    sureness: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AmountDraft:
    """One sum of money.

    Attributes:
        unit: That of its column or caption; None where no unit is printed anywhere near.
        yuan: The sum in 元 where the text around it was needed to read it; else it is read from ``amount`` and
            ``unit``.
    """

    amount: Field
    subject: Field | None
    measure: Field | None
    unit: str | None
    is_total: bool
    origin: str
    yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One quantity of running text; ``section_seq`` counts sections from 1."""

    printed: Field
    value: Value
    subject: str | None
    measure: str | None
    period: str | None
    sentence: str
    section_seq: int


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """One row or block of 预期目标, 实际完成, 实现情况.

    Attributes:
        is_of_form: It stands in a form, and so is the evaluation's goal; not one of many in a narrative's table.
    """

    page: int
    expected: Field | None = None
    actual: Field | None = None
    status: Field | None = None
    is_of_form: bool = True


class RecordPlace(NamedTuple):
    """A record of an evaluation before it has an id: the table, and its place there in reading order, from 0."""

    table: str
    place: int


OF_EVALUATION = (RecordPlace("evaluations", 0),)  # what a finding rests on that speaks of the evaluation itself


class FindingDraft(NamedTuple):
    """Something that was seen and not understood, or understood and doubtful.

    Attributes:
        observed: What the report says, where it is printed.
        page: From 1.
        records: Those it rests on.
        rows: The indicators it speaks of, counted from 0: those of its block, and of the evaluation once it is there.
    """

    rule: str
    severity: str
    message: str
    observed: Field | None
    page: int
    records: tuple[RecordPlace, ...] = ()
    rows: range = range(0)


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """One evaluation with what the tables and the text that belong to it say.

    Attributes:
        kind: ``department`` or ``project``; None where the report does not tell.
        page: The first one, from 1.
        parties: By role of the label: ``project_name``, ``department_name``, ``implementing_unit``, …
        is_form: False for a narrative and its tables.
    """

    kind: str | None
    page: int
    page_last: int
    title: Field | None = None
    fiscal_year: Field | None = None
    parties: Mapping[str, Field] = field(default_factory=dict)
    self_score: Field | None = None
    self_grade: Field | None = None
    indicators: tuple[IndicatorDraft, ...] = ()
    amounts: tuple[AmountDraft, ...] = ()
    goals: tuple[GoalDraft, ...] = ()
    claims: tuple[ClaimDraft, ...] = ()
    findings: tuple[FindingDraft, ...] = ()
    is_form: bool = True

    @property
    def subject(self) -> Field | None:
        """What is evaluated: the project of a project's evaluation, else the department."""
        return subject_named(self.kind, self.parties)

    @property
    def department(self) -> Field | None:
        """Who answers for it, see ``department_named``."""
        return department_named(self.parties)

    @property
    def year(self) -> int | None:
        """The budget year it is about."""
        return int(self.fiscal_year.text) if self.fiscal_year else None


def subject_named(kind: str | None, parties: Mapping[str, Field]) -> Field | None:
    """What is evaluated: the project of a project's evaluation, else the department."""
    if kind == EvaluationKind.DEPARTMENT:
        return parties.get("department_name") or department_named(parties)
    return parties.get("project_name") or parties.get("department_name")


def department_named(parties: Mapping[str, Field]) -> Field | None:
    """Who answers for it: the department named, else the unit that carries it out, else the one in charge."""
    names = ("department_name", "implementing_unit", "reporting_unit", "competent_department")
    return next((item for name in names if (item := parties.get(name))), None)
