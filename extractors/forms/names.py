"""Names of units and projects without what is printed round them: a code, a remark for the seal."""

from __future__ import annotations

import re

from extractors.forms.labels import role
from extractors.text.regions import region_of
from extractors.values.units import unit_pattern

CODE = r"(?=[A-Za-z.\-—–_/]*(?:\d[A-Za-z.\-—–_/]*){3})[A-Za-z]{0,6}\d[A-Za-z\d]*(?:[.\-—–_/][A-Za-z\d]+)*"  # P23-017
CODE_IN_BRACKETS = rf"[\[(（【〔]\s*{CODE}\s*[\])）】〕]"
YEARS_IN_BRACKETS = re.compile(r"[\[(（【〔]\s*(?:19|20)\d{2}(?:\s*[-—–/]\s*(?:19|20)\d{2})?\s*[\])）】〕]")
CODE_BEFORE = re.compile(
    rf"""(?:{CODE_IN_BRACKETS}\s*(?!号)                     # [210123]某局, but 〔2023〕15号 is a document
    |(?!(?:19|20)\d{{2}}\D)[A-Za-z]?\d{{3,}}\s*[-—_－:：、]\s*  # 001-某局, but 2023-某项目 begins with its year
    |(?!(?:19|20)\d{{2}}[-—–](?:19|20)\d{{2}}\D)            # P23-017 某项目, but 2023-2025 are years
     [A-Za-z]{{0,6}}\d+[-—–_]\d{{2,}}[-—–_\d]*(?:\s+|\s*[:：、])
    |(?=\w*\d{{4}})[A-Za-z]{{1,6}}\d+\s+                    # XM2023001 某项目
    |(?!(?:19|20)\d{{2}}年)\d{{6,}}\s*)                      # 210123某局; 12345 is a hotline, codes are longer
    (?=[^\W\d_]{{2}}|(?:19|20)\d{{2}}年)""",
    re.VERBOSE,
)
FIGURE_BEFORE = re.compile(r"(?!(?:19|20)\d{2}\b\s)\d{3,}(?P<gap>\s*)(?=[^\W\d_]{2})")
OFFICE = re.compile(r"(?:局|厅|委|委员会|办|办公室|政府|部|法院|检察院|联合会)$")
PUBLIC_NUMBER = re.compile(r"1[0-2]\d|12\d{3}|9[56]\d{3,4}")  # 110, 12345: who is called by it bears it in the name
ROUND = "000"
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
    for code in (_code_before(name), CODE_BEHIND.search(name)):
        if code and not YEARS_IN_BRACKETS.fullmatch(code[0].strip()):
            name = name.replace(code[0], "", 1) if code.start() == 0 else name[: code.start()]
    return name.strip() or text.strip()


def _code_before(name: str) -> re.Match[str] | None:
    """The code before a name: told by its own form, or a figure before what is surely an office."""
    code = CODE_BEFORE.match(name) or _figure_before_office(name)
    return None if code and _is_count(code[0], name[code.end() :]) else code


def _figure_before_office(name: str) -> re.Match[str] | None:
    """A figure before an office: with white space between, or before its region; 301医院 and 318 国道 bear theirs."""
    figure = FIGURE_BEFORE.match(name)
    rest = name[figure.end() :] if figure else ""
    if figure is None or not OFFICE.search(rest):
        return None
    is_parted = bool(figure["gap"]) and not PUBLIC_NUMBER.fullmatch(figure[0].strip())
    is_year = YEARS_IN_BRACKETS.fullmatch(f"({figure[0].strip()})") is not None
    return figure if (is_parted or region_of(rest)) and not is_year else None


def _is_count(figure: str, rest: str) -> bool:
    """Whether a figure counts what stands behind it: 100000亩, 100000 亩; parted from it and not round it is a code."""
    is_counting = figure.isdigit() or (figure.strip().isdigit() and figure.strip().endswith(ROUND))
    return is_counting and _starts_with_unit(rest)


def _starts_with_unit(text: str) -> bool:
    """Whether what is behind a figure counts something: 100000亩, and no office's name."""
    return bool(re.match(rf"[十百千万亿]*{unit_pattern()}", text)) and not (OFFICE.search(text) or region_of(text))


def party_roles(label: str) -> tuple[str, ...]:
    """What the value beside a label names; who puts the seal on a form is also who fills it in.

    Example:
        ``party_roles("单位名称（公章）") == ("department_name", "reporting_unit")``
    """
    name = role(label, "party")
    if name == "department_name" and SEAL.search(label):
        return (name, "reporting_unit")
    return (name,) if name else ()
