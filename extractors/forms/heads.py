"""Which kind of head a row is, and heads of goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.forms.columns.leaves import told_by_words
from extractors.forms.fund_head import fund_header
from extractors.forms.goal_periods import (
    GOAL_HEADS,
    GOAL_WORD,
    LONGEST_GOAL_HEAD,
    is_beside_the_year,
    is_plan,
    is_short_goal,
    speaks_of_doing,
)
from extractors.forms.header import Header, without_side
from extractors.forms.indicator_head import INDICATOR, UNKNOWN, indicator_header
from extractors.forms.labels import role, squeezed
from extractors.forms.pairs import is_sentence
from schemas.layout import Cell, Table


def find_header(table: Table, row: int) -> Header | None:
    """The header that starts in this row, if one does."""
    starting = [cell for cell in table.rows[row] if cell.row == row]
    return (
        (None if _is_over_goals(table, row, starting) else indicator_header(table, row, starting))
        or _goal_header(table, row, starting)
        or fund_header(table, row, starting)
        or _goal_header_by_place(table, row, starting)
    )


def _is_over_goals(table: Table, row: int, cells: Sequence[Cell]) -> bool:
    """Whether every head speaks of goals and of no indicator, and a sentence stands under each."""
    heads = [cell for cell in without_side(cells) if cell.text]
    texts = _texts_below(table, heads)
    are_goals = all(is_plan(head.text) or speaks_of_doing(head.text) for head in heads)
    has_plan = any(role(head.text, "goal") in GOAL_HEADS for head in heads)
    is_of_indicators = any(INDICATOR in squeezed(head.text) for head in heads)
    return are_goals and has_plan and not is_of_indicators and all(text and is_sentence(text.text) for text in texts)


def _texts_below(table: Table, heads: Sequence[Cell]) -> list[Cell | None]:
    """The cell under each head, as wide as it is."""
    rows = [table.rows[head.rows.stop] if head.rows.stop < table.row_count else () for head in heads]
    return [
        next((cell for cell in below if cell.columns == head.columns), None)
        for head, below in zip(heads, rows, strict=True)
    ]


def _goal_header(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over goals: what was aimed at and, right of it, what was done about it and whether it was met.

    One word may be a head and the words beside the block (年度总体目标完成情况): of two heads of one role the right one
    is the head, since what stands beside is left of all; unless sentences stand under both, then neither is read. Two
    for what was done are 完成情况 and whether it was met. The goal of another period beside the year's (实施期目标,
    年度目标) is no field.
    """
    every = [cell for cell in without_side(cells) if cell.text]
    of_period = _of_other_period(every)
    words = [cell for cell in every if cell not in of_period]
    plans = [cell for cell in words if is_plan(cell.text)]
    known = [cell for cell in plans if role(cell.text, "goal") in GOAL_HEADS]
    tied = _tied(table, plans) if known else []
    expected = known[-1:]
    right = [cell for cell in words if expected and cell.column > expected[0].column]
    actual = [cell for cell in right if role(cell.text, "goal") == "actual"]
    status = [cell for cell in right if role(cell.text, "goal") == "status"]
    actual, status = actual[:1], [*status, *actual[1:2]][:1]
    taken = [*expected, *actual, *status, *tied]
    others = [cell for cell in words if cell not in taken and not role(cell.text, "goal")]
    if not (actual or status or (expected and of_period)) or any(told_by_words(c.text) != "index" for c in others):
        return None
    columns = {
        "expected": [] if tied else expected,
        "actual": actual,
        "status": status,
        UNKNOWN: [*of_period, *tied],
    }
    return _header(row, max(cell.rows.stop for cell in taken), columns)


def _header(row: int, stop: int, columns: Mapping[str, Sequence[Cell]]) -> Header:
    return Header("goals", range(row, stop), {name: tuple(group) for name, group in columns.items() if group})


def _tied(table: Table, plans: Sequence[Cell]) -> list[Cell]:
    """Two heads or more over what was aimed at with a sentence under each: none says which is the year's."""
    over = [
        head for head, text in zip(plans, _texts_below(table, plans), strict=True) if text and is_sentence(text.text)
    ]
    return over if len(over) > 1 else []


def _of_other_period(heads: Sequence[Cell]) -> list[Cell]:
    """Heads over goals, or over what was done, of another period, where one over the year's stands beside them."""
    plans = [cell for cell in heads if is_short_goal(cell.text) and not speaks_of_doing(cell.text)]
    done = [cell for cell in heads if is_short_goal(cell.text) and speaks_of_doing(cell.text)]
    of_period = [
        cell
        for group in (plans, done)
        for cell in group
        if is_beside_the_year(cell.text, (other.text for other in group))
    ]
    of_year = [c for c in heads if c not in of_period and role(c.text, "goal") in (*GOAL_HEADS, "actual")]
    return of_period if of_year else []


def _goal_header_by_place(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """Two short words over two sentences, of which one at least, or what stands beside, speaks of a goal.

    What was aimed at stands left of what was done, whatever the words; but a head that speaks of no doing is never over
    what was done, and of two over one side that of the year is read, or neither.
    """
    heads = [cell for cell in without_side(cells) if cell.text]
    stop = max((cell.rows.stop for cell in cells), default=row)
    texts = _texts_below(table, heads)
    is_over = all(text is not None and text.row == row + 1 and is_sentence(text.text) for text in texts)
    is_short = all(len(squeezed(head.text)) <= LONGEST_GOAL_HEAD and not is_sentence(head.text) for head in heads)
    told = any(GOAL_WORD.search(cell.text) for cell in (*heads, *cells))
    if len(heads) != 2 or stop > row + 2 or not (is_over and is_short and told):
        return None
    return _header(row, row + 1, _by_place(heads))


def _by_place(heads: Sequence[Cell]) -> dict[str, Sequence[Cell]]:
    """What was aimed at and what was done among two heads; what is neither, or may be, is under unknown."""
    of_period = _of_other_period(heads)
    done = [head for head in heads if speaks_of_doing(head.text) and head not in of_period]
    aimed = [head for head in heads if head not in (*done, *of_period)]
    known = [head for head in aimed if role(head.text, "goal") in GOAL_HEADS]
    if not done and len(known) == 1:
        aimed = known
    sides = {"expected": aimed, "actual": done}
    told = {name: group for name, group in sides.items() if len(group) == 1}
    taken = [head for group in told.values() for head in group]
    return {**told, UNKNOWN: [head for head in heads if head not in taken]}
