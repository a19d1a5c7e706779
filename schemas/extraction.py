"""What one report gives: its rows for every table, or the reason it gives none."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.tables import (
    Amount,
    Claim,
    Evaluation,
    Evidence,
    Finding,
    Goal,
    Indicator,
    Quarantine,
    Report,
    Section,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Every record read from one report; exactly one of ``report`` and ``quarantine`` is set."""

    report: Report | None = None
    quarantine: Quarantine | None = None
    evaluations: tuple[Evaluation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    amounts: tuple[Amount, ...] = ()
    goals: tuple[Goal, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
