"""Names of units and projects without what is printed round them: a code, a remark for the seal."""

from __future__ import annotations

import re

from extractors.forms.labels import role

CODE_IN_BRACKETS = r"[\[(（【〔]\s*[A-Za-z]{0,2}\d{3,}[A-Za-z\d]*\s*[\])）】〕]"
YEAR_IN_BRACKETS = re.compile(r"[\[(（【〔]\s*(?:19|20)\d{2}\s*[\])）】〕]")
CODE_BEFORE = re.compile(
    rf"""(?:{CODE_IN_BRACKETS}                              # [210123]某局
    |(?!(?:19|20)\d{{2}}\D)[A-Za-z]?\d{{3,}}\s*[-—_－:：、]\s*  # 001-某局, but 2023-某项目 begins with its year
    |(?!(?:19|20)\d{{2}}年)\d{{6,}}\s*)                      # 210123某局; 12345 is a hotline, codes are longer
    (?=[^\W\d_]{{2}})""",
    re.VERBOSE,
)
CODE_BEHIND = re.compile(rf"\s*{CODE_IN_BRACKETS}$")
SEAL = re.compile(r"\s*[（(]\s*(?:加?盖章|(?:加盖|单位)?公章|签章|章)\s*[)）]\s*[:：]?$")


def name_of(text: str) -> str:
    """A unit's or project's name without its code and without the remark where to put the seal.

    Args:
        text: As printed behind or beside its label.

    Example:
        ``name_of("[210123]示例市水务局（盖章）") == "示例市水务局"``; a year is no code: ``name_of("（2023）防汛")``
        stays as it is.
    """
    name = SEAL.sub("", text).strip()
    for code in (CODE_BEFORE.match(name), CODE_BEHIND.search(name)):
        if code and not YEAR_IN_BRACKETS.fullmatch(code[0].strip()):
            name = name.replace(code[0], "", 1) if code.start() == 0 else name[: code.start()]
    return name.strip() or text.strip()


def party_roles(label: str) -> tuple[str, ...]:
    """What the value beside a label names; who puts the seal on a form is also who fills it in.

    Example:
        ``party_roles("单位名称（公章）") == ("department_name", "reporting_unit")``
    """
    name = role(label, "party")
    if name == "department_name" and SEAL.search(label):
        return (name, "reporting_unit")
    return (name,) if name else ()
