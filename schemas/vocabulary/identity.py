"""Words by which the same region and department are known again, and the figures kept of a department."""

from __future__ import annotations

import re
from enum import StrEnum

from schemas.vocabulary.table import Reference, table


@table("regions", key=("code", "name", "first_year"), references=(Reference("anchor", "regions", "code"),))
class RegionName:
    """A region's code and name in the years they hold; ``anchor`` is its first code since 2012."""

    code: str
    name: str
    short: str
    first_year: int
    last_year: int | None = None
    anchor: str
    source: str


@table("not_regions")
class NotRegion:
    """A zone or place of department names that is no administrative division."""

    word: str
    source: str


@table("word_regions")
class WordRegion:
    """A region's short name that is an ordinary word too."""

    word: str
    source: str


@table("identity_findings", key=("rule",))
class IdentityFinding:
    """What a finding on a department's identity says."""

    rule: str
    message: str
    source: str


@table("departments", key=("name", "canonical_id", "valid_from"))
class DepartmentName:
    """A department's name without region and level; ``level_words`` may end it, and the years bound it."""

    canonical_id: str
    name: str
    level_words: tuple[str, ...] = ("",)
    valid_from: int | None = None
    valid_to: int | None = None
    source: str


@table("department_forms", key=("pattern",))
class DepartmentForm:
    """A short name of a body, written out row after row."""

    pattern: re.Pattern[str]
    form: str = ""
    example: str
    becomes: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.sub(self.form, text) == self.becomes


class WrappingPlace(StrEnum):
    """Where a word that wraps a department's name stands; ``local`` ends bodies named without their region's level."""

    FRONT = "front"
    BRACKET = "bracket"
    BACK = "back"
    UNDER = "under"
    LOCAL = "local"


@table("department_wrappings", key=("word", "place"))
class DepartmentWrapping:
    """A word round a department's name that is not part of it; ``kept`` is what is left of it."""

    word: str
    place: WrappingPlace
    kept: str = ""
    source: str


@table("department_figures", key=("figure", "basis", "table_name", "subject", "measure", "rank"))
class DepartmentFigure:
    """A wording of a department's figure in a table of records; the lowest rank that gives one number counts."""

    figure: str
    basis: str
    table_name: str
    subject: str = ""
    measure: str = ""
    rank: int
    source: str
