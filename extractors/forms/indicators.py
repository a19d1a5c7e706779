"""Rows of an indicator block into drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.forms.bands import (
    LevelBand,
    band_of,
    bands_in,
    holds_bands,
    is_sum_row,
    level_name,
    missing_levels,
    names_level,
)
from extractors.forms.columns.leaves import is_laid_over
from extractors.forms.draft import row_unread
from extractors.forms.header import DIGITS, Body, Header, RoleColumns
from extractors.forms.indicator_fields import (
    actual_of,
    lost_target,
    one_field,
    points_in_one,
    printed_of,
    reason_of,
    target_and_actual,
    target_of,
)
from extractors.forms.indicator_head import FIGURES
from extractors.forms.indicator_names import INSIDE, NUMBERED, name_of, two_levels
from extractors.forms.indicator_style import BlockStyle, style_of, styled
from extractors.forms.labels import PLACEHOLDER, squeezed
from extractors.forms.levels import LevelNames, level_names
from extractors.forms.nesting import names_under_bands
from extractors.forms.titles import read_line
from schemas.drafts import Field, FindingDraft, IndicatorDraft, field_of
from schemas.kinds import FindingRule, Severity
from schemas.layout import Cell, Table

POINTS = ("weight", "score")
OF_ONE_HEAD = ("level3", "target", "actual", *POINTS)  # fields that share no cell
LEAST_HEADS = 4  # columns by which a row is known for one of the block's though a cell is merged
Levels = tuple[Mapping[int, Field | None], Mapping[int, Field | None]]


def body_columns(table: Table, header: Header, body: range) -> RoleColumns:
    """Columns of a block's body.

    Some printers lay a head with a side word (绩效指标) over a body that has no cell under it: every column is then
    one place to the left of its head, and the last head stands over nothing.
    """
    heads = [cell for cell in table.rows[header.rows.start] if cell.row in header.rows]
    rows = [table.rows[row] for row in body]
    is_moved = len(header.rows) == 1 and is_laid_over(heads, rows)
    places = {id(head): (heads[index - 1] if is_moved else head).columns for index, head in enumerate(heads)}
    by_role = {name: [places.get(id(cell), cell.columns) for cell in cells] for name, cells in header.columns.items()}
    return RoleColumns(by_role)


def is_indicator_row(row: Sequence[Cell], columns: RoleColumns) -> bool:
    """Whether a row has a name and a value apart: a cell merged over both is a total, a note or the next block."""
    names = [cell for name in ("level3", "level2", "level1") for cell in columns.cells(row, name)][:1]
    values = [c for name in FIGURES for c in columns.cells(row, name)]
    return bool(names and values) and all(cell is not names[0] for cell in values)


def is_merged_row(row: Sequence[Cell], columns: RoleColumns) -> bool:
    """Whether a row is one of the block's in all but one cell, merged over a name and a value for want of a border."""
    heads = sum(len(places) for places in columns.by_role.values())
    filled = [cell for cell in row if cell.text]
    return heads >= LEAST_HEADS and len(filled) >= heads - 1 and not is_indicator_row(row, columns)


def _band_above(table: Table, header: Header, columns: RoleColumns) -> Field | None:
    """The band or caption right above a head without a column for level 1."""
    row = header.rows.start - 1
    if row >= 0:
        band = band_of(table.rows[row], columns)
        return band.name if band and band.is_told else None
    line = table.above[-1] if table.above else None
    if line is None or not names_level(line.text):
        return None
    return read_line(line, "indicator:level1")._replace(text=level_name(line.text))


def read_indicators(table: Table, header: Header, body: range) -> Iterator[IndicatorDraft | FindingDraft]:
    """The indicators of a block, in reading order; a row that holds something else becomes a question.

    Args:
        table: The table.
        header: Its indicator header.
        body: The rows of the block, heads and totals left out.
    """
    columns = body_columns(table, header, body)
    bands = bands_in(table, body, columns)
    level1, level2 = _levels_of(table, header, body, bands)
    levels: Levels = (level1.by_row, level2.by_row)
    rows = [row for row in body if row not in bands and not is_sum_row(table.rows[row], row)]
    seen: set[tuple[int, ...]] = set()
    style = style_of(header, Body(table, body, columns), rows)
    stated: list[int] = []
    for index in rows:
        cells = {name: columns.cells(table.rows[index], name) for name in columns.by_role}
        key = tuple(id(cell) for name in ("level3", "target", "actual") for cell in cells.get(name, ()))
        draft = None
        if key not in seen and not is_merged_row(table.rows[index], columns) and not _runs_over(cells):
            seen.add(key)
            draft = _draft(cells, levels, index, style)
            draft = styled(draft, style) if draft else None
        if draft:
            yield from (question._replace(rows=range(len(stated), len(stated) + 1)) for question in lost_target(cells))
            stated.append(index)
        row = draft or _unread_row(table.rows[index], index)
        if row:
            yield row
    yield from _unsure_levels(level1, level2, {index: table.rows[index] for index in stated})
    yield from _shared_points([columns.cells(table.rows[index], name) for name in POINTS for index in stated])


