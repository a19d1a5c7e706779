"""What a header row tells: which columns of a table hold what, and how a body row is read under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.forms.columns.evidence import Reading
from extractors.forms.labels import NAMES, role
from schemas.layout import Cell, Table

DIGITS = re.compile(r"\d")
SUM = re.compile(r"[-+()（）]*[\d.,，]*\d(?:亿元|万元|千元|元)?[)）]?|[-/—–一无]*")
TARGET_PARTS = ("target_nature", "target", "target_unit")
ACTUAL_PARTS = ("actual", "actual_unit")


class Header(NamedTuple):
    """A header found in a table.

    Attributes:
        kind: ``indicators``, ``goals`` or ``funds``.
        rows: The rows it takes.
        columns: For each role, the header cells that carry it, from left to right.
        readings: How each column of indicators was read, and why.
    """

    kind: str
    rows: range
    columns: Mapping[str, tuple[Cell, ...]]
    readings: tuple[Reading, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """Whether its columns of names and targets were all told by their cells alone."""
        told = [r for r in self.readings if r.choice.role in (*NAMES, "target", "actual")]
        return bool(told) and all(reading.is_inferred for reading in told)


class RoleColumns(NamedTuple):
    """Where each role's cells stand in the body of a block: for each role the columns its heads cover."""

    by_role: Mapping[str, Sequence[range]]

    def cells(self, row: Sequence[Cell], name: str) -> list[Cell]:
        """The row's cells under a role's heads, from left to right."""
        heads = self.by_role.get(name, ())
        return [cell for cell in row if any(set(cell.columns) & set(columns) for columns in heads)]


class Body(NamedTuple):
    """The rows of a block under its header, and where each role's cells stand in them."""

    table: Table
    rows: range
    columns: RoleColumns

    def cell(self, row: int, name: str) -> Cell | None:
        """The row's first cell under a role's heads."""
        return next(iter(self.columns.cells(self.table.rows[row], name)), None)


def without_side(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The head without the merged cell beside the whole block (绩效指标)."""
    if len(cells) > 1 and cells[0].row_span > max(cell.row_span for cell in cells[1:]):
        return cells[1:]
    return cells


def roles_of(cells: Sequence[Cell], context: str) -> dict[str, tuple[Cell, ...]]:
    """The cells that carry each role of a context, from left to right."""
    columns: dict[str, tuple[Cell, ...]] = {}
    for cell in cells:
        name = role(cell.text, context) if cell.text else None
        if name:
            columns[name] = (*columns.get(name, ()), cell)
    return columns
