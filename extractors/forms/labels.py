"""Header words by meaning: which role a printed label has, whatever its wording, brackets or inner spaces."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import takewhile

from extractors.text import folding
from extractors.values.units import read_unit, unit_pattern
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import Label, LabelContext
from schemas.vocabulary.identity import RegionName

MEASURES = frozenset({"initial_budget", "annual_budget", "arrived", "executed", "balance"})
NAMES = frozenset({"level1", "level2", "level3", "name"})
VALUES = frozenset({"target", "actual", "weight", "score", "target_nature", "review_score"})
OTHER_PARTIES = frozenset({"competent_department", "implementing_unit", "reporting_unit", "other"})
SHORTEST_LABEL = 4  # characters: a shorter one may be part of a name
LONGEST_KEY = 30  # characters
STOP = re.compile(r"[，,。；;]")  # no label says two things
NAMED = re.compile(r"(?:电话|年度)$")  # ends of labels that are ends of names too: 便民服务电话
BRACKETED = re.compile(r"\([^()]*\)$")
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])")
YEAR = re.compile(r"^\d{4}年度?(?=.)")
MONEY = r"(?:人民币)?(?P<unit>[百千万亿]{0,2}元)"
NO_NAMES = ("money", "percent", "pp")
UNIT_AT_END = re.compile(r"[/:](?:人民币)?[百千万亿]{0,2}元$")
squeezed = folding.squeezed
IN_BRACKETS = re.compile(
    r"\s*[（(\[【〔［]\s*(?:权重|分值|占比|满分)?[:：]?\s*(\d{1,3}(?:\.\d+)?)\s*[分%％]?\s*(?:[)）\]】〕］]|$)$"
)
BARE_POINTS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*分$")
BARE_RATE = re.compile(r"(?<=[\u4e00-\u9fff])\s*(\d{1,3}(?:\.\d+)?)\s*[%％]$")
PLACEHOLDER = re.compile(r"^(?:指标[\d一二三四五六七八九十]*[:、.]?|[-/.…—–_·*]+|无|[xX×]+)?$")


def label_key(text: str) -> str:
    """The words of a label: no white space, leading number, trailing colon, or brackets and unit of money at its end.

    Example:
        ``label_key("项目资金\\n（万元）：") == "项目资金"``
    """
    key = NUMBERED.sub("", squeezed(text)).split("=")[0].rstrip(":")
    while (shorter := UNIT_AT_END.sub("", BRACKETED.sub("", key)).rstrip(":")) and shorter != key:
        key = shorter
    return key


@cache
def _rows(context: str) -> tuple[Label, ...]:
    return tuple(row for row in vocabulary(Label) if row.context == context)


def without_brackets(text: str) -> str:
    """The squeezed text with everything in brackets left out."""
    return re.sub(r"\([^()]*\)", "", squeezed(text))


@cache
def _listed(context: str) -> tuple[re.Pattern[str], ...]:
    """The patterns that list all words of a label."""
    return tuple(row.pattern for row in vocabulary(Label) if row.context == context and not row.is_open)


def is_listed(text: str, context: str) -> bool:
    """Whether all words of a label are listed, so that none of them may belong to what stands before it.

    Example:
        ``is_listed("主管部门", "party") and not is_listed("夏季防汛主管部门", "party")``
    """
    return any(pattern.fullmatch(label_key(text)) for pattern in _listed(context))


def runs_together(text: str) -> bool:
    """Whether a label has another in front, as where the border between two cells was not seen.

    Example:
        ``runs_together("项目名称主管部门")``
    """
    key = label_key(text)
    if is_listed(key, "party"):
        return False
    ends = range(SHORTEST_LABEL, len(key) - SHORTEST_LABEL + 1)
    begins = any(is_listed(key[:end], "party") for end in ends)
    return begins and any(is_listed(key[start:], "party") for start in ends)


def roles_within(text: str) -> set[str]:
    """The roles of the listed labels that a label which runs together begins and ends with.

    Example:
        ``roles_within("项目名称主管部门") == {"project_name", "competent_department"}``
    """
    key = label_key(text)
    cuts = range(SHORTEST_LABEL, len(key) - SHORTEST_LABEL + 1) if runs_together(key) else ()
    parts = {part for cut in cuts for part in (key[:cut], key[cut:]) if is_listed(part, "party")}
    return {name for part in parts if (name := role(part, "party"))}


@cache
def role(text: str, context: str) -> str | None:
    """What a printed label means in a context (party, fund, goal, indicator, side, total); None for no such label.

    Two labels that run together are none.

    Example:
        ``role("主管\\n部门：", "party") == "competent_department"``
    """
    row = label_row(text, context)
    return row.role if row else None


@cache
def label_row(text: str, context: str) -> Label | None:
    """The row of the vocabulary that reads a printed label in a context; None for no such label.

    Example:
        ``label_row("主管\\n部门：", "party").role == "competent_department"``
    """
    key = label_key(text)
    if context in ("fund", "goal"):
        key = YEAR.sub("", key)
    if not key or len(key) > LONGEST_KEY or STOP.search(key):
        return None
    found = next((row for row in _rows(context) if row.reads(key)), None)
    return None if found and context == "party" and runs_together(key) else found


def is_label(text: str) -> bool:
    """Whether a text is a label of any context, and so no value. Example: ``is_label("主管部门：")``."""
    return any(role(text, context) for context in LabelContext if context is not LabelContext.SHORT)


def holds_label(text: str) -> bool:
    """Whether a name runs into the label of another party, as where the border between their cells was not seen.

    Example:
        ``holds_label("青禾县交通运输局实施单位")``
    """
    key = squeezed(text)
    patterns = [row.pattern for row in _rows("party") if row.role in OTHER_PARTIES]
    found = (match for pattern in patterns for match in pattern.finditer(key, 1))
    return any(len(match[0]) >= SHORTEST_LABEL for match in found)


def ends_in_label(text: str) -> bool:
    """Whether a name has the label of another party behind it, all words of which are listed.

    Example:
        ``ends_in_label("青禾县交通运输局 实施单位")``, but not ``重点项目单位扶持``, which may be a name.
    """
    key = squeezed(text)
    if is_listed(key, "party"):
        return False
    starts = range(1, len(key) - SHORTEST_LABEL + 1)
    return any(is_listed(key[start:], "party") and not NAMED.search(key[start:]) for start in starts)


def unit_stated(text: str) -> str | None:
    """The unit of money that a label or caption states; None where it states none, or several.

    Example:
        ``项目资金（万元）``, ``预算数/万元`` and ``单位：万元`` give 万元; 单位：元谋县财政局 states none.
    """
    words = squeezed(text)
    found = {match["unit"] for pattern in _units_stated() for match in pattern.finditer(words)}
    return found.pop() if len(found) == 1 else None


@cache
def _units_stated() -> tuple[re.Pattern[str], ...]:
    """Behind 单位, before other units or behind them; in a bracket, with other remarks or alone; at a label's end."""
    places = "|".join(re.escape(row.short[1:]) for row in vocabulary(RegionName) if row.short.startswith("元"))
    return (
        re.compile(rf"单位:?\(?(?:人民币)?\(?(?:[^\d:()]{{1,6}}[、,])*{MONEY}(?!{places})"),
        re.compile(rf"\((?:[^()]*[:,、;A-Z])?{MONEY}(?:人民币)?(?:[:,、;][^()]*)?\)"),
        re.compile(rf"(?:[/:]|^){MONEY}$"),
    )


