"""Identity: the same region, department and indicator get the same id over reports and years."""

from __future__ import annotations

from extractors.identity.department import DepartmentIdentity, identify_department
from extractors.identity.indicators import IndicatorKey, NormalName, indicator_key, normal_name
from extractors.identity.likeness import Likeness, contrast, how_joined, likeness

__all__ = [
    "DepartmentIdentity",
    "IndicatorKey",
    "Likeness",
    "NormalName",
    "contrast",
    "how_joined",
    "identify_department",
    "indicator_key",
    "likeness",
    "normal_name",
]
