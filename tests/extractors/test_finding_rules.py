"""The rules of findings are a closed list: no step raises another, and none of the list is raised by nobody."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.kinds import FindingRule
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import IdentityFinding

SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "extractors").rglob("*.py"))
)
RAISED = re.compile(r"FindingDraft\(\s*(?:FindingRule\.|\")(\w+)")


def test_every_rule_that_is_raised_is_known() -> None:
    raised = {name.lower() for name in RAISED.findall(SOURCES)}
    assert len(raised) > 8
    assert raised <= set(FindingRule)


def test_every_known_rule_is_raised() -> None:
    of_identity = {row.rule for row in vocabulary(IdentityFinding)}
    unheard = [
        rule for rule in FindingRule if rule not in of_identity and not re.search(rf'"{rule}"|\.{rule.name}\b', SOURCES)
    ]
    assert unheard == []
    assert of_identity <= set(FindingRule)
