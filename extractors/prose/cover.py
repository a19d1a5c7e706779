"""Who a report is of and for which year, from its cover, title and first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from extractors.outline.numbering import number_at_start
from extractors.text.regions import region_of
from extractors.text.years import YEAR, number_of_year
from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import CoverLabel, CoverRole, Restatement

COVER_LINES = 60  # titles and labels stand among the first paragraphs
LINES_OF_A_COVER = 12  # before the text begins
TITLE_LINES = 5  # a title is set over at most so many lines
STAMP = r"(?:[（(](?:盖章|公章|签章|章|加盖公章|单位公章)[)）])?"
TITLE_END = re.compile(
    r"(?:报告|情况说明|自评表|总结|汇报|自评材料|自评情况|自评结果|自评)(?:的(?:函|报告|请示|说明))?(?:[（(][^（）()]{1,12}[)）])?$"
)
TITLE_CORE = re.compile(r"绩效|自评|评价")
TITLE_PART = re.compile(rf"{YEAR}年|关于|部门|单位|整体|支出|绩效|专项|项目|资金")
NOT_IN_TITLE = re.compile(r"[：:。；]|^(?:附件|附表|目录)|\d月")
LONGEST_LINE = 40  # characters
MOST_BREAKS = 2  # lines on which a name goes on
WRAPPED_NAME = 24  # characters of a line on which one does
ABOUT = re.compile(
    rf"""^(?:关于)?(?:报送|印发|上报|呈报)?(?:《)?
    (?P<before>.*?)                                     # 海城市水务局
    (?P<year>{YEAR})(?:年度?)?(?:预算年度)?
    (?P<after>.*?)                                      # or after the year: 2023年度海城市水务局部门整体支出…
    (?:部门|单位|本级|项目|专项资金|财政资金|财政)*
    (?:整体|总体|预算|支出|资金|财政|项目|绩效|自评|评价|自我|开展)+""",
    re.VERBOSE,
)
YEARLESS = re.compile(r"^(?:关于)?(?P<before>.*?)(?:部门|单位)?整体(?:财政)?支出绩效")
ORGAN = re.compile(
    r"(?:局|委|办|厅|部|院|所|站|队|会|室|处|中心|政府|学校|大学|学院|中学|小学|医院|法院|检察院|公司|馆|台|社|街道|镇|乡|园|科|团|联|党校|集团|基地|科协|作协|人大|政协|大队|支队|总队|组织|机关|幼儿园|银行|协会|公署)$"
)
ACCOUNTS = re.compile(
    rf"(?P<before>.*?)(?P<year>{YEAR})年度?.{{0,4}}(?:部门|单位)(?:预算|决算)(?:公开)?"
)  # a whole line
OPENING = re.compile(
    r"(?:根据[^，]*，)?([^，。：；]{4,30}?)(?:[（(](?:以下)?简称[^）)]*[)）])?(?:(?:是|为|系)(?:[^。]*(?:部门|单位|机构|机关)|主管)|(?:共)?(?:内设|下设|设有)[^。]*(?:机构|科室|处室))"
)
YEAR_IN_TEXT = re.compile(rf"({YEAR})\s?年(?!度?\s?\d{{1,2}}\s?月)")
WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover tells; None for what it does not.

    Attributes:
        title: As printed, its lines joined.
        department: The evaluated department.
        fiscal_year: The year evaluated, never that of a signature.
        region: The region's name at the front of the department's name or of the title, ``亳州市谯城区``.
        is_year_counted: Neither title nor label tells the year: it is the one the text speaks of most.
    """

    title: str | None
    department: str | None
    fiscal_year: int | None
    region: str | None
    is_year_counted: bool = False


