"""Where a user's rows lie over ours: which of ours they replace, and before which they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from schemas.vocabulary.file import FileLine, cells_of, worded
from schemas.vocabulary.overlay import Overlay, our_lines, own_lines
from schemas.vocabulary.table import columns, defined, table_of

UNCOMPARED = ("source", "example", "becomes")  # columns that say nothing of what a row means


def overriding(overlay: Overlay) -> Iterator[tuple[FileLine[Any], str]]:
    """A user's rows that change what ours say, each with what it does to which; rows that can be read are assumed.

    Example:
        A row ``target,完成情况`` of ``column_heads.csv`` replaces ours that says it is an actual.
    """
    for table in dict.fromkeys(file.table for file in overlay if file.table in defined()):
        row = defined()[table]
        ours = our_lines(row)
        for line in own_lines(row, overlay):
            yield from ((line, said) for said in _said(line.row, ours))


def meaning(row: Any) -> str:
    """What a row says of its wording, in the words of its other cells.

    Example:
        ``target`` of a row ``target,应达数`` of ``column_heads.csv``
    """
    apart = {*table_of(type(row)).one_meaning, *UNCOMPARED}
    names = [column.name for column in columns(type(row)) if column.name not in apart]
    return " ".join(filter(None, cells_of(row, names))) or "listed"


def _said(own: Any, ours: Sequence[FileLine[Any]]) -> Iterator[str]:
    replaced = [line for line in ours if worded(line.row) == worded(own)]
    for line in replaced:
        is_same = meaning(line.row) == meaning(own)
        done = "says what ours says already" if is_same else f"replaces ours, which says {meaning(line.row)}"
        yield f"{done} ({line.file}:{line.number})"
    within = table_of(type(own)).first_within
    if within is None:
        return
    for line in ours:
        is_tried = cells_of(line.row, within) == cells_of(own, within) and line not in replaced
        if is_tried and meaning(line.row) != meaning(own) and line.row.reads(own.example):
            yield f"comes before ours, which says {meaning(line.row)} of {own.example!r} ({line.file}:{line.number})"
