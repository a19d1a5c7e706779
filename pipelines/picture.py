"""The page a record was read from, with the boxes of its fields drawn on it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

SCALE = 2.0
COLOR = "#d02020"


def picture(pdf: bytes, places: Sequence[Mapping[str, Any]], page: int | None) -> bytes:
    """A PNG of every page that holds a place, one under the other, at 144 dots per inch.

    Args:
        pdf: The report's bytes.
        places: Rows of ``evidence``: page from 1, box in points of the page as shown, field.
        page: The page to show where there are no places.
    """
    document = pypdfium2.PdfDocument(pdf)
    numbers = sorted({place["page"] for place in places}) or [page or 1]
    sheets = [_sheet(document, number, [p for p in places if p["page"] == number]) for number in numbers]
    whole = Image.new("RGB", (max(s.width for s in sheets), sum(s.height for s in sheets)), "white")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    sink = io.BytesIO()
    whole.save(sink, "PNG")
    return sink.getvalue()


def _sheet(document: pypdfium2.PdfDocument, number: int, places: Sequence[Mapping[str, Any]]) -> Image.Image:
    image: Image.Image = document[number - 1].render(scale=SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for place in places:
        corners = [place[side] * SCALE for side in ("x0", "top", "x1", "bottom")]
        draw.rectangle(corners, outline=COLOR, width=2)
        draw.text((corners[0], corners[1] - 12), place["field"], fill=COLOR)
    return image
