"""Step ``records``: the values of every record read, in its row."""

from extractors.records.reading import read_records
from extractors.records.readings import AmountReading, EvaluationReading, GoalReading, IndicatorReading, SectionReading

__all__ = ["AmountReading", "EvaluationReading", "GoalReading", "IndicatorReading", "SectionReading", "read_records"]
