"""The figures of an indicator's row: fields put together of the cells under the head's roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.forms.columns.contents import NATURES, kind_of_cell
from extractors.forms.draft import row_unread
from extractors.forms.header import ACTUAL_PARTS, TARGET_PARTS
from extractors.forms.labels import PLACEHOLDER, squeezed
from extractors.values import read_value
from schemas.drafts import Field, FindingDraft, field_of
from schemas.layout import Cell
from schemas.page import Printed

NO_SIGN = re.compile(rf"{NATURES.pattern}|无|[-/—–]")
VALUE_PAIR = ("target", "actual")
ARROW = re.compile(r"→|->|—>|⇒|(?<=[\d%‰\u4e00-\u9fff])/(?=[≥≤<>=]?\d)")
NO_TARGET = ("sign", "nature", "unit", "placeholder")


def target_of(cells: Mapping[str, Sequence[Cell]]) -> Field | None:
    """性质, 值 and 单位 joined in that order, whatever order the columns have; a unit only behind a bare number."""
    signs = [c for c in cells.get("target_nature", ()) if not NO_SIGN.fullmatch(squeezed(c.text))]  # 正向 beside ≥
    parts = [printed_of(({**cells, "target_nature": signs}).get(name, ())) for name in TARGET_PARTS]
    nature, value, unit = parts
    if not value.text:
        return _target_elsewhere(nature, unit)
    kept = [nature, value, unit] if _takes_unit(value.text, unit.text) else [nature, value]
    kept = [part for part in kept if part is value or not NO_SIGN.fullmatch(squeezed(part.text))]
    printed = Printed("".join(part.text for part in kept), tuple(piece for part in kept for piece in part.pieces))
    return field_of(printed, "indicator:target")


def _takes_unit(value: str, unit: str) -> bool:
    """Whether the unit of its own column belongs to a value: words have none, nor has what says what it counts.

    A figure that does not read keeps its unit, so that a person sees all that is printed.

    Example:
        ``_takes_unit("≥12", "场")``, but not ``("高中低", "级")``, ``("2023年12月底", "天")`` or ``("12场", "次")``.
    """
    read = read_value(value)
    if not unit or value.endswith(unit) or read.kind == "missing":
        return False
    if read.value is None:
        return bool(read.unread)
    return read.kind == "quantity" and read.unit is None


def _target_elsewhere(nature: Printed, unit: Printed) -> Field | None:
    """A target that stands in the column of its sign or of its unit; a sign or a unit alone is none."""
    whole = [part for part in (nature, unit) if kind_of_cell(squeezed(part.text)) not in NO_TARGET]
    return field_of(whole[0], "indicator:target") if len(whole) == 1 and whole[0].text else None


def lost_target(cells: Mapping[str, Sequence[Cell]]) -> Iterator[FindingDraft]:
    """A question for a sign or unit that has no value beside it."""
    parts = [cell for name in ("target_nature", "target_unit") for cell in cells.get(name, ()) if cell.text]
    left = [cell for cell in parts if not NO_SIGN.fullmatch(squeezed(cell.text))]
    if left and target_of(cells) is None and "target_and_actual" not in cells:
        yield row_unread(left)


def actual_of(cells: Mapping[str, Sequence[Cell]]) -> Field | None:
    """The actual with the unit of its own column, where it has one and is a bare number."""
    value, unit = (printed_of(cells.get(name, ())) for name in ACTUAL_PARTS)
    if PLACEHOLDER.match(squeezed(unit.text)) or not _takes_unit(value.text, unit.text):
        return field_of(value, "indicator:actual")
    return Field(value.text + unit.text, value.pieces + unit.pieces, "indicator:actual")


def points_in_one(cells: Mapping[str, Sequence[Cell]], is_reversed: bool) -> dict[str, Field]:
    """Points to earn and earned that one column prints as 5/4.5, or as 4.5/5 under 得分/分值.

    Args:
        cells: Of the row, by role.
        is_reversed: Whether the head names what was earned first.
    """
    printed = printed_of(cells.get("weight_and_score", ()))
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*分?\s*[/／]\s*(\d+(?:\.\d+)?)\s*分?\s*", printed.text)
    if not found:
        return {}
    names = ("score", "weight") if is_reversed else ("weight", "score")
    return {
        name: Field(text, printed.pieces, f"indicator:{name}") for name, text in zip(names, found.groups(), strict=True)
    }


def target_and_actual(cells: Mapping[str, Sequence[Cell]], is_reversed: bool) -> tuple[Field, Field] | None:
    """The target and the actual that one column prints as 30所→31所, or as 31所/30所 under 完成值/指标值.

    Args:
        cells: Of the row, by role.
        is_reversed: Whether the head names the actual first.
    """
    printed = printed_of(cells.get("target_and_actual", ()))
    parts = [part.strip() for part in ARROW.split(printed.text)]
    if len(parts) != 2 or not all(parts):
        return None
    texts = parts[::-1] if is_reversed else parts
    target, actual = (
        Field(text, printed.pieces, f"indicator:{name}") for text, name in zip(texts, VALUE_PAIR, strict=True)
    )
    return target, actual


def reason_of(cells: Sequence[Cell]) -> Field | None:
    """The reason of a deviation; where two columns part it (差异原因, 整改措施), both, one a line."""
    said = [cell for cell in cells if not PLACEHOLDER.match(squeezed(cell.text))] if len(cells) > 1 else list(cells)
    text = "\n".join(cell.text for cell in said)
    pieces = tuple(piece for cell in said for piece in cell.printed.pieces)
    return field_of(Printed(text, pieces), "indicator:deviation_reason")


def one_field(cells: Sequence[Cell], name: str) -> Field | None:
    return field_of(printed_of(cells), f"indicator:{name}")


def printed_of(cells: Sequence[Cell]) -> Printed:
    parts = [cell.printed for cell in cells]
    return Printed("".join(p.text for p in parts), tuple(piece for p in parts for piece in p.pieces))
