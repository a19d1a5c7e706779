"""Goals with what was done about them, from a form's goal block or a goal table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.forms.blocks import Block
from extractors.forms.column_findings import unread_columns
from extractors.forms.draft import row_unread
from extractors.forms.indicator_head import UNKNOWN
from extractors.forms.labels import PLACEHOLDER, role, squeezed
from extractors.forms.pairs import is_sentence
from schemas.drafts import Field, FindingDraft, GoalDraft, field_of
from schemas.layout import Cell, Table

NUMBERED_GOAL = re.compile(r"(?:分?目标|任务)[\d一二三四五六七八九十]{1,2}[:：.、]?")


def read_goals(table: Table, block: Block) -> Iterator[GoalDraft | FindingDraft]:
    """One goal for each row of the block that prints one; words under no head of it become a question."""
    if block.header is None:
        return
    seen: set[tuple[int, ...]] = set()
    of_period = block.header.columns.get(UNKNOWN, ())
    yield from unread_columns(table, of_period, block.body)
    heads = {name: group[0] for name, group in block.header.columns.items() if name != UNKNOWN}
    unread: list[Cell] = []
    for index in block.body:
        cells = {name: _under(table.rows[index], head) for name, head in heads.items()}
        key = tuple(id(cell) for cell in cells.values())
        fields = {name: field_of(cell.printed, f"goal:{name}") for name, cell in cells.items() if cell is not None}
        stated = [item for item in fields.values() if item and not PLACEHOLDER.match(squeezed(item.text))]
        if key in seen or not stated:
            continue
        is_merged = len({id(cell) for cell in cells.values()}) < len(cells)
        if is_merged or any(_is_parted(table.rows[index], head) for head in heads.values()):
            unread += [
                cell for cell in table.rows[index] if cell.row == index and cell.text and cell.text != block.side
            ]
            continue
        seen.add(key)
        beside = [cell for head in of_period if (cell := _under(table.rows[index], head))]
        unread += _others(table.rows[index], index, [*(c for c in cells.values() if c is not None), *beside], block)
        page = min(piece.page for piece in stated[0].pieces)
        yield GoalDraft(page, fields.get("expected"), fields.get("actual"), fields.get("status"))
    if unread:
        yield row_unread(unread)


def _is_parted(row: Sequence[Cell], head: Cell) -> bool:
    """Whether several texts stand under one head, as in rows of another block whose own head was not known."""
    return sum(bool(cell.text) and bool(set(cell.columns) & set(head.columns)) for cell in row) > 1


def _under(row: Sequence[Cell], head: Cell) -> Cell | None:
    return next((cell for cell in row if set(cell.columns) & set(head.columns)), None)


def _others(row: Sequence[Cell], index: int, taken: Sequence[Cell], block: Block) -> list[Cell]:
    """Words of a row that are no goal, no label and no number in front, and not those beside the block."""
    left = [cell for cell in row if cell.row == index and cell not in taken and cell.text != block.side]
    return [cell for cell in left if not _is_goal_label(cell.text) and not PLACEHOLDER.match(_unnumbered(cell.text))]


def _is_goal_label(text: str) -> bool:
    return role(text, "goal") is not None and not is_sentence(text)


def _unnumbered(text: str) -> str:
    words = squeezed(text)
    return "" if words.rstrip(".、").isdigit() or NUMBERED_GOAL.fullmatch(words) else words


def answers(known: Sequence[GoalDraft], found: Sequence[GoalDraft | FindingDraft]) -> Field | None:
    """What a block says was done, where it says nothing else and is about the one goal above it.

    Args:
        known: The goals above the block.
        found: What was read of the block.
    """
    goals = [item for item in found if isinstance(item, GoalDraft)]
    if len(known) != 1 or len(goals) != 1 or known[0].actual is not None:
        return None
    return goals[0].actual if goals[0].expected is None and goals[0].status is None else None


def with_side(last: Sequence[GoalDraft], name: str, item: Field) -> list[GoalDraft]:
    """The last goal, if any, with one more side of it, or a new one after it where that side is told already."""
    if last and name == "expected" and last[-1].expected is None:
        return [replace(last[-1], expected=item)]
    if last and name == "actual" and last[-1].actual is None:
        return [replace(last[-1], actual=item)]
    page = item.pieces[0].page
    return [*last, GoalDraft(page, expected=item) if name == "expected" else GoalDraft(page, actual=item)]
