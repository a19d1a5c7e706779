"""Pages that were printed, sealed and scanned: each page of a text PDF becomes a picture, worn as it is told.

Pure and seeded: the same PDF and the same wear give the same bytes. The way every point took from the printed page to
the scan is known, so that what is read from the scan can be held against the text.
"""

from __future__ import annotations

import io
import tomllib
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from schemas.page import Box

from .pictures_pdf import GREYS, Sheet, picture_pdf
from .seal import Seal, stamped

INCH = 72.0  # points
HERE = Path(__file__).parent
PRINTED = HERE / "printed"  # the text PDFs of the samples that are scans

Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Wear:
    """What happens to pages between the printer and the file.

    Attributes:
        dpi: Dots per inch of the scan.
        skew: Degrees clockwise by which the sheets lie askew on the glass.
        turns: Quarter turns clockwise by which they were fed.
        blur: Standard deviation in points.
        noise: Standard deviation, of 255.
        paper: Lightness of the bare paper, of 255.
        ink: Lightness of the blackest print, of 255.
        quality: Of the JPEG, 0 to 95; none for ``GREYS`` greys without loss.
        seals: Pressed on the paper before it is scanned.
        seed: Of the noise.
    """

    dpi: int = 200
    skew: float = 0.0
    turns: int = 0
    blur: float = 0.0
    noise: float = 0.0
    paper: int = 255
    ink: int = 0
    quality: int | None = None
    seals: tuple[Seal, ...] = ()
    seed: int = 0


class Scan(NamedTuple):
    """A scanned PDF; ``ways`` lead from the points of each printed page, from its top left, to those of the scan."""

    pdf: bytes
    ways: tuple[Affine, ...]


def wear(said: dict[str, Any]) -> Wear:
    """A wear as a table of a TOML file says it. Example: ``wear({"dpi": 150, "seals": [{"page": 1, …}]})``."""
    return Wear(**said | {"seals": tuple(Seal(**seal) for seal in said.get("seals", ()))})


def scanned_samples() -> dict[str, Wear]:
    """Which sample reports are scans, by the stem of their names, and what happened to them."""
    said = tomllib.loads((HERE / "data" / "scans.toml").read_text(encoding="utf-8"))
    return {stem: wear(table) for stem, table in said.items()}


def print_of(stem: str) -> bytes:
    """The text PDF that a sample was scanned from."""
    return (PRINTED / f"{stem}.pdf").read_bytes()


def scan(pdf: bytes, worn: Wear) -> Scan:
    """Scan every page of a text PDF. Example: ``scan(pdf, Wear(dpi=150, skew=1.0, quality=60)).pdf``."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[number] for number in range(len(document))]
        sheets = [sheet(page, number, worn) for number, page in enumerate(pages, 1)]
        return Scan(picture_pdf(sheets), tuple(way(page.get_size(), worn) for page in pages))


def sheet(page: Any, number: int, worn: Wear) -> Sheet:
    """One scanned page."""
    picture = photograph(page, number, worn)
    return Sheet(_filed(picture, worn), picture.mode, picture.size, INCH / worn.dpi, worn.quality is not None)


def photograph(page: Any, number: int, worn: Wear) -> Image.Image:
    """A printed page as the scanner sees it; grey unless it bears a seal.

    Args:
        page: The ``pypdfium2.PdfPage``.
        number: From 1.
        worn: What happens to it.
    """
    seals = [seal for seal in worn.seals if seal.page == number]
    picture = page.render(scale=worn.dpi / INCH).to_pil().convert("RGB" if seals else "L")
    for seal in seals:
        picture = stamped(picture, seal, page)
    picture = _shaded(picture, worn)
    if worn.skew:
        bare = (worn.paper,) * len(picture.getbands())
        picture = picture.rotate(-worn.skew, Image.Resampling.BICUBIC, fillcolor=bare)
    if worn.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(worn.blur * worn.dpi / INCH))
    return _noisy(picture.rotate(-90 * worn.turns, expand=True), number, worn)


def _shaded(picture: Image.Image, worn: Wear) -> Image.Image:
    """Black and white as the ink and the paper are."""
    levels = [worn.ink + round(at * (worn.paper - worn.ink) / 255) for at in range(256)]
    return picture.point(levels * len(picture.getbands()))


def _noisy(picture: Image.Image, number: int, worn: Wear) -> Image.Image:
    if not worn.noise:
        return picture
    grain = np.random.default_rng([worn.seed, number]).normal(0.0, worn.noise, picture.size[::-1])
    pixels = np.asarray(picture, np.float64) + (grain if picture.mode == "L" else grain[:, :, None])
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))


def _filed(picture: Image.Image, worn: Wear) -> bytes:
    """The picture's bytes as a page of pictures takes them."""
    if worn.quality is None:
        return np.rint(np.asarray(picture) * ((GREYS - 1) / 255)).astype(np.uint8).tobytes()
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=worn.quality, optimize=True)
    return sink.getvalue()


def way(size: tuple[float, float], worn: Wear) -> Affine:
    """The way of a point: ``(a, b, c, d, e, f)`` takes x, y to a x + c y + e, b x + d y + f.

    Args:
        size: Width and height of the printed page in points.
        worn: Tells how it lay and was fed.
    """
    across, down = cos(radians(worn.skew)), sin(radians(worn.skew))
    x, y = size[0] / 2, size[1] / 2
    askew = (across, down, -down, across, x - across * x + down * y, y - down * x - across * y)
    width, height = size
    fed: dict[int, Affine] = {
        0: (1, 0, 0, 1, 0, 0),
        1: (0, 1, -1, 0, height, 0),
        2: (-1, 0, 0, -1, width, height),
        3: (0, -1, 1, 0, 0, width),
    }
    return _then(askew, fed[worn.turns % 4])


def _then(first: Affine, second: Affine) -> Affine:
    """One way after another."""
    x, y = _point(second, first[4], first[5])
    a, b, c, d, *_ = second
    p, q, r, s, *_ = first
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, x, y


def _point(by: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def moved(box: Box, by: Affine) -> Box:
    """The bounds on the scan of a box of the printed page."""
    corners = [_point(by, x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
