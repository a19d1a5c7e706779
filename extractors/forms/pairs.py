"""Labels with their values beside them: who a form is about, its goals in single lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from extractors.forms.columns.leaves import told_by_words
from extractors.forms.goal_periods import is_beside_the_year
from extractors.forms.labels import (
    ends_in_label,
    is_label,
    is_unit,
    label_key,
    role,
    runs_together,
    squeezed,
    unit_stated,
)
from extractors.forms.lines import labelled
from extractors.forms.names import name_of, party_roles
from extractors.forms.titles import is_form_title
from schemas.drafts import Field
from schemas.layout import Cell, Table

FIGURE = re.compile(r"[-\d.,，%％]+[^\d\s]{0,3}")
STOP = re.compile(r"[。；;，]")
LONGEST_LABEL = 20  # characters; one with remarks in brackets
KINDS_OF_GOAL = {"expected": "expected", "heading": "expected", "actual": "actual"}
LONGEST_UNKNOWN = 14  # characters of a label whose meaning its place tells
SHORTEST_NAME = 4  # characters of a project's name beside a short label
LEAST_HEADS = 5  # words of a row of which half are no labels
LEAST_COLUMNS = 2  # of figures under a head


class LabelledCell(NamedTuple):
    """A label cell and the cell that answers it."""

    label: Cell
    value: Cell


def pairs(row: Sequence[Cell]) -> Iterator[LabelledCell]:
    """Every cell of a row with the one that touches it on the right."""
    for label, value in pairwise(row):
        if label.columns.stop == value.column and label.text and value.text:
            yield LabelledCell(label, value)


def read_parties(row: Sequence[Cell]) -> Iterator[tuple[str, Field]]:
    """项目名称, 主管部门, 实施单位 and the like with what stands beside them, or behind them in the same cell.

    A value ends where the next label with a colon begins; one that runs into a label without is nobody's.
    """
    for label, value in pairs(row):
        names = party_roles(label.text) or short_roles(row, label, value)
        if names and not (is_label(value.text) or is_unit(value.text)):
            yield from _beside(names, value)
    for cell in row:
        yield from _in_one_cell(cell)


def short_roles(row: Sequence[Cell], label: Cell, value: Cell) -> tuple[str, ...]:
    """What a short label means that is a head elsewhere: 项目 at the left of a row, with a name beside it.

    Args:
        row: The row.
        label: One of its cells.
        value: The cell beside it.
    """
    name = role(label.text, "short")
    if name is None or label is not row[0] or label.rows != value.rows or told_by_words(value.text):
        return ()
    others = [cell for cell in row if cell.column >= value.columns.stop and cell.text]
    is_name = len(squeezed(value.text)) >= SHORTEST_NAME and not is_label(value.text) and not _is_figure(value.text)
    return (name,) if is_name and all(is_label(cell.text) for cell in others[::2]) else ()


def _is_figure(text: str) -> bool:
    return _has_digit(text) and bool(FIGURE.fullmatch(squeezed(text)))


def _beside(names: Sequence[str], value: Cell) -> Iterator[tuple[str, Field]]:
    """A value beside its label, and those of further labels in the same cell."""
    behind = "：" + value.text  # what begins a value is no label
    inner = [stated for stated in labelled(behind) if stated.roles and stated.label]
    said = behind[1 : inner[0].at].strip() if inner else value.text
    if said and not ends_in_label(said):
        yield from _stated(names, said, value)
    for stated in inner if said else ():
        yield from _stated(stated.roles, stated.text, value)


def _in_one_cell(cell: Cell) -> Iterator[tuple[str, Field]]:
    """Labels with their values behind them in one cell that begins with a label, or a title.

    A label amid other text may be an example, or another form's.
    """
    found = list(takewhile(lambda stated: bool(stated.roles), labelled(cell.text)))
    before = cell.text[: found[0].at] if found else ""
    if not before.strip() or is_form_title(before):
        for stated in found:
            yield from _stated(stated.roles, stated.text, cell)


def _stated(names: Sequence[str], text: str, cell: Cell) -> Iterator[tuple[str, Field]]:
    yield from ((name, Field(name_of(text), cell.printed.pieces, f"party:{name}")) for name in names)


def unknown_pairs(table: Table, row: int) -> Iterator[tuple[str, Field]]:
    """Short words of no known meaning with what stands beside them, in a row that may hold labels and values.

    Words known of columns only may be labels here; of several figures in a row none is surely beside its label.
    """
    own = [cell for cell in table.rows[row] if cell.row == row]
    figures = [cell for cell in own if _has_digit(cell.text) and FIGURE.fullmatch(squeezed(cell.text))]
    for label, value in pairs(own) if not is_head_row(table, row) else ():
        is_short = 2 <= len(label_key(label.text)) <= LONGEST_UNKNOWN and not _has_digit(label.text)
        is_known = any(role(label.text, context) for context in ("party", "goal", "total"))
        is_value = not is_label(value.text) and not is_unit(value.text) and (value not in figures or len(figures) == 1)
        if (is_short or runs_together(label.text)) and not is_known and is_value:
            yield label.text, Field(name_of(value.text), value.printed.pieces, "party:by_place")


def is_head_row(table: Table, row: int) -> bool:
    """Whether a row is a head of columns, not labels with their values: 单位, 编制数, 实有人数 over rows of figures.

    A label stands beside its value; a head stands over figures in two columns or more, has many words of which few
    are labels, begins with 序号, or ends in a word for sums with its unit that no sum can stand behind.
    """
    own = [cell for cell in table.rows[row] if cell.row == row and cell.text]
    if own and (told_by_words(own[0].text) == "index" or _ends_in_head(table, row)):
        return True
    labels = max(sum(is_label(cell.text) for cell in own[first::2]) for first in (0, 1))  # behind a side, or not
    if len(own) >= LEAST_HEADS and 2 * labels < len(own[1::2]):
        return True
    heads = [cell for cell in own[1:] if not _has_digit(cell.text)]
    below = {cell.columns: cell for cell in (table.rows[row + 1] if row + 1 < table.row_count else ())}
    over = [below[cell.columns] for cell in heads if cell.columns in below]
    figures = [cell for cell in over if _has_digit(cell.text)]
    return len(figures) >= LEAST_COLUMNS and all(FIGURE.fullmatch(squeezed(cell.text)) for cell in over if cell.text)


def _ends_in_head(table: Table, row: int) -> bool:
    """Whether the last cell of three or more is 预算金额（万元）: nothing can stand beside it."""
    own = [cell for cell in table.rows[row] if cell.row == row]
    is_sum = bool(unit_stated(own[-1].text)) and not is_unit(own[-1].text) and not _has_digit(own[-1].text)
    return len(own) > LEAST_COLUMNS and is_sum if own else False


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def read_single_goals(table: Table, body: range, index: int) -> Iterator[tuple[str, Field]]:
    """A goal beside its label, without a head above: 年度目标 with the text, 完成情况 with what was done.

    Those of another period are left out: 下年度目标, or 项目总体目标 where 年度目标 stands in a row of the same block.

    Args:
        table: The table.
        body: The rows of the block of labels.
        index: The row. A cell that began above it stands beside the block, and is neither label nor goal.
    """
    row = table.rows[index]
    others = [(kind, label.text) for other in body for kind, label, _ in _goals_beside(table.rows[other])]
    told = [
        (kind, value)
        for kind, label, value in _goals_beside(row)
        if not is_beside_the_year(label.text, (text for side, text in others if side == kind))
    ]
    filled = [cell for cell in row if cell.text and cell.row == index and cell.row_span == 1]
    if len(filled) > 2 * len(told):
        return  # a head of columns, not labels beside their goals
    for kind, value in told:
        yield kind, Field(value.text, value.printed.pieces, f"goal:{kind}")


def _goals_beside(row: Sequence[Cell]) -> Iterator[tuple[str, Cell, Cell]]:
    """The side of a goal, its label and its text, for each label of a goal in a row."""
    for label, value in pairs(row):
        kind = KINDS_OF_GOAL.get(role(label.text, "goal") or "")
        if label.rows == value.rows and kind and _is_goal(value.text):
            yield kind, label, value


def _is_goal(text: str) -> bool:
    return bool(STOP.search(text)) or not is_label(text)


def is_sentence(text: str) -> bool:
    """Whether a text says something and is no label: it has a stop or commas, or is longer than labels are."""
    return bool(STOP.search(text)) or len(squeezed(text)) > LONGEST_LABEL