def read_cover(paragraphs: Sequence[str]) -> Cover:
    """Read title, department, year and region.

    Args:
        paragraphs: The report's paragraphs in reading order, those of the cover first; the rest serves only to tell
            the year where the cover is silent.

    Example:
        ``("海城市水务局2023年度", "部门整体支出绩效自评报告")`` gives 海城市水务局, 2023, 海城市.
    """
    front = [WHITE.sub("", text) for text in paragraphs[:COVER_LINES]]
    title = next(_titles(front), None)
    accounts = next(filter(None, map(ACCOUNTS.fullmatch, front[:LINES_OF_A_COVER])), None)
    department = (
        _labelled_department(front)
        or _department_in(title or "")
        or _organ(accounts["before"] if accounts else "")
        or _department_alone(front)
        or _department_in_text(front)
    )
    stated = _year_in(title or "") or _labelled_year(front) or _year_alone(front)
    stated = stated or (number_of_year(accounts["year"]) if accounts else None)
    year = stated or _most_frequent_year(paragraphs)
    region = region_of(department or "") or region_of(re.sub(rf"^关于|{YEAR}.*$", "", title or ""))
    return Cover(title, department, year, region, is_year_counted=year is not None and stated is None)


def _titles(front: Sequence[str]) -> Iterator[str]:
    """Lines that end a title, each with the lines above that belong to it."""
    for end, line in enumerate(front):
        if TITLE_END.search(line) and _may_be_title(line):
            start = end
            while start > max(0, end - TITLE_LINES) and _goes_on(front[start - 1], "".join(front[start : end + 1])):
                start -= 1
            title = "".join(front[start : end + 1])
            if TITLE_CORE.search(title):
                yield title + "".join(takewhile(_behind_title().fullmatch, front[end + 1 : end + 3]))


@cache
def _behind_title() -> re.Pattern[str]:
    """A line in brackets below a title that belongs to it: the year, or that it is made again (修订)."""
    marks = "|".join(row.word for row in vocabulary(Restatement))
    return re.compile(rf"[（(](?:{YEAR}年度?|[^（）()]{{0,6}}(?:{marks})[^（）()]{{0,4}})[)）]")


def _may_be_title(line: str) -> bool:
    return len(line) <= LONGEST_LINE and not NOT_IN_TITLE.search(line) and number_at_start(line) is None


def _goes_on(line: str, below: str) -> bool:
    """Whether a line above is part of the title: the department's name, the year, or a broken-off beginning."""
    belongs = ORGAN.search(line) or TITLE_PART.search(line) or _is_front_of_name(line) or _breaks_off(line, below)
    return _may_be_title(line) and not TITLE_END.search(line) and bool(belongs)


def _is_front_of_name(line: str) -> bool:
    """Whether a line is a region, a word such as 中共 that stands before one, or both."""
    region = region_of(line) or ""
    return line.removesuffix(region) in ("", *_prefixes()) if line.endswith(region) else False


def _breaks_off(line: str, below: str) -> bool:
    """Whether a name that begins with its region breaks off at the end of a line: 海城市水, 务局2023年度…."""
    whole = _department_in(line + below) if region_of(line) else None
    return whole is not None and whole.startswith(line) and region_of(below) is None


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(row.pattern.pattern for row in vocabulary(CoverLabel) if row.role == CoverRole.PREFIX)


def _labelled_department(front: Sequence[str]) -> str | None:
    for label in _labels(CoverRole.DEPARTMENT):
        for at, line in enumerate(front):
            if match := re.match(rf"^{label}{STAMP}(?:[：:](?P<name>.*))?$", line) or _glued(label, line):
                behind = front[at + 1 :] if match["name"] else front[at + 2 :]
                name = match["name"] or (front[at + 1] if at + 1 < len(front) else "")
                if cleaned := _organ(_wrapped(name, behind)):
                    return cleaned
    return None


def _glued(label: str, line: str) -> re.Match[str] | None:
    """A label with a name right behind it, told by the region that the name begins with: 编制单位海城市水务局."""
    match = re.match(rf"^{label}{STAMP}(?P<name>.+)$", line)
    return match if match and _organ(match["name"]) == match["name"] and region_of(match["name"]) else None


