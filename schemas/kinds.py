"""What may stand in columns of few values: severities, sources, kinds of evaluations, rules of findings."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: ``error`` breaks a sum, ``warning`` may be a wrong value, ``note`` a value left out."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Source(StrEnum):
    """Where a printed text comes from."""

    TEXT = "text"
    OCR = "ocr"


class EvaluationKind(StrEnum):
    """What is evaluated."""

    DEPARTMENT = "department"
    PROJECT = "project"


class FindingRule(StrEnum):
    """Every rule that reading a report may find broken."""

    TABLE_UNREAD = "table_unread"
    ROW_UNREAD = "row_unread"
    COLUMN_UNREAD = "column_unread"
    TEXT_UNREAD = "text_unread"
    VALUE_UNREAD = "value_unread"
    LEVEL_UNREAD = "level_unread"
    LOW_CONFIDENCE = "low_confidence"
    UNITS_APART = "units_apart"
    CELLS_UNREAD = "cells_unread"
    ROLE_INFERRED = "role_inferred"
    YEAR_INFERRED = "year_inferred"
    POINTS_SHARED = "points_shared"
    FORMS_UNPARTED = "forms_unparted"
    REQUIRED_PART_MISSING = "required_part_missing"
    REGION_AMBIGUOUS = "region_ambiguous"
    REGION_UNKNOWN = "region_unknown"
    REGION_UNLISTED = "region_unlisted"
    NAME_OUTSIDE_ITS_YEARS = "name_outside_its_years"
