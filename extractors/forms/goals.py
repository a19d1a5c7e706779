"""Goals with what was done about them, from a form's goal block or a goal table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.forms.blocks import Block
from extractors.forms.draft import GoalDraft, Read, read
from extractors.labels import PLACEHOLDER, squeezed
from schemas.layout import Table


def read_goals(table: Table, block: Block) -> Iterator[GoalDraft]:
    """One goal for each row of the block that prints one."""
    if block.header is None:
        return
    seen: set[tuple[int, ...]] = set()
    for index in block.body:
        cells = {
            name: next((c for c in table.rows[index] if set(c.columns) & set(heads[0].columns)), None)
            for name, heads in block.header.columns.items()
        }
        key = tuple(id(cell) for cell in cells.values())
        fields = {name: read(cell.printed, f"goal:{name}") for name, cell in cells.items() if cell is not None}
        stated = [item for item in fields.values() if item and not PLACEHOLDER.match(squeezed(item.text))]
        if key in seen or not stated:
            continue
        seen.add(key)
        yield GoalDraft(min(piece.page for piece in stated[0].pieces), **fields)


def with_side(last: Sequence[GoalDraft], name: str, item: Read) -> list[GoalDraft]:
    """The last goal, if any, with one more side of it, or a new one after it where that side is told already."""
    if last and name == "expected" and last[-1].expected is None:
        return [replace(last[-1], expected=item)]
    if last and name == "actual" and last[-1].actual is None:
        return [replace(last[-1], actual=item)]
    page = item.pieces[0].page
    return [*last, GoalDraft(page, expected=item) if name == "expected" else GoalDraft(page, actual=item)]
