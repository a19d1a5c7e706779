"""一级 and 二级指标 beside each row: from merged cells, over page breaks, and where cells are left blank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.forms.bands import level_name
from extractors.forms.header import Body
from extractors.forms.labels import PLACEHOLDER, squeezed, without_points
from extractors.tables.centred import Height, rows_named
from schemas.drafts import Field
from schemas.layout import Cell
from schemas.page import Printed

LEVEL = 3.0  # points: text this near in height is level
ONLY_POINTS = re.compile(r"[（(]?\d+(?:\.\d+)?分?[)）]?")  # 40分 cut from its name by a page break
NUMBER = re.compile(r"指\s*标\s*(\d+)")
LEVEL_WORD = re.compile(r"^.{2,14}指标(?:等)?$")


@dataclass(slots=True)
class _Group:
    """A cell of a level column with the rows it stands beside and the name found for it."""

    cell: Cell
    rows: list[int]
    name: Field | None


class LevelNames(NamedTuple):
    """A level's name for every row of a block; where not sure, rows without one may have one that stands elsewhere."""

    by_row: dict[int, Field | None]
    is_sure: bool


def level_names(body: Body, level: str, under: Mapping[int, Field | None] | None = None) -> LevelNames:
    """The level's name for every row of a block.

    Args:
        body: The block's rows.
        level: ``level1`` or ``level2``.
        under: For level 2, the level 1 of every row: a blank cell takes no name from above another level 1.

    A blank cell belongs to the name above it, except at a page break, where it may be the top of a merged cell whose
    words stand on the next page. Where names are set to the middle of their rows without a border round them, nothing
    tells where a name ends: then only the rows have it that it surely is in the middle of.
    """
    groups = _groups(body, level)
    _join_over_breaks(groups, body.table.breaks, level)
    by_run = _by_runs(groups, body) if level == "level2" else {}
    if _is_set_to_middle(groups, body) and len(by_run) < len(body.rows):
        return LevelNames(_over_runs(_around_names(groups), body) | by_run, False)
    names: dict[int, Field | None] = {}
    last: Field | None = None
    for group in groups:
        starts_other = under is not None and _differs(under, group.rows[0], body.rows)
        last = group.name or (None if starts_other else last)
        names.update(dict.fromkeys(group.rows, last))
    return LevelNames(names | by_run, True)


def _is_set_to_middle(groups: Sequence[_Group], body: Body) -> bool:
    """Whether names stand between rows, or the column begins with a blank cell of one row, so that names stand below
    the first of their rows.
    """
    if not groups or body.rows.start in body.table.breaks or body.rows.start - 1 in body.table.breaks:
        return False
    if any(_floats(group, body) for level in ("level1", "level2") for group in _groups(body, level)):
        return True
    if any(_goes_on_from(above, group, body) for above, group in pairwise(groups)):
        return True
    first = groups[0]
    return not first.cell.text and first.name is None and first.cell.row_span == 1 and any(g.name for g in groups)


def _goes_on_from(above: _Group, group: _Group, body: Body) -> bool:
    """Whether a name under a blank cell stands beside a row that goes on with what the blank row began.

    That is a level 1 beside the second of numbered names (指标2), or one beside a level 2 printed again.
    """
    row = group.rows[0]
    if not group.name or above.cell.text or group.cell.row_span > 1 or row in body.table.breaks:
        return False
    if group.cell is body.cell(row, "level1") and _numbers(body).get(row, 1) > 1:
        return True
    level2 = [body.cell(at, "level2") for at in (row - 1, row)]
    texts = {squeezed(cell.text) for cell in level2 if cell and cell is not group.cell}
    return None not in level2 and level2[0] is not level2[1] and len(texts) == 1 and texts != {""}


def _numbers(body: Body) -> dict[int, int]:
    """The number of each row's indicator, where the numbering begins anew; else it tells nothing of levels."""
    cells = ((row, body.cell(row, "level3")) for row in body.rows)
    found = {row: int(match[1]) for row, cell in cells if cell and (match := NUMBER.match(cell.text.strip()))}
    return found if list(found.values()).count(1) > 1 else {}


def _runs(body: Body) -> list[list[int]]:
    """Rows whose indicators are counted 1, 2, 3, each time anew; none where a number is out of turn."""
    runs: list[list[int]] = []
    for row, number in _numbers(body).items():
        if number == 1:
            runs.append([row])
        elif runs and number == len(runs[-1]) + 1 and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            return []
    return runs


def _by_runs(groups: Sequence[_Group], body: Body) -> dict[int, Field | None]:
    """Level 2 by the numbers of its indicators: beside whichever row of a run a name stands, it is that of all.

    None where a run has no name or several: the numbers then count something else.
    """
    names: dict[int, Field | None] = {}
    for run in _runs(body):
        own = {id(group): group.name for group in groups if group.name and set(group.rows) & set(run)}
        if len(own) != 1:
            return {}
        names.update(dict.fromkeys(run, next(iter(own.values()))))
    return names


