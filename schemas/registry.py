"""Which tables there are: the name a table is stored and asked for under, its dataclass, and the order of its rows."""

from __future__ import annotations

from types import MappingProxyType

from schemas import identity, marts, tables

TABLES = MappingProxyType(
    {
        "reports": tables.Report,
        "evaluations": tables.Evaluation,
        "indicators": tables.Indicator,
        "amounts": tables.Amount,
        "goals": tables.Goal,
        "sections": tables.Section,
        "claims": tables.Claim,
        "evidence": tables.Evidence,
        "findings": tables.Finding,
        "quarantine": tables.Quarantine,
    }
)

MARTS = MappingProxyType(
    {
        "indicator_panel": marts.IndicatorPanel,
        "department_panel": marts.DepartmentPanel,
        "indicator_catalog": marts.IndicatorCatalog,
    }
)

REGISTRIES = MappingProxyType({"indicator_registry": identity.IndicatorName, "alias_reviews": identity.AliasReview})
"""What is decided once and kept."""

LETTERS = MappingProxyType(
    {"indicators": "i", "amounts": "m", "goals": "g", "sections": "s", "claims": "c", "findings": "f"}
)
"""What a record_id has for its table: ``{evaluation_id}-i0007`` is an indicator."""

_KEYS = MappingProxyType(
    {
        "reports": ("report_id",),
        "evaluations": ("evaluation_id",),
        "evidence": ("record_id", "field", "part"),
        "quarantine": ("sha256",),
        "indicator_panel": ("evaluation_id", "indicator_id"),
        "department_panel": ("department_id", "fiscal_year"),
        "indicator_catalog": ("indicator_id",),
        "alias_reviews": ("id_a", "id_b", "at"),
        "indicator_registry": ("name", "level2", "kind", "unit", "department_id", "fiscal_year"),
    }
)


def key(name: str) -> tuple[str, ...]:
    """The columns that tell one row of a table from every other, and order its rows.

    Example:
        ``key("evidence") == ("record_id", "field", "part")``
    """
    return _KEYS.get(name, ("record_id",))