def _wrapped(name: str, behind: Sequence[str]) -> str:
    """A name with the lines on which it goes on: 中共海城市委, 组织部.

    What goes on is neither label nor title nor date, and makes a whole name; one that has a region of its own in front
    is another's, unless the region of the first line is cut.
    """
    if re.search(r"[)）,，]", name):
        return name
    for count in range(min(MOST_BREAKS, len(behind)), 0, -1):
        whole = name + "".join(behind[:count])
        if all(map(_may_go_on, behind[:count])) and _organ(whole) == whole.strip("_＿") and _is_one(name, behind[0]):
            return whole
    return name


def _may_go_on(line: str) -> bool:
    is_title = TITLE_END.search(line) or TITLE_CORE.search(line) or re.search(YEAR, line)
    return _may_be_title(line) and not is_title and len(line) <= WRAPPED_NAME


def _is_one(name: str, further: str) -> bool:
    return region_of(further) is None or _organ(name) is None


def _organ(name: str) -> str | None:
    """A department's name without the stamp's remark and the date after it; None for what is no name."""
    name = re.split(
        r"[（(](?:盖章|公章|签章|章|加盖公章)[)）]|[，,。；;]|(?:填报|编报|报告|评价)?(?:日期|时间|负责人|联系人)[：:]|[（(]?(?:金额|货币|计量|资金)?单位[：:]",
        name,
    )[0]
    name = re.sub(rf"{YEAR}年.*$|关于(?:报送|印发|上报|呈报|提交|呈送)?$", "", name).strip("_＿ 　：:")
    name = re.sub(r"(?<=...)(?:部门|单位|本级)$", "", name)
    return name if ORGAN.search(re.sub(r"[（(][^（）()]*[)）]$", "", name)) and 3 <= len(name) <= 40 else None


def _department_in(title: str) -> str | None:
    if match := ABOUT.search(title):
        return _organ(match["before"]) or _organ(match["after"])
    match = YEARLESS.search(title)
    return _organ(match["before"]) if match else None


def _department_alone(front: Sequence[str]) -> str | None:
    """The one line of a cover that is nothing but an organ's name with its region in front."""
    lines = front[:LINES_OF_A_COVER]
    begun = [(line, front[at + 1 :]) for at, line in enumerate(lines) if _may_be_title(line) and region_of(line)]
    names = {name for line, behind in begun if _organ(name := _wrapped(line, behind)) == name}
    return names.pop() if len(names) == 1 else None


def _department_in_text(front: Sequence[str]) -> str | None:
    """The subject of the sentence that says what the department is: 海城市水务局是主管…的职能部门."""
    for line in front:
        match = OPENING.match(line)
        if match and region_of(match[1]) and _organ(match[1]):
            return match[1]
    return None


def _labels(role: CoverRole) -> tuple[str, ...]:
    return tuple(row.pattern.pattern for row in vocabulary(CoverLabel) if row.role == role)


def _labelled_year(front: Sequence[str]) -> int | None:
    for label in _labels(CoverRole.YEAR):
        for line in front:
            if match := re.match(rf"^{label}[：:]({YEAR})", line):
                return number_of_year(match[1])
    return None


def _year_in(title: str) -> int | None:
    years = {number_of_year(year) for year in re.findall(YEAR, title)}
    return years.pop() if len(years) == 1 else None


def _year_alone(front: Sequence[str]) -> int | None:
    """A line of its own such as （2023年度）."""
    lines = (re.fullmatch(rf"[（(]?({YEAR})年度?[)）]?", line) for line in front[:LINES_OF_A_COVER])
    return next((number_of_year(line[1]) for line in lines if line), None)


def _most_frequent_year(paragraphs: Sequence[str]) -> int | None:
    """The year the text speaks of most, 2023年度 before 2023年; None where two years tie."""
    text = "\n".join(paragraphs)
    for pattern in (_year_of_budget(), YEAR_IN_TEXT):
        years = Counter(number_of_year(year) for year in pattern.findall(text)).most_common(2)
        if years and (len(years) == 1 or years[0][1] > years[1][1]):
            return years[0][0]
        if years:
            return None
    return None


@cache
def _year_of_budget() -> re.Pattern[str]:
    return re.compile(rf"({YEAR})\s?年度")
