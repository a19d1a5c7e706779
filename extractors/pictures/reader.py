"""Reading many pictures: those read before are taken from where they are kept, the rest with the cores there are."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from extractors.pictures.engine import Engine
from extractors.pictures.render import Picture
from extractors.pictures.sheet import READS_AS, Sheet, read_sheet

Item = TypeVar("Item")
Result = TypeVar("Result")


class Sheets(Protocol):
    """Where sheets are kept between runs, by the key of their picture."""

    def get(self, key: str) -> Sheet | None:
        """The sheet, or None where that picture was not read yet."""

    def put(self, key: str, sheet: Sheet) -> None:
        """Keep a sheet."""


class Forgetful:
    """Keeps nothing."""

    def get(self, key: str) -> Sheet | None:
        """None."""

    def put(self, key: str, sheet: Sheet) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class PictureReader:
    """How the pictures of pages are read.

    Attributes:
        sheets: Where what was read is kept.
        threads: Pictures read at a time.
        watch: Told the number of each page that is read, and how many pages there are.
    """

    sheets: Sheets = Forgetful()
    threads: int = 1
    watch: Callable[[int, int], None] = lambda page, pages: None

    def read(self, picture: Picture) -> Sheet:
        """Read a picture, or recall what was read from the same picture before."""
        engine = loaded(self.threads)
        key = picture_key(picture, engine)
        sheet = self.sheets.get(key)
        if sheet is None:
            sheet = read_sheet(picture, engine)
            self.sheets.put(key, sheet)
        return sheet

    def each(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Apply a function to items in their order, some at a time; items are taken only as there is room for them."""
        if self.threads == 1:
            yield from map(function, items)
            return
        running: deque[Future[Result]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            for item in items:
                running.append(pool.submit(function, item))
                if len(running) > self.threads:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()


@cache
def loaded(threads: int) -> Engine:
    """The engine of this process, loaded once."""
    return Engine(threads)


def picture_key(picture: Picture, engine: Engine) -> str:
    """A digest of the picture and of what reads it: the same key, the same sheet."""
    digest = hashlib.sha256(
        f"{picture.pixels.shape} {picture.scale:.6f} {picture.grain:.6f} {engine.name} {READS_AS}".encode()
    )
    digest.update(picture.pixels.data)
    return digest.hexdigest()
