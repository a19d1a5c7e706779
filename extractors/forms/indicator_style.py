"""How a block prints all of its rows alike: its names, the units and pairs its heads state, columns told by cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import NamedTuple

from extractors.forms.columns.evidence import Reading
from extractors.forms.columns.words import is_reversed_pair
from extractors.forms.head_units import units_of_role
from extractors.forms.header import Body, Header
from extractors.forms.indicator_head import is_tied
from extractors.forms.indicator_names import Naming, named, naming_of
from schemas.columns import ColumnRole as Role
from schemas.drafts import IndicatorDraft

INFERRED = 0.8  # at most, of a field whose column only its cells told
OF_TARGET, OF_ACTUAL = ("target_raw",), ("actual_raw",)
FIELDS_OF: Mapping[Role, tuple[str, ...]] = {
    Role.TARGET: OF_TARGET,
    Role.TARGET_NATURE: OF_TARGET,
    Role.TARGET_UNIT: OF_TARGET,
    Role.ACTUAL: OF_ACTUAL,
    Role.ACTUAL_UNIT: OF_ACTUAL,
    Role.TARGET_AND_ACTUAL: OF_TARGET + OF_ACTUAL,
    **{
        role: (role.value,)
        for role in (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.WEIGHT, Role.SCORE, Role.DEVIATION_REASON)
    },
}


class BlockStyle(NamedTuple):
    """How a block prints its rows.

    Attributes:
        naming: How it prints names.
        target_units: What the head of the targets states for bare figures.
        actual_units: The same of the actuals.
        reversed_pairs: Roles of two fields in one column whose head names the second first: 得分/分值.
        sureness: For each field of a column that its cells told, how sure it can be at most.
    """

    naming: Naming
    target_units: tuple[str, ...]
    actual_units: tuple[str, ...]
    reversed_pairs: frozenset[str]
    sureness: Mapping[str, float]


def style_of(header: Header, body: Body, rows: Sequence[int]) -> BlockStyle:
    """How a block prints its rows.

    Args:
        header: Its head.
        body: Its rows.
        rows: Those of them that are no bands and no sums.
    """
    names = {cell: None for row in rows for cell in body.columns.cells(body.table.rows[row], "level3")}
    head = "".join(cell.text for cell in header.columns.get("level3", ()))
    pairs = (name for name in (Role.WEIGHT_AND_SCORE, Role.TARGET_AND_ACTUAL) for _ in header.columns.get(name, ()))
    return BlockStyle(
        naming_of([cell.text for cell in names], head, "level2" in header.columns),
        units_of_role(header, Role.TARGET, Role.TARGET_AND_ACTUAL),
        units_of_role(header, Role.ACTUAL, Role.TARGET_AND_ACTUAL),
        frozenset(name for name in pairs if any(is_reversed_pair(cell.text) for cell in header.columns[name])),
        _sureness(header),
    )


def styled(draft: IndicatorDraft, style: BlockStyle) -> IndicatorDraft:
    """A row with what its block prints for all rows alike: units of heads, points in names, how sure columns are.

    Args:
        draft: As its cells print it.
        style: Of its block.
    """
    return replace(
        named(draft, style.naming),
        target_units=style.target_units,
        actual_units=style.actual_units,
        sureness=style.sureness,
    )


def _sureness(header: Header) -> Mapping[str, float]:
    told = [reading for reading in header.readings if reading.is_inferred and not is_tied(reading)]
    found: dict[str, float] = {}
    for reading in told:
        for name in FIELDS_OF.get(reading.choice.role, ()):
            found[name] = min(found.get(name, INFERRED), _likelihood(reading))
    return found


def _likelihood(reading: Reading) -> float:
    """How likely the column is what it was read as, by the margin in log odds to what else it may be."""
    return 1 / (1 + exp(-reading.choice.margin))
