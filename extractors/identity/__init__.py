"""Identity: the same region, department and indicator get the same id over reports and years."""

from __future__ import annotations

from extractors.identity.department import DepartmentIdentity, identify_department

__all__ = ["DepartmentIdentity", "identify_department"]
