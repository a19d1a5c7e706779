"""A department's round red seal, its name taken from the page itself: no font is needed to press one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import cos, pi, sin, tau
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

RED = (205, 32, 40)
FULL = 0.9  # of the ink that reaches the paper where most does
PATCHY = 0.35  # of it that is lost where least does
PATCHES = 9  # stretches each way over which a seal's ink changes
RING = 3.2  # points
NAME = 0.37  # of the diameter from the middle to the middles of the name's characters
CHARACTER = 0.135  # of the diameter
SPREAD = 1.45  # of half a turn that a name takes
STAR = 0.14  # of the diameter from the middle to its points
FINE = 8.0  # pixels a point of the page that characters are taken at


class Seal(NamedTuple):
    """A seal: the page it is on, from 1, whose name it bears, and its middle and diameter in points from the top left.

    Official seals of departments are 42 mm across (国发〔1999〕25号), 119 points.
    """

    page: int
    name: str
    x: float
    y: float
    across: float = 119.0


def stamped(picture: Image.Image, seal: Seal, page: Any) -> Image.Image:
    """A picture of a page with the seal pressed on it; print below stays darker than the ink.

    Args:
        picture: Of the whole page, in colour.
        seal: The characters of its name stand somewhere on the page.
        page: The ``pypdfium2.PdfPage``.
    """
    scale = picture.width / page.get_width()
    ink = Image.new("L", picture.size, 0)
    face = _face(seal, page, round(seal.across * scale))
    ink.paste(face, (round(seal.x * scale - face.width / 2), round(seal.y * scale - face.height / 2)))
    return Image.composite(ImageChops.multiply(picture, Image.new("RGB", picture.size, RED)), picture, ink)


def _face(seal: Seal, page: Any, size: int) -> Image.Image:
    """How much ink each pixel of the seal takes, 0 to 255."""
    face = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(face)
    draw.ellipse((1, 1, size - 2, size - 2), outline=255, width=round(RING * size / seal.across))
    draw.polygon([(size / 2 + x * size, size / 2 + y * size) for x, y in _star()], fill=255)
    for at, character in enumerate(seal.name):
        angle = SPREAD * pi * (at / max(len(seal.name) - 1, 1) - 0.5)
        shape = _character(character, page).resize((round(CHARACTER * size), round(1.2 * CHARACTER * size)))
        turned = shape.rotate(-angle * 360 / tau, Image.Resampling.BICUBIC, expand=True)
        x, y = size * (0.5 + NAME * sin(angle)), size * (0.5 - NAME * cos(angle))
        face.paste(255, (round(x - turned.width / 2), round(y - turned.height / 2)), turned)
    return ImageChops.multiply(face, _patches(size, len(seal.name)))


def _star() -> Iterator[tuple[float, float]]:
    for point in range(10):
        reach = STAR * (0.382 if point % 2 else 1.0)
        yield reach * sin(point * pi / 5), -reach * cos(point * pi / 5)


def _patches(size: int, seed: int) -> Image.Image:
    """Ink is never even: where it is thick and where thin."""
    share = FULL * (1 - PATCHY * np.random.default_rng(seed).random((PATCHES, PATCHES)))
    return Image.fromarray((255 * share).astype(np.uint8)).resize((size, size), Image.Resampling.BICUBIC)


def _character(character: str, page: Any) -> Image.Image:
    """The shape of a character, cut from where the page prints it: ink is 255."""
    text = page.get_textpage()
    at = next(i for i in range(text.count_chars()) if text.get_text_range(i, 1, errors="ignore") == character)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    margins = (left.value, bottom.value, page.get_width() - right.value, page.get_height() - top.value)
    return ImageChops.invert(page.render(scale=FINE, crop=margins).to_pil().convert("L"))
