"""The administrative regions at the front of a name, told by their form alone."""

from __future__ import annotations

from functools import cache

from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import CoverLabel, CoverRole, RegionSuffix, SuffixWord, Where

COUNTY, TOWNSHIP = 3, 4
SHORTEST_NAME = 2  # 沙县
LONGEST_NAME = 7  # 科尔沁左翼后旗
LONGEST_AUTONOMOUS = 15  # 积石山保安族东乡族撒拉族自治县


def region_of(name: str, lowest: int = TOWNSHIP) -> str | None:
    """The longest chain of regions a name starts with.

    Args:
        name: A department's name or a title, without white space.
        lowest: The lowest level that counts: 1 a province, 2 a prefecture, 3 a county, 4 a township or zone.

    Returns:
        The chain from the province or city down, each step lower than the one before; None where the name starts with
        no region. A suffix that belongs to another word (城市, 市场, 城乡) ends no region, and words such as 中共 in
        front are passed over.

    Example:
        ``region_of("亳州市谯城区市场监督管理局") == "亳州市谯城区"``
    """
    start = max((len(prefix) for prefix in _prefixes() if name.startswith(prefix)), default=0)
    end, level = start, 0
    while (step := _next_region(name, end, level)) and step[1] <= lowest:
        end, level = step
    return name[start:end] or None


def _next_region(name: str, start: int, level: int) -> tuple[int, int] | None:
    """Where the next region of the chain ends, and its level."""
    for end in range(start + SHORTEST_NAME, min(len(name), start + LONGEST_AUTONOMOUS) + 1):
        row = _suffix(name[start:end], level)
        if row is None or _is_other_word(name, start, end):
            continue
        longer = row.inside_names and _suffix(name[start : end + 1], level)
        if not longer or _is_other_word(name, start, end + 1):  # 广州 is no 州: its name goes on to 广州市
            return end, row.level
    return None


def _suffix(part: str, level: int) -> RegionSuffix | None:
    """The longest suffix of a name that stands below a level."""
    fitting = [row for row in vocabulary(RegionSuffix) if part.endswith(row.suffix) and part != row.suffix]
    lower = [row for row in fitting if row.level > level]
    return max(lower, key=lambda row: len(row.suffix), default=None)


def _is_other_word(name: str, start: int, end: int) -> bool:
    """Whether the suffix that ends a part belongs to a word that is no region."""
    part = name[start:end]
    longest = LONGEST_AUTONOMOUS if "自治" in part else LONGEST_NAME
    return (
        len(part) > longest
        or any(word in part for word in _words(Where.HOLDS))
        or part in _words(Where.STARTS)
        or part.endswith(_words(Where.ENDS))
        or any(name.startswith(word, end - 1) for word in _words(Where.CROSSES))
    )


@cache
def _words(where: Where) -> tuple[str, ...]:
    return tuple(row.word for row in vocabulary(SuffixWord) if row.where == where)


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(row.pattern.pattern for row in vocabulary(CoverLabel) if row.role == CoverRole.PREFIX)
