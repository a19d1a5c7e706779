"""What the forms step reads before records are numbered: printed texts, their places, the rules that read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from schemas.layout import Cell
from schemas.page import Piece, Printed
from schemas.value import Value


class Read(NamedTuple):
    """One field as read: its text (of the record), the places it was printed in, and the rule that told what it is.

    Example:
        ``Read("≧735人次", (piece_of_≧, piece_of_735, piece_of_人次), "indicator:target")``
    """

    text: str
    pieces: tuple[Piece, ...]
    rule: str


def read(printed: Printed, rule: str) -> Read | None:
    """The printed text as a field; None where nothing is printed."""
    return Read(printed.text, printed.pieces, rule) if printed.text else None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """One indicator row before its values are read."""

    page: int
    level1: Read | None = None
    level2: Read | None = None
    level3: Read | None = None
    target: Read | None = None
    actual: Read | None = None
    weight: Read | None = None
    score: Read | None = None
    deviation_reason: Read | None = None


@dataclass(frozen=True, slots=True)
class AmountDraft:
    """One sum of money.

    Attributes:
        unit: That of its column or caption; None where no unit is printed anywhere near.
        yuan: The sum in 元 where the text around it was needed to read it; else it is read from ``amount`` and
            ``unit``.
    """

    amount: Read
    subject: Read | None
    measure: Read | None
    unit: str | None
    is_total: bool
    origin: str
    yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One quantity of running text; ``section_seq`` counts sections from 1."""

    read: Read
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
    expected: Read | None = None
    actual: Read | None = None
    status: Read | None = None
    is_of_form: bool = True


class Question(NamedTuple):
    """Something that was seen and not understood, or understood and doubtful: what becomes a finding.

    ``rows`` counts the indicators it speaks of from 0: those of its block, and of the evaluation once it is there.
    """

    rule: str
    severity: str
    message: str
    read: Read | None
    page: int
    records: tuple[str, ...] = ()
    rows: range = range(0)


def row_unread(cells: Sequence[Cell]) -> Question:
    """The finding for rows that were seen and not understood; ``cells`` are those with words, at least one."""
    words = "、".join(cell.text for cell in cells)
    message = f"表中有未能识别的行，未提取其中的内容（{words[:80]}）。"
    where = Read(words, tuple(piece for cell in cells for piece in cell.printed.pieces), "row:unread")
    return Question("row_unread", "note", message, where, cells[0].parts[0].page.number)


@dataclass(slots=True)
class EvaluationDraft:
    """One evaluation as it is put together from the tables and the text that belong to it."""

    kind: str | None
    page: int
    page_last: int
    title: Read | None = None
    fiscal_year: Read | None = None
    parties: dict[str, Read] = field(default_factory=dict)
    self_score: Read | None = None
    self_grade: Read | None = None
    indicators: list[IndicatorDraft] = field(default_factory=list)
    amounts: list[AmountDraft] = field(default_factory=list)
    goals: list[GoalDraft] = field(default_factory=list)
    claims: list[ClaimDraft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    is_form: bool = True

    @property
    def subject(self) -> Read | None:
        """What is evaluated: the project of a project's evaluation, else the department."""
        if self.kind == "department":
            return self.parties.get("department_name") or self.department
        return self.parties.get("project_name") or self.parties.get("department_name")

    @property
    def department(self) -> Read | None:
        """Who answers for it: the department named, else the unit that carries it out, else the one in charge."""
        names = ("department_name", "implementing_unit", "reporting_unit", "competent_department")
        return next((item for name in names if (item := self.parties.get(name))), None)

    @property
    def implementing_unit(self) -> Read | None:
        """Who carries it out: the unit named so, else the one that fills in the form."""
        return self.parties.get("implementing_unit") or self.parties.get("reporting_unit")
