"""How deep each band over rows is: level 1, or level 2 under one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.forms.bands import LevelBand
from schemas.drafts import Field

OUTER, INNER = 0, 1
LEVELS = ("level1", "level2")
ALIGNED = 2.0  # points: words that begin this near to each other begin at one place
INDENT = 40.0  # points from the left of a cell: words farther in are set to its middle


class BandNames(NamedTuple):
    """The names that bands give each row, and whether any band's level could not be told."""

    level1: dict[int, Field | None]
    level2: dict[int, Field | None]
    is_sure: bool


def names_under_bands(
    bands: Mapping[int, LevelBand], body: range, missing: Sequence[str], above: Field | None
) -> BandNames:
    """The level names of every row of a block by the bands over it.

    Args:
        bands: By their rows.
        body: The rows of the block.
        missing: The levels that have no column; the bands name these.
        above: A name right above the block's head.
    """
    depths = _depths(bands) if len(missing) > 1 else dict.fromkeys(bands, LEVELS.index(missing[0]) if missing else None)
    first = _field(above, OUTER) if "level1" in missing else None
    names: list[Field | None] = [first, None]
    found: tuple[dict[int, Field | None], dict[int, Field | None]] = ({}, {})
    for row in body:
        if row in bands:
            depth = depths[row]
            names = [None if depth != INNER else names[OUTER], None]
            if depth is not None:
                names[depth] = _field(bands[row].name, depth)
        for own, name in zip(found, names, strict=True):
            own[row] = name
    return BandNames(*found, not missing or None not in depths.values())


def _field(name: Field | None, depth: int) -> Field | None:
    return name._replace(rule=f"indicator:{LEVELS[depth]}") if name else None


def _depths(bands: Mapping[int, LevelBand]) -> dict[int, int | None]:
    """The depth of each band: by its number, its words, the bands right above and below, points and indentation."""
    depths: dict[int, int | None] = {row: _by_number(band, list(bands.values())) for row, band in bands.items()}
    for row, band in bands.items():
        if depths[row] is None and band.number is None and len(band.levels) == 1:
            depths[row] = LEVELS.index(next(iter(band.levels)))
    for row in bands:
        if depths[row] is None:
            depths[row] = _by_neighbours(row, depths)
    for row in bands:
        if depths[row] is None:
            depths[row] = _by_place(row, bands, depths)
    known = {depth for depth in depths.values() if depth is not None}
    if None in depths.values() and (not known or len(known) == 1):
        depths |= {row: next(iter(known), OUTER) for row, depth in depths.items() if depth is None}
    return depths


def _by_number(band: LevelBand, bands: Sequence[LevelBand]) -> int | None:
    """The depth that a band's number tells beside the others', None where it tells none."""
    ranks = sorted({other.number for other in bands if other.number is not None})
    if band.number is None:
        return _beside_numbered(bands) if len(ranks) == 1 else None
    if len(ranks) > 1:
        at = ranks.index(band.number)
        return at if at <= INNER else None
    return None if _beside_numbered(bands) is None else 1 - (_beside_numbered(bands) or 0)


def _beside_numbered(bands: Sequence[LevelBand]) -> int | None:
    """The depth of bands without a number where others have one: that which comes first is the outer one."""
    is_numbered = [band.number is not None for band in bands]
    return None if all(is_numbered) else INNER if is_numbered[0] else OUTER


def _by_neighbours(row: int, depths: Mapping[int, int | None]) -> int | None:
    """A band right above another is the outer one, a band right under an outer one the inner."""
    if row + 1 in depths and depths[row + 1] != OUTER:
        return OUTER
    return INNER if depths.get(row - 1) == OUTER else None


def _by_place(row: int, bands: Mapping[int, LevelBand], depths: Mapping[int, int | None]) -> int | None:
    """The depth by points, where the level that is open has none left or has some; else by where its words begin."""
    outer = max((at for at in bands if at < row and depths[at] == OUTER), default=None)
    inner = [at for at in bands if outer is not None and outer < at < row and depths[at] == INNER]
    whole, own = bands[outer].points if outer is not None else None, bands[row].points
    parts = [bands[at].points for at in inner]
    if whole is not None and own is not None and None not in parts:
        left = whole - sum(part for part in parts if part is not None)
        return OUTER if left <= 0 else INNER if own <= left else None
    return _by_indent(row, bands, depths)


def _by_indent(row: int, bands: Mapping[int, LevelBand], depths: Mapping[int, int | None]) -> int | None:
    lefts = {depth: [bands[at].left for at in bands if depths[at] == depth] for depth in (OUTER, INNER)}
    if not all(lefts.values()) or max(left for own in lefts.values() for left in own) > INDENT:
        return None
    if max(lefts[OUTER]) + ALIGNED >= min(lefts[INNER]):
        return None
    near = [depth for depth, own in lefts.items() if all(abs(bands[row].left - left) < ALIGNED for left in own)]
    return near[0] if len(near) == 1 else None