def _levels_of(
    table: Table, header: Header, body: range, bands: Mapping[int, LevelBand]
) -> tuple[LevelNames, LevelNames]:
    """Level 1 and 2 of every row: from their columns, and from bands where they have none."""
    columns = body_columns(table, header, body)
    level1 = level_names(Body(table, body, columns), "level1")
    level2 = level_names(Body(table, body, columns), "level2", under=level1.by_row)
    missing = missing_levels(columns)
    told = names_under_bands(bands, body, missing, _band_above(table, header, columns))
    return (
        LevelNames(told.level1, told.is_sure) if "level1" in missing else level1,
        LevelNames(told.level2, told.is_sure) if "level2" in missing else level2,
    )


def _unsure_levels(
    level1: LevelNames, level2: LevelNames, rows: Mapping[int, Sequence[Cell]]
) -> Iterator[FindingDraft]:
    """A finding for each level whose column names some rows and leaves others open; level 2 alone may be blank."""
    for label, level in {"一级指标": level1, "二级指标": level2}.items():
        unnamed = [row for row in rows if level.by_row.get(row) is None]
        doubtful = [row for row in unnamed if not level.is_sure or level1.by_row.get(row) is None]
        if doubtful and any(level.by_row.values()):
            page = rows[doubtful[0]][0].parts[0].page.number
            message = f"有 {len(doubtful)} 行指标的{label}未能确定，已留空，请对照原文核对。"
            yield FindingDraft(FindingRule.LEVEL_UNREAD, Severity.NOTE, message, None, page)


def _shared_points(found: Sequence[Sequence[Cell]]) -> Iterator[FindingDraft]:
    """A finding for each cell of points merged over several indicators: its points are theirs together."""
    counts = Counter(cells[0] for cells in found if cells and cells[0].text)
    for cell, count in counts.items():
        if count > 1:
            message = f"分值或得分“{cell.text}”由 {count} 行指标合用，不能按行相加。"
            where, page = field_of(cell.printed, "row:shared"), cell.parts[0].page.number
            yield FindingDraft(FindingRule.POINTS_SHARED, Severity.WARNING, message, where, page)


def _unread_row(row: Sequence[Cell], index: int) -> FindingDraft | None:
    """A question for a row that says something though it names no indicator; None for blanks and placeholders."""
    own = [cell for cell in row if cell.row == index and not PLACEHOLDER.match(squeezed(cell.text))]
    told = [cell for cell in own if not NUMBERED.fullmatch(cell.text + ":") and cell.row_span == 1]
    return row_unread(told) if len(told) > 1 or any(DIGITS.search(cell.text) for cell in told) else None


def _draft(cells: Mapping[str, Sequence[Cell]], levels: Levels, index: int, style: BlockStyle) -> IndicatorDraft | None:
    names = cells.get("level3", ())
    level3 = name_of(printed_of(names), style.naming)
    if level3 and (INSIDE.search(level3.text) or any(holds_bands(cell) or _holds_names(cell) for cell in names)):
        return None
    target = target_of(cells)
    one = {name: one_field(cells.get(name, ()), name) for name in POINTS}
    one |= {"actual": actual_of(cells), "deviation_reason": reason_of(cells.get("deviation_reason", ()))}
    one |= points_in_one(cells, "weight_and_score" in style.reversed_pairs)
    both = target_and_actual(cells, "target_and_actual" in style.reversed_pairs)
    target, one["actual"] = both or (target, one["actual"])
    if level3 is None and (_is_placeholder(target) and _is_placeholder(one["actual"])):
        return None
    level1, level2 = two_levels(*(level.get(index) for level in levels))
    stated = [item for item in (level3, target, *one.values()) if item]
    if not stated:
        return None
    page = min(piece.page for piece in stated[0].pieces)
    figures = (target, one["actual"], one["weight"], one["score"])
    return IndicatorDraft(page, level1, level2, level3, *figures, one["deviation_reason"])


def _holds_names(cell: Cell) -> bool:
    """Whether a name beside several rows is several names, as where their borders were not seen.

    A line that ends though a character of the next would fit beside it does not go on there.
    """
    lines = [line for part in cell.parts for line in part.lines if line.glyphs]
    widest = max((line.box.x1 - line.box.x0 for line in lines), default=0.0)
    wraps = (above.box.x1 - above.box.x0 + below.glyphs[0].size > widest for above, below in pairwise(lines))
    return cell.row_span > 1 and not all(wraps)


def _runs_over(cells: Mapping[str, Sequence[Cell]]) -> bool:
    """Whether printed cells stand under two heads each, as where a body is set off from its head.

    One alone is a cell whose border is missing: it is read as printed in both, and neither has a value.
    """
    counts = Counter(cell for name in OF_ONE_HEAD for cell in cells.get(name, ()) if cell.text)
    return sum(count > 1 for count in counts.values()) > 1


def _is_placeholder(item: Field | None) -> bool:
    return item is None or bool(PLACEHOLDER.match(squeezed(item.text)))