def _over_runs(names: Mapping[int, Field | None], body: Body) -> dict[int, Field | None]:
    """Names set to the middle of their rows, each given to all rows of a run that it stands beside one of."""
    found = dict(names)
    for run in _runs(body):
        own = {name.text: name for row in run if (name := names.get(row))}
        if len(own) == 1:
            found |= dict.fromkeys(run, next(iter(own.values())))
    return found


def _floats(group: _Group, body: Body) -> bool:
    """Whether a name with no lines around it is level neither with its row's first lines nor with their middle."""
    if group.cell.row_span > 1 or not group.name or not group.cell.parts[0].lines:
        return False
    levels = [body.cell(group.rows[0], level) for level in ("level1", "level2")]
    others = [cell for cell in body.table.rows[group.rows[0]] if not any(cell is level for level in levels)]
    boxes = [line.box for cell in others for part in cell.parts for line in part.lines]
    own = [line.box for line in group.cell.parts[0].lines]
    if not boxes or any(part.is_ruled for part in body.table.parts):
        return False
    tops, middles = [box.top for box in boxes], [(box.top + box.bottom) / 2 for box in boxes]
    middle = (own[0].top + own[-1].bottom) / 2
    return (
        min(abs(own[0].top - top) for top in tops) > LEVEL and not min(middles) - LEVEL < middle < max(middles) + LEVEL
    )


def _around_names(groups: Sequence[_Group]) -> dict[int, Field | None]:
    """Names for rows of one page, each at the middle of its rows; over a page break only for the rows beside them."""
    named = [group for group in groups if group.name]
    if len({part.page.number for group in groups for part in group.cell.parts}) > 1:
        return {row: group.name for group in groups for row in group.rows}
    rows = [Height(part.box.top, part.box.bottom) for group in groups for part in group.cell.parts]
    boxes = [[line.box for line in group.cell.parts[0].lines] for group in named]
    names = [Height(min(box.top for box in own), max(box.bottom for box in own)) for own in boxes]
    at = rows_named(rows, names)
    return {
        row: group.name or (None if which is None else named[which].name)
        for group, which in zip(groups, at, strict=True)
        for row in group.rows
    }


def _groups(body: Body, level: str) -> list[_Group]:
    """Cells of the level's column with the rows they stand beside; one that covers another level's column is none."""
    groups: list[_Group] = []
    for row in body.rows:
        cell = body.cell(row, level)
        others = ("level1", "level3") if level == "level2" else ("level3",)
        if cell is None or any(cell is body.cell(row, name) for name in others):
            continue
        if groups and groups[-1].cell is cell:
            groups[-1].rows.append(row)
        else:
            groups.append(_Group(cell, [row], _name(cell.printed, level)))
    return groups


def _join_over_breaks(groups: Sequence[_Group], breaks: Sequence[int], level: str) -> None:
    blank_inside = any(
        not group.cell.text and group.rows[0] not in breaks and group.rows[-1] + 1 not in breaks for group in groups
    )
    for above, below in pairwise(groups):
        if below.rows[0] not in breaks or not below.cell.text:
            continue
        if not above.cell.text and above.cell.row not in breaks and not blank_inside:
            above.name = below.name
        elif _is_cut_name(above.cell.text, below.cell.text) or _breaks_off(above, groups):
            whole = Printed(above.cell.text + below.cell.text, above.cell.printed.pieces + below.cell.printed.pieces)
            above.name = below.name = _name(whole, level)


def _is_cut_name(above: str, below: str) -> bool:
    """Whether a page break cut one name in two: together they name a level (产出 / 指标), alone neither does."""
    first, second = squeezed(above), squeezed(without_points(below)[0])
    whole = without_points(squeezed(above + below))[0]
    return (
        bool(LEVEL_WORD.match(whole))
        and not LEVEL_WORD.match(first)
        and (second in "指标等" or not LEVEL_WORD.match(second))
    )


def _breaks_off(above: _Group, groups: Sequence[_Group]) -> bool:
    """Whether a name before a page break lacks the 指标 that most names of its column end with."""
    names = [group.name.text for group in groups if group.name]
    ended = sum(name.endswith("指标") for name in names)
    return bool(above.cell.text) and 2 * ended > len(names) and not (above.name and above.name.text.endswith("指标"))


def _differs(under: Mapping[int, Field | None], row: int, body: range) -> bool:
    if row == body.start:
        return True
    above, here = under.get(row - 1), under.get(row)
    return (above.text if above else None) != (here.text if here else None)


def _name(printed: Printed, level: str) -> Field | None:
    text = level_name(printed.text)
    is_none = PLACEHOLDER.match(squeezed(text)) or ONLY_POINTS.fullmatch(squeezed(text))
    return None if is_none else Field(text, printed.pieces, f"indicator:{level}")
