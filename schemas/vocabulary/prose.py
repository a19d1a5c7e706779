"""Words of running text, covers and titles."""

from __future__ import annotations

import re
from enum import StrEnum

from schemas.vocabulary.table import ReadsWhole, ReadsWithin, one_meaning, table


@table("bounds")
class Bound:
    """A word before a figure of running text that bounds it."""

    word: str
    source: str


@table("captions")
class Caption:
    """A word that a number behind it numbers: 表1."""

    word: str
    source: str


@table("restatements")
class Restatement:
    """A word by which a title says that the report is made again."""

    word: str
    source: str


class CoverRole(StrEnum):
    """What a line of a cover holds behind its label; a prefix stands before a region's name."""

    DEPARTMENT = "department"
    YEAR = "year"
    PREFIX = "prefix"


@one_meaning("pattern")
@table("cover_labels", key=("role", "pattern"))
class CoverLabel(ReadsWhole):
    """A label of a cover."""

    role: CoverRole
    pattern: re.Pattern[str]
    example: str
    source: str


@table("prose_words")
class ProseWord:
    """A word of running text: the tag that statements know it by, and the standard name of what it means."""

    word: str
    tag: str
    name: str
    source: str


class Reads(StrEnum):
    """What is read from a sentence that a pattern fits; ``class`` names tags for the other patterns."""

    CLASS = "class"
    FIRST = "first"
    LAST = "last"
    ZIP = "zip"
    EACH = "each"
    SOURCE = "source"
    GRANT = "grant"
    GRANT_BESIDE = "grant_beside"
    RATE = "rate"
    SCORE = "score"
    GRADE = "grade"


@table("statements", key=("name",))
class StatementPattern:
    """A pattern of tags and words of a sentence; earlier rows come first."""

    name: str
    reads: Reads
    pattern: str
    source: str


class Status(StrEnum):
    """How far a goal was reached."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"


@table("statuses", key=("pattern",), first_within=())
class StatusPattern(ReadsWithin):
    """Words for a status; the first row found in a text counts."""

    pattern: re.Pattern[str]
    status: Status
    example: str
    source: str


@table("region_suffixes", key=("suffix", "level"))
class RegionSuffix:
    """The last characters of a region's name: ``level`` 1 is a province; a longer suffix may begin inside the name."""

    suffix: str
    level: int
    inside_names: bool
    source: str


class Where(StrEnum):
    """Where in a part of a name a word stands that is no region."""

    STARTS = "starts"
    ENDS = "ends"
    HOLDS = "holds"
    CROSSES = "crosses"


@table("suffix_words", key=("word", "where"))
class SuffixWord:
    """A word that ends like a region and is none: 城区."""

    word: str
    where: Where
    source: str
