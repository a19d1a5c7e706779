"""What a page carries besides its text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.tables.readers import HeadReader
from extractors.tables.segments import segments
from extractors.text.folding import unspaced
from schemas.layout import TextLine
from schemas.page import Page
from schemas.prose import Line

FORM_TITLE = re.compile(
    r"(?:自评|绩效|评价|申报|目标).*表(?:[（(][^（）()]*[)）])?$"
)  # one form a page, each with its title
MARGIN_SHARE = 0.12  # of the page's height, at the top and at the bottom
PAGE_NUMBER = re.compile(
    r"""^[-—–―－·•\s]*(?:第\s*)?[\dⅠ-Ⅻivxl]+(?:\s*页)?     # - 3 -   第 3 页   iii
        (?:\s*[/／,，]?\s*(?:共\s*)?\d+\s*页?)?             # 3 / 17   第3页 共17页
        [-—–―－·•\s]*$""",
    re.VERBOSE,
)


def without_furniture(lines: Sequence[Line], read_head: HeadReader) -> list[Line]:
    """Lines of running text, page numbers and lines repeated in the margins of several pages left out.

    From the edge of the page inwards furniture ends at the first line that is none: what stands under a title is no
    running head, even where every page repeats it (one form a page).
    """
    pages = {id(item.page): item.page for item in lines}.values()
    body = _body_size(pages)
    repeated = Counter(_key(item) for item in lines if _in_head(item) or _in_foot(item))
    furniture: set[int] = set()
    for page in pages:
        own = sorted((item for item in lines if item.page is page), key=lambda item: item.box.top)
        for in_margin, inwards in ((_in_head, own), (_in_foot, own[::-1])):
            for item in inwards:
                if not (in_margin(item) and _is_furniture(item, repeated, body, read_head)):
                    break
                furniture.add(id(item))
    return [item for item in lines if id(item) not in furniture]


def _is_furniture(item: Line, repeated: Counter[tuple[str, int]], body: float, read_head: HeadReader) -> bool:
    if PAGE_NUMBER.match(item.text.strip()):
        return True
    size = max(glyph.size for glyph in item.glyphs)
    if repeated[_key(item)] < 2 or size > body * 1.15 or FORM_TITLE.search(unspaced(item.text)):
        return False
    return read_head([segment.line.text for segment in segments(TextLine(item.glyphs))]) is None


def _key(item: Line) -> tuple[str, int]:
    """The text without digits, and its height on the page in steps of six points."""
    return re.sub(r"\d+|\s+", "", item.text), round(item.box.top / 6)


def _in_head(item: Line) -> bool:
    return item.box.bottom < item.page.height * MARGIN_SHARE


def _in_foot(item: Line) -> bool:
    return item.box.top > item.page.height * (1 - MARGIN_SHARE)


def _body_size(pages: Iterable[Page]) -> float:
    """The size most glyphs have, those in tables counted too."""
    sizes = Counter(round(glyph.size, 1) for page in pages for glyph in page.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0
