"""Which kind of head a row is, and heads of goals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.columns.leaves import told_by_words
from extractors.forms.fund_head import fund_header
from extractors.forms.header import Header, without_side
from extractors.forms.indicator_head import UNKNOWN, indicator_header
from extractors.forms.labels import role, squeezed
from extractors.forms.pairs import OTHER_PERIOD, is_sentence
from schemas.layout import Cell, Table

GOAL_HEADS = frozenset({"expected", "heading"})
GOAL_WORD = re.compile(r"目标|任务|完成")
LONGEST_HEAD = 14  # characters


def find_header(table: Table, row: int) -> Header | None:
    """The header that starts in this row, if one does."""
    starting = [cell for cell in table.rows[row] if cell.row == row]
    return (
        indicator_header(table, row, starting)
        or _goal_header(row, starting)
        or fund_header(table, row, starting)
        or _goal_header_by_place(table, row, starting)
    )


def _goal_header(row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over goals: what was aimed at and, right of it, what was done about it and whether it was met.

    One word may be a head and the words beside the block (年度总体目标完成情况): of two heads of one role the right one
    is the head, since what stands beside is left of all. Two for what was done are 完成情况 and whether it was met. The
    goal of the whole period beside the year's (实施期目标, 年度目标) is no field.
    """
    every = [cell for cell in without_side(cells) if cell.text]
    of_period = _of_other_period(every)
    words = [cell for cell in every if cell not in of_period]
    expected = [cell for cell in words if role(cell.text, "goal") in GOAL_HEADS][-1:]
    right = [cell for cell in words if expected and cell.column > expected[0].column]
    actual = [cell for cell in right if role(cell.text, "goal") == "actual"]
    status = [cell for cell in right if role(cell.text, "goal") == "status"]
    actual, status = actual[:1], [*status, *actual[1:2]][:1]
    taken = [*expected, *actual, *status]
    others = [cell for cell in words if cell not in taken and not role(cell.text, "goal")]
    if not (actual or status or of_period) or any(told_by_words(cell.text) != "index" for cell in others):
        return None
    columns = {"expected": expected, "actual": actual, "status": status, UNKNOWN: of_period}
    stop = max(cell.rows.stop for cell in taken)
    return Header("goals", range(row, stop), {name: tuple(group) for name, group in columns.items() if group})


def _of_other_period(heads: Sequence[Cell]) -> list[Cell]:
    """Heads over goals of the whole period, where one over the year's stands beside them."""
    goals = [cell for cell in heads if GOAL_WORD.search(cell.text) and len(squeezed(cell.text)) <= LONGEST_HEAD]
    of_period = [cell for cell in goals if OTHER_PERIOD.search(squeezed(cell.text))]
    of_year = [cell for cell in goals if cell not in of_period and role(cell.text, "goal") in GOAL_HEADS]
    return of_period if of_year else []


def _goal_header_by_place(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """Two short words over two sentences, of which one at least, or what stands beside, speaks of a goal.

    What was aimed at stands left of what was done, whatever the words.
    """
    heads = [cell for cell in without_side(cells) if cell.text]
    stop = max((cell.rows.stop for cell in cells), default=row)
    below = table.rows[row + 1] if row + 1 < table.row_count else ()
    texts = [next((cell for cell in below if cell.columns == head.columns), None) for head in heads]
    is_over = all(text is not None and text.row == row + 1 and is_sentence(text.text) for text in texts)
    is_short = all(len(squeezed(head.text)) <= LONGEST_HEAD and not is_sentence(head.text) for head in heads)
    told = any(GOAL_WORD.search(cell.text) for cell in (*heads, *cells))
    if len(heads) != 2 or stop > row + 2 or not (is_over and is_short and told):
        return None
    expected, actual = heads if role(heads[0].text, "goal") != "actual" else heads[::-1]
    return Header("goals", range(row, row + 1), {"expected": (expected,), "actual": (actual,)})
