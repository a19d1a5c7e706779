"""Rows of a block that are no indicators: names of levels over the rows below them, and sums between those rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from extractors.forms.columns.contents import levels_named
from extractors.forms.header import RoleColumns
from extractors.forms.labels import PLACEHOLDER, is_label, label_key, role, squeezed, without_points
from extractors.outline.numbering import Number, number_at_start
from schemas.drafts import Field
from schemas.layout import Cell, Table

BAND = re.compile(r".{2,10}指标")
SUM_OF_LEVEL = re.compile(r"(?P<name>.+?)(?:小计|合计|得分小计)")
FIGURE_CELL = re.compile(r"\d+(?:\.\d+)?分?[%％]?")
ONLY_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]?|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?:[.．]\d{1,2}){0,2}[、.．]?"
)
BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[\u4e00-\u9fff])")  # 1 建设成果, above 1.1 工程量
CONTINUED = re.compile(r"[（(]?续[表上]?[)）]?$")
REPEATED = re.compile(r"^(\D{2,}?)\1+$")  # printed in every row of a cell: 决策决策
LONGEST_NAME = 14  # characters of a level's name
FEWEST_RUN_TOGETHER = 3  # lines of a cell that holds bands and indicators
STOP = re.compile(r"[。；;，,：:]")
POINTS_OF_LEVEL = ("weight", "score", "weight_and_score", "review_score", "score_rate")
NO_BAND = ("target", "actual", "target_and_actual")


class LevelBand(NamedTuple):
    """A row that names a level of the rows below it.

    Attributes:
        name: The level's name, without number and points.
        points: Those printed behind it or in the columns of points.
        number: The rank of how it is numbered, from the outermost style in; None where it is not.
        left: Where its words begin, in points from the left of its cell.
        is_merged: It stands over more columns than one.
    """

    name: Field
    points: Decimal | None
    number: int | None
    left: float
    is_merged: bool

    @property
    def levels(self) -> frozenset[str]:
        """The levels that its words are names of, as far as they are known."""
        return levels_named(self.name.text)

    @property
    def is_told(self) -> bool:
        """Whether number, points or words tell that it names a level."""
        return self.number is not None or self.points is not None or names_level(self.name.text)


def names_level(text: str) -> bool:
    """Whether a text is a level's name, known or by its last word. Example: ``names_level("一、产出指标（50分）")``."""
    name = level_name(text)
    return bool(BAND.fullmatch(name) or levels_named(name))


def level_name(text: str) -> str:
    """The name of a level without its number, its points and a mark that it goes on; once where it is printed again.

    Example:
        ``level_name("（一）数量指标（40分）") == "数量指标"`` and ``level_name("产出指标 60%") == "产出指标"``
    """
    trimmed = REPEATED.sub(r"\1", CONTINUED.sub("", text.strip()).rstrip())
    number = _number(trimmed)
    named = trimmed[number.length :].strip() if number else trimmed
    return CONTINUED.sub("", without_points(named, bare_rates=True)[0]).rstrip() or trimmed


def _number(text: str) -> Number | None:
    bare = BARE_NUMBER.match(text)
    found = number_at_start("1、" + text[bare.end() :]) if bare else number_at_start(text)
    return found._replace(length=bare.end()) if bare and found else found


def band_of(row: Sequence[Cell], columns: RoleColumns) -> LevelBand | None:
    """What a row names, where it is nothing but a name, its number and its points.

    A name merged over columns may be any words; one in the column of indicators is of a level only if its number,
    its points or its words tell so, and where a target or an actual might be, none is.

    Args:
        row: The cells of a row.
        columns: Where the block's columns stand.
    """
    own = [cell for cell in row if cell.text and cell.row_span == 1]
    number = own[0] if len(own) > 1 and ONLY_NUMBER.fullmatch(squeezed(own[0].text)) else None
    if not own:
        return None
    named, *others = own[1:] if number else own
    if not (_has_only_points(others, row, columns) and _may_be_name(named.text)):
        return None
    found = _band(named, number, others)
    if named.column_span > 1:
        return found
    is_told = found.number is not None or (names_level(named.text) and (not others or is_level_word(found)))
    return found if is_told and _stands_for_rows(named, row, columns) else None


def is_level_word(band: LevelBand) -> bool:
    """Whether its name ends as those of levels do: 数量指标; 预算执行 with points beside it may be an indicator."""
    return BAND.fullmatch(band.name.text) is not None


