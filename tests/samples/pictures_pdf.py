"""PDFs whose pages are pictures, as scanners write them: the same pictures, the same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BITS = 4  # of a grey without loss
GREYS = 1 << BITS


class Sheet(NamedTuple):
    """One page.

    Attributes:
        data: A JPEG's bytes, or a byte a pixel (three in colour), each a level from 0 to 15.
        mode: ``L`` or ``RGB``.
        pixels: Across and down.
        points: A pixel.
        is_jpeg: What ``data`` is.
        hidden: Lines of text that no one sees, from the bottom of the page up, as bytes of a Latin font: what a bad OCR
            program leaves on a scan.
    """

    data: bytes
    mode: str
    pixels: tuple[int, int]
    points: float
    is_jpeg: bool
    hidden: tuple[bytes, ...] = ()


def picture_pdf(sheets: Sequence[Sheet]) -> bytes:
    """A PDF of pictures."""
    kids = b" ".join(b"%d 0 R" % (4 + 3 * at) for at in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(sheets)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for sheet in sheets:
        objects += _page(sheet, len(objects) + 1)
    return _file(objects)


def _page(sheet: Sheet, number: int) -> Iterator[bytes]:
    """The page, its content and its picture, numbered from ``number`` on."""
    width, height = (side * sheet.points for side in sheet.pixels)
    uses = b"<</XObject<</I %d 0 R>>/Font<</F 3 0 R>>>>" % (number + 2)
    box = b"[0 0 %.4f %.4f]" % (width, height)
    yield b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents %d 0 R>>" % (box, uses, number + 1)
    yield _stream(b"", b"q %.4f 0 0 %.4f 0 0 cm /I Do Q%s" % (width, height, b"".join(_hidden(sheet))))
    colours = b"DeviceGray" if sheet.mode == "L" else b"DeviceRGB"
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s" % (*sheet.pixels, colours)
    if sheet.is_jpeg:
        yield _stream(about + b"/BitsPerComponent 8/Filter/DCTDecode", sheet.data)
    else:
        yield _stream(about + b"/BitsPerComponent %d/Filter/FlateDecode" % BITS, zlib.compress(_packed(sheet), 9))


def _hidden(sheet: Sheet) -> Iterator[bytes]:
    for at, line in enumerate(sheet.hidden):
        yield b" BT /F 9 Tf 3 Tr 50 %d Td <%s> Tj ET" % (50 + 12 * at, line.hex().encode())


def _packed(sheet: Sheet) -> bytes:
    """Two levels a byte, each row from a byte of its own."""
    across, down = sheet.pixels[0] * len(sheet.mode), sheet.pixels[1]
    rows = (sheet.data[at * across : (at + 1) * across] + bytes(across % 2) for at in range(down))
    return b"".join(bytes(one << BITS | two for one, two in zip(row[::2], row[1::2], strict=True)) for row in rows)


def _stream(about: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return written + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
