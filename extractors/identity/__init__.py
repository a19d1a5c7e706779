"""Identity: the same region, department and indicator get the same id over reports and years."""

from __future__ import annotations

from extractors.identity.department import DepartmentIdentity, identify_department
from extractors.identity.indicators import IndicatorKey, indicator_key, told
from extractors.identity.likeness import Likeness, likeness

__all__ = [
    "DepartmentIdentity",
    "IndicatorKey",
    "Likeness",
    "identify_department",
    "indicator_key",
    "likeness",
    "told",
]
