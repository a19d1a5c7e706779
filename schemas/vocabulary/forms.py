"""Words of forms: what the head of a column, the label of a cell or a verdict means."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from schemas.columns import ColumnRole
from schemas.vocabulary.table import ReadsWhole, ReadsWithin, one_meaning, table


class LabelContext(StrEnum):
    """Where a label stands, and so among which others it is looked up."""

    PART = "part"
    PARTY = "party"
    SHORT = "short"
    FUND = "fund"
    GOAL = "goal"
    SIDE = "side"
    TOTAL = "total"


class LabelRole(StrEnum):
    """What the cells beside or below a label hold."""

    UNIT = "unit"
    VALUE = "value"
    WHOLE_YEAR = "whole_year"
    PROJECT_NAME = "project_name"
    DEPARTMENT_NAME = "department_name"
    COMPETENT_DEPARTMENT = "competent_department"
    IMPLEMENTING_UNIT = "implementing_unit"
    REPORTING_UNIT = "reporting_unit"
    FISCAL_YEAR = "fiscal_year"
    OTHER = "other"
    INITIAL_BUDGET = "initial_budget"
    ANNUAL_BUDGET = "annual_budget"
    ARRIVED = "arrived"
    EXECUTED = "executed"
    BALANCE = "balance"
    RATE = "rate"
    HEADING = "heading"
    EXPECTED = "expected"
    ACTUAL = "actual"
    STATUS = "status"
    WEIGHT = "weight"
    SCORE = "score"
    INDICATORS = "indicators"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    GRADE = "grade"
    NOTE = "note"


@one_meaning("pattern")
@table("labels", key=("context", "pattern"), first_within=("context",))
class Label(ReadsWhole):
    """A wording of a label, matched as a whole; of several rows of a context the first that matches counts."""

    context: LabelContext
    role: LabelRole
    pattern: re.Pattern[str]
    example: str
    source: str

    @property
    def is_open(self) -> bool:
        """Whether words that nobody listed may stand in front: of running text it can't tell where the label begins."""
        return self.pattern.pattern.startswith(".{")


class HeadRole(StrEnum):
    """What a wording of a column's head stands for."""

    INDEX = "index"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    NAME = "name"  # an indicator's name of no stated level
    TARGET_NATURE = "target_nature"
    DIRECTION = "direction"
    TARGET = "target"
    TARGET_UNIT = "target_unit"
    ACTUAL = "actual"
    ACTUAL_UNIT = "actual_unit"
    WEIGHT = "weight"
    SCORE = "score"
    REVIEW_SCORE = "review_score"
    SCORE_RATE = "score_rate"
    DEDUCTION = "deduction"
    DEVIATION_REASON = "deviation_reason"
    AMOUNT = "amount"  # of money: the head is that of a funds table
    OTHER = "other"


@one_meaning("wording")
@table("column_heads", key=("role", "wording"))
class ColumnHead:
    """A wording of a column's head; heads of other wordings are compared with all of them by runs of characters."""

    role: HeadRole
    wording: str
    source: str


class Period(StrEnum):
    """A period that is not the evaluated year."""

    PREVIOUS = "previous"
    PARTIAL = "partial"
    PLAN = "plan"


@table("column_periods", key=("pattern",))
class ColumnPeriod(ReadsWithin):
    """Words by which a head names another period than the evaluated year."""

    period: Period
    pattern: re.Pattern[str]
    example: str
    source: str


class Preference(StrEnum):
    """Why one of several columns of a role is the one that is meant."""

    REVISED = "revised"  # the target in force
    OWN = "own"  # the evaluation of the unit itself


@table("column_preferences", key=("pattern",))
class ColumnPreference(ReadsWithin):
    """Words by which one of several heads of the same role is the one that is meant."""

    preference: Preference
    pattern: re.Pattern[str]
    example: str
    source: str


@table("column_weights", key=("role", "feature"))
class ColumnWeight:
    """How much a feature of a column's cells speaks for a role, in log odds; fitted to drawn forms."""

    role: ColumnRole
    feature: str
    weight: Decimal
    source: str


class Level(StrEnum):
    """A level whose names forms share."""

    FIRST = "level1"
    SECOND = "level2"


@table("level_names", key=("level", "name"))
class LevelName:
    """A name of level 1 or 2 without the 指标 at its end; one of both is the first's."""

    level: Level
    name: str
    source: str


class Grade(StrEnum):
    """The grades of the contract."""

    EXCELLENT = "优秀"
    GOOD = "良好"
    MEDIUM = "中"
    PASS = "合格"
    POOR = "差"


@table("grades")
class GradeWord:
    """A word for a grade."""

    word: str
    grade: Grade
    source: str


@table("fields", key=("field",))
class FieldName:
    """What people call a field of a record."""

    field: str
    name: str
    source: str


@table("doubtful_prints", key=("pattern",))
class DoubtfulPrint(ReadsWithin):
    """Print that a recogniser reads surely and often wrong."""

    pattern: re.Pattern[str]
    example: str
    source: str