def is_unit(text: str) -> bool:
    """Whether a text is a unit, and so no name; a label and remarks may stand with it.

    Units of one character, of money and percentages are; of longer ones some are also names (街道, 学校).

    Example:
        ``is_unit("万元")``, ``is_unit("人次、万元")`` and ``is_unit("（计量单位：万元，保留两位小数）")``.
    """
    words = squeezed(text).rpartition(":")[2].replace("人民币", "")
    parts = (part for part in re.split(r"[^\w%‰]+|(?=\d)", words) if part)
    units = [found["unit"] for found in takewhile(bool, map(_scaled_unit().fullmatch, parts)) if found]
    return any(len(unit) == 1 or read_unit(unit).kind in NO_NAMES for unit in units)


@cache
def _scaled_unit() -> re.Pattern[str]:
    return re.compile(rf"[十百千万亿]*(?P<unit>{unit_pattern()})")


def without_points(text: str, bare_rates: bool = False) -> tuple[str, Decimal | None]:
    """A level's name and the points printed beside it.

    Args:
        text: As printed; a bracket may be of any kind, and one cut off is none the less.
        bare_rates: A rate without a bracket is points too; behind an indicator's name it may be a target.

    Example:
        ``without_points("产出指标（50分）") == ("产出指标", Decimal(50))``
    """
    trimmed = text.strip()
    patterns = (IN_BRACKETS, BARE_POINTS, BARE_RATE) if bare_rates else (IN_BRACKETS, BARE_POINTS)
    found = next((match for pattern in patterns if (match := pattern.search(trimmed))), None)
    if not found or found.start() == 0:
        return trimmed, None
    return trimmed[: found.start()].rstrip(), Decimal(found.group(1))
