"""What a column of an indicator table may hold."""

from __future__ import annotations

from enum import StrEnum


class ColumnRole(StrEnum):
    """The role of one column; only the first nine become fields of an indicator."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    TARGET_NATURE = "target_nature"  # the sign of the target: ≥, 大于等于
    TARGET = "target"
    TARGET_UNIT = "target_unit"
    ACTUAL = "actual"
    ACTUAL_UNIT = "actual_unit"
    WEIGHT = "weight"
    SCORE = "score"
    DEVIATION_REASON = "deviation_reason"
    WEIGHT_AND_SCORE = "weight_and_score"  # 10/9.5 in one cell
    TARGET_AND_ACTUAL = "target_and_actual"  # 30所→31所 in one cell
    LEVEL1_WEIGHT = "level1_weight"  # points of a level beside its name
    LEVEL2_WEIGHT = "level2_weight"
    REVIEW_SCORE = "review_score"
    SCORE_RATE = "score_rate"
    DEDUCTION = "deduction"
    DIRECTION = "direction"  # 正向, 定量: of which kind the indicator is
    OTHER_TARGET = "other_target"  # of another year or period
    OTHER_ACTUAL = "other_actual"
    INDEX = "index"
    AMOUNT = "amount"  # of money: the head is that of a funds table
    OTHER = "other"
    UNKNOWN = "unknown"
