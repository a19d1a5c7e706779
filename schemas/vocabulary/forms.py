"""Words of forms: what the head of a column, the label of a cell or a verdict means."""

from __future__ import annotations

import re
from enum import StrEnum

from schemas.vocabulary.table import table


class LabelContext(StrEnum):
    """Where a label stands, and so among which others it is looked up."""

    PART = "part"
    PARTY = "party"
    FUND = "fund"
    GOAL = "goal"
    INDICATOR = "indicator"
    SIDE = "side"
    TOTAL = "total"


class LabelRole(StrEnum):
    """What the cells beside or below a label hold."""

    OTHER_PERIOD = "other_period"
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
    INDEX = "index"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    NAME = "name"
    TARGET = "target"
    TARGET_NATURE = "target_nature"
    TARGET_UNIT = "target_unit"
    WEIGHT = "weight"
    SCORE = "score"
    WEIGHT_AND_SCORE = "weight_and_score"
    REVIEW_SCORE = "review_score"
    SCORE_RATE = "score_rate"
    DEDUCTION = "deduction"
    DEVIATION_REASON = "deviation_reason"
    INDICATORS = "indicators"
    TOTAL = "total"
    GRADE = "grade"
    NOTE = "note"


@table("labels", key=("context", "pattern"), first_within=("context",))
class Label:
    """A wording of a label, matched as a whole; of several rows of a context the first that matches counts."""

    context: LabelContext
    role: LabelRole
    pattern: re.Pattern[str]
    example: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.fullmatch(text) is not None


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
class DoubtfulPrint:
    """Print that a recogniser reads surely and often wrong."""

    pattern: re.Pattern[str]
    example: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.search(text) is not None
