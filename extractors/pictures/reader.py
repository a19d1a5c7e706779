"""Reading many pictures: those read before are taken from where they are kept, the rest with the cores there are."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol, TypeVar

from extractors.pictures.engine import Engine
from extractors.pictures.render import DRAWN_AS, Picture
from schemas.page import Glyph, Rule

if TYPE_CHECKING:
    from extractors.pictures.sheet import Sheet

Item = TypeVar("Item")
Result = TypeVar("Result")


class Sheets(Protocol):
    """Where sheets are kept between runs, by the key of their picture."""

    def get(self, key: str) -> Sheet | None:
        """The sheet, or None where that picture was not read yet."""

    def put(self, key: str, sheet: Sheet) -> None:
        """Keep a sheet."""

    def drawn(self, place: str) -> str | None:
        """The key of the picture that a page gave when it was drawn, or None where that is not known."""

    def note(self, place: str, key: str) -> None:
        """Keep the key of the picture that a page gives."""


class Forgetful:
    """Keeps nothing."""

    def get(self, key: str) -> Sheet | None:
        """None."""

    def put(self, key: str, sheet: Sheet) -> None:
        """Forget it."""

    def drawn(self, place: str) -> str | None:
        """None."""

    def note(self, place: str, key: str) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class PictureReader:
    """How the pictures of pages are read.

    Attributes:
        sheets: Where what was read is kept.
        threads: Pictures read at a time.
        watch: Told the number of each page that is read, in their order, and how many pages there are.
        file: Digest of the file whose pages are read; pages of a file without one are always drawn.
    """

    sheets: Sheets = Forgetful()
    threads: int = 1
    watch: Callable[[int, int], None] = lambda page, pages: None
    file: str = ""

    def of(self, file: str) -> PictureReader:
        """The same reader for the pages of a file."""
        return replace(self, file=file)

    def place(self, number: int, scale: float) -> str:
        """A digest of a page and of how it is drawn and read: the same place, the same picture; empty without a file.

        Args:
            number: Of the page, from 1.
            scale: Pixels a point that it is drawn with.
        """
        if not self.file:
            return ""
        how = f"{self.file} {number} {scale:.6f} {_drawing()} {_reading(self.threads)}"
        return hashlib.sha256(how.encode()).hexdigest()

    def recall(self, place: str) -> Sheet | None:
        """What was read from a page when it was drawn before; None where that is not known."""
        key = self.sheets.drawn(place) if place else None
        return self.sheets.get(key) if key else None

    def read(self, picture: Picture, place: str = "") -> Sheet:
        """Read a picture, or recall what was read from the same picture before, on whatever page.

        Args:
            picture: The page as shown.
            place: Where it was drawn from.
        """
        key = picture_key(picture, _reading(self.threads))
        sheet = self.sheets.get(key)
        if sheet is None:
            sheet = _read_sheet(picture, loaded(self.threads))
            self.sheets.put(key, sheet)
        if place:
            self.sheets.note(place, key)
        return sheet

    def each(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Apply a function to items in their order, some at a time; items are taken only as there is room for them."""
        if self.threads == 1:
            yield from map(function, items)
            return
        loaded(self.threads)  # before the threads are there, or each might load its own
        running: deque[Future[Result]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            for item in items:
                running.append(pool.submit(function, item))
                if len(running) > self.threads:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()


def picture_key(picture: Picture, reading: str) -> str:
    """A digest of the picture and of what reads it: the same key, the same sheet."""
    digest = hashlib.sha256(f"{picture.pixels.shape} {picture.scale:.6f} {picture.grain:.6f} {reading}".encode())
    digest.update(picture.pixels.data)
    return digest.hexdigest()


@cache
def loaded(threads: int) -> Engine:
    """The engine of this process, loaded once."""
    return Engine(threads)


@cache
def _drawing() -> str:
    """What draws pages, and how."""
    return f"pypdfium2 {version('pypdfium2')} {DRAWN_AS}"


@cache
def _reading(threads: int) -> str:
    """What reads pictures, and by which version of the steps.

    The steps are imported when the first picture comes: that takes half a second, and most reports have none.
    """
    from extractors.pictures.sheet import READS_AS

    return f"{loaded(threads).name} {READS_AS}"


def _read_sheet(picture: Picture, engine: Engine) -> Sheet:
    """A sheet read now, its numbers plain, as they are in one that was kept: NumPy's round otherwise than Python's."""
    from extractors.pictures.sheet import read_sheet

    sheet = read_sheet(picture, engine)
    glyphs = tuple(Glyph(text, *map(float, numbers)) for text, *numbers in sheet.glyphs)
    return sheet._replace(glyphs=glyphs, rules=tuple(Rule(*map(float, rule)) for rule in sheet.rules))
