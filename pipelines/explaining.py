"""How a report's tables were read, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf

from extractors.explain import BlockEvidence, ColumnEvidence


def explanation(blocks: Sequence[BlockEvidence]) -> Iterator[str]:
    """One paragraph a block: its head, then each column with its role, what spoke for it, and the runner-up."""
    for block in blocks:
        first, last = block.rows
        rows = f"rows {first} to {last}" if last >= first else "no rows"
        yield f"page {block.page}, table {block.table}: {block.kind}, {rows}"
        if not block.columns:
            yield from (f"  {role}: {words}" for role, words in block.heads)
        for column in block.columns:
            yield from _column(column)
        yield ""


def _column(column: ColumnEvidence) -> Iterator[str]:
    how = "tied, nothing read" if column.is_tied else "told by its cells" if column.is_inferred else "told by its words"
    margin = "no other reading" if isinf(column.margin) else f"{column.margin:.1f} before {column.runner_up}"
    yield f"  {' > '.join(column.heads) or '(no words)'} -> {column.role} ({how}; {margin})"
    yield f"    words: {_shares(column.words)}"
    yield f"    vocabulary: {', '.join(column.rows) or 'no row like it'}"
    yield f"    cells: {_shares(column.contents)}; {_shares(column.cells)}"


def _shares(values: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in values)
