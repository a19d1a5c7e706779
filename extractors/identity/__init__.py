"""Identity: the same region, department and indicator get the same id over reports and years."""

from __future__ import annotations

from extractors.identity.department import DepartmentIdentity, identify_department
from extractors.identity.indicators import IndicatorKey, indicator_key

__all__ = ["DepartmentIdentity", "IndicatorKey", "identify_department", "indicator_key"]
