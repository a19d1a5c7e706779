"""What a page carries besides its text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from schemas.prose import Line

MARGIN_SHARE = 0.12  # of the page's height, at the top and at the bottom
PAGE_NUMBER = re.compile(
    r"""^[-—–―－·•\s]*(?:第\s*)?[\dⅠ-Ⅻivxl]+(?:\s*页)?     # - 3 -   第 3 页   iii
        (?:\s*[/／,，]?\s*(?:共\s*)?\d+\s*页?)?             # 3 / 17   第3页 共17页
        [-—–―－·•\s]*$""",
    re.VERBOSE,
)


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Lines of running text, page numbers and lines repeated in the margins of several pages left out.

    A line in larger type than the rest is a title even where every page repeats it (one form a page).
    """
    body = _body_size(lines)
    repeated = Counter(_key(item) for item in lines if _in_margin(item))
    return [item for item in lines if not (_in_margin(item) and _is_furniture(item, repeated, body))]


def _is_furniture(item: Line, repeated: Counter[tuple[str, int]], body: float) -> bool:
    if PAGE_NUMBER.match(item.text.strip()):
        return True
    size = max(glyph.size for glyph in item.glyphs)
    return repeated[_key(item)] > 1 and size <= body * 1.15


def _key(item: Line) -> tuple[str, int]:
    """The text without digits, and its height on the page in steps of six points."""
    return re.sub(r"\d+|\s+", "", item.text), round(item.box.top / 6)


def _in_margin(item: Line) -> bool:
    box, height = item.box, item.page.height
    return box.bottom < height * MARGIN_SHARE or box.top > height * (1 - MARGIN_SHARE)


def _body_size(lines: Sequence[Line]) -> float:
    sizes = Counter(round(glyph.size, 1) for item in lines for glyph in item.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0