def _stands_for_rows(named: Cell, row: Sequence[Cell], columns: RoleColumns) -> bool:
    """Whether a name stands in the indicators' own column, which its level has no column beside."""
    values = [cell for name in NO_BAND for cell in columns.cells(row, name)]
    is_among_names = any(cell is named for cell in columns.cells(row, "level3"))
    return is_among_names and bool(values) and len(missing_levels(columns)) > 0


def missing_levels(columns: RoleColumns) -> tuple[str, ...]:
    """The levels that have no column, so that bands may name them."""
    return tuple(level for level in ("level1", "level2") if level not in columns.by_role)


def _has_only_points(others: Sequence[Cell], row: Sequence[Cell], columns: RoleColumns) -> bool:
    under = {id(cell) for name in POINTS_OF_LEVEL for cell in columns.cells(row, name)}
    return all(id(cell) in under and FIGURE_CELL.fullmatch(squeezed(cell.text)) for cell in others)


def _may_be_name(text: str) -> bool:
    name = level_name(text)
    is_short = 1 < len(squeezed(name)) <= LONGEST_NAME
    is_other = is_label(name) and not names_level(name)
    return is_short and not (STOP.search(name) or is_other or PLACEHOLDER.match(squeezed(name)))


def _band(named: Cell, number: Cell | None, points: Sequence[Cell]) -> LevelBand:
    text = (
        f"{number.text}、" if number and squeezed(number.text).isalnum() else number.text if number else ""
    ) + named.text
    numbered = _number(text.strip())
    in_name = without_points(label_key(named.text) if number else named.text, bare_rates=True)[1]
    figure = next(
        (Decimal(found[0]) for cell in points if (found := re.match(r"\d+(?:\.\d+)?", cell.text.strip()))), None
    )
    lines = [line.box.x0 for part in named.parts for line in part.lines]
    left = min(lines) - named.parts[0].box.x0 if lines else 0.0
    pieces = (number.printed.pieces if number else ()) + named.printed.pieces
    name = Field(level_name(named.text), pieces, "indicator:band")
    rank = numbered.style.rank if numbered else None
    return LevelBand(name, in_name if in_name is not None else figure, rank, left, named.column_span > 1)


def holds_bands(cell: Cell) -> bool:
    """Whether lines of one cell name levels, two or more: rows under bands that nothing parts, run into one."""
    lines = [line.text for part in cell.parts for line in part.lines]
    return sum(bool(levels_named(line)) for line in lines) > 1 and len(lines) > FEWEST_RUN_TOGETHER


def is_sum_row(row: Sequence[Cell], at: int) -> bool:
    """Whether a row sums up those above it: 小计, 产出指标小计, 平均, 合计; a level's cell may be beside it.

    Args:
        row: The cells of a row.
        at: The row.
    """
    first = _words_of_sum(row, at)
    if role(first, "total") in ("total", "subtotal"):
        return True
    of_level = SUM_OF_LEVEL.fullmatch(label_key(first))
    return of_level is not None and bool(levels_named(of_level["name"]) or of_level["name"].endswith("指标"))


def is_subtotal_row(row: Sequence[Cell], at: int) -> bool:
    """Whether a row of sums is never that of a whole form: 小计, and not 合计."""
    return is_sum_row(row, at) and role(_words_of_sum(row, at), "total") != "total"


def _words_of_sum(row: Sequence[Cell], at: int) -> str:
    """The words before a row's first figure, those of one character joined: 小 and 计 set apart over two columns."""
    own = [cell.text for cell in row if cell.row == at and cell.text]
    letters = list(takewhile(lambda text: len(text) == 1 and not text.isascii(), own))
    return "".join(letters) if len(letters) > 1 else own[0] if own else ""


def bands_in(table: Table, body: range, columns: RoleColumns) -> dict[int, LevelBand]:
    """The bands of a block by their rows.

    A row of one column that is numbered as the indicators are is one of them whose values are blank.
    """
    rows = [row for row in body if not is_sum_row(table.rows[row], row)]
    found = {row: band for row in rows if (band := band_of(table.rows[row], columns))}
    names = (cell for row in rows if row not in found for cell in columns.cells(table.rows[row], "level3")[:1])
    ranks = {number.style.rank for cell in names if (number := _number(cell.text.strip()))}
    return {
        row: band for row, band in found.items() if band.is_merged or is_level_word(band) or band.number not in ranks
    }
