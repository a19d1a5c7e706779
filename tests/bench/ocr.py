"""Reading the pictures of pages, beside ``RapidOCR()`` with its defaults: same pictures, same process, both warm.

CPU seconds are those of one page after another, ours with one thread. Wall seconds are those of all pages, ours two at
a time, theirs with the threads it takes by itself; both are kept to two cores.
"""

from __future__ import annotations

import logging
import os
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2

from extractors.pictures import INCH, Picture, PictureReader, draw
from extractors.pictures.reader import loaded
from extractors.pictures.sheet import read_sheet
from tests.bench.measuring import verdict
from tests.samples.scan import print_of, scan, scanned_samples

ROUNDS = 2
CORES = 2
CPU_LIMIT, WALL_LIMIT = 0.5, 0.55  # of RapidOCR's

Read = Callable[[Picture], str]


class Scanned(NamedTuple):
    """A scanned page of a sample report and the text that was printed on it."""

    name: str
    picture: Picture
    text: str


class Costs(NamedTuple):
    """CPU seconds of a page and characters read right, ours and theirs."""

    ours: float
    theirs: float
    right_ours: int
    right_theirs: int


def show() -> None:
    """Print one line a page, then what the limits are about."""
    with_cores(_show)


def with_cores(work: Callable[[], None]) -> None:
    """Run something on as many cores as the limits are meant for, where the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        print(f"cores can't be chosen here: {os.cpu_count()} are used, the limits are meant for {CORES}")
        work()
        return
    all_cores = os.sched_getaffinity(0)
    if len(all_cores) < CORES:
        print(f"{len(all_cores)} core is here, the limits of wall time are meant for {CORES}")
    os.sched_setaffinity(0, sorted(all_cores)[:CORES])
    try:
        work()
    finally:
        os.sched_setaffinity(0, all_cores)


def _show() -> None:
    pages, theirs = list(scanned_pages()), _rapidocr()
    for read in (_read, theirs):
        read(pages[0].picture)
    print(f"{'page':44}{'ours':>8}{'RapidOCR':>10}{'ratio':>7}{'characters':>12}{'right, ours':>13}{'RapidOCR':>10}")
    costs = []
    for page in pages:
        cost = _costs(page, theirs)
        costs.append(cost)
        counted = f"{len(plain(page.text)):12}{cost.right_ours:13}{cost.right_theirs:10}"
        print(f"{page.name:44}{cost.ours:7.2f}s{cost.theirs:9.2f}s{cost.ours / cost.theirs:7.2f}{counted}", flush=True)
    ours, others, right_ours, right_theirs = (sum(column) for column in zip(*costs, strict=True))
    print(f"CPU seconds a page: {ours / len(pages):.2f} to {others / len(pages):.2f}", end="; ")
    print(verdict("ratio", ours / others, CPU_LIMIT))
    print(f"characters right: {right_ours} to {right_theirs}", end="; ")
    print(verdict("theirs by ours", right_theirs / right_ours, 1.0))
    _show_wall([page.picture for page in pages], theirs)


def _show_wall(pictures: Sequence[Picture], theirs: Read) -> None:
    reader = PictureReader(threads=CORES)
    _wall(reader.each(reader.read, pictures[:CORES]))
    rounds = [(_wall(reader.each(reader.read, pictures)), _wall(map(theirs, pictures))) for _ in range(ROUNDS)]
    ours, others = (statistics.median(side) / len(pictures) for side in zip(*rounds, strict=True))
    print(f"wall seconds a page: {ours:.2f} to {others:.2f}", end="; ")
    print(verdict("ratio", ours / others, WALL_LIMIT), flush=True)


def scanned_pages() -> Iterator[Scanned]:
    """Every page of the samples that are scans, drawn as finely as it was scanned."""
    for stem, wear in scanned_samples().items():
        pdf = print_of(stem)
        with pypdfium2.PdfDocument(pdf) as text, pypdfium2.PdfDocument(scan(pdf, wear).pdf) as pictures:
            for number, (printed, page) in enumerate(zip(text, pictures, strict=True), 1):
                yield Scanned(f"{stem} {number}", draw(page, wear.dpi / INCH), printed.get_textpage().get_text_range())


def _costs(page: Scanned, theirs: Read) -> Costs:
    """The least of some rounds in which both read the page in turn."""
    rounds = [(_cpu(_read, page.picture), _cpu(theirs, page.picture)) for _ in range(ROUNDS)]
    (ours, read), (others, read_by_them) = (min(side) for side in zip(*rounds, strict=True))
    return Costs(ours, others, right(read, page.text), right(read_by_them, page.text))


def right(read: str, printed: str) -> int:
    """Characters read that are printed, each counted as often as it is printed at most, wherever it was read.

    Example: ``right("12,3", "1 2 3")`` is 3.
    """
    return (Counter(plain(read)) & Counter(plain(printed))).total()


def plain(text: str) -> str:
    """Without white space, full and half width alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _read(picture: Picture) -> str:
    return "".join(glyph.text for glyph in read_sheet(picture, loaded(1)).glyphs)


def _rapidocr() -> Read:
    from rapidocr import RapidOCR

    logging.disable(logging.INFO)  # it tells of each model it loads
    engine: Any = RapidOCR()
    logging.disable(logging.NOTSET)
    return lambda picture: "".join(engine(picture.pixels).txts or ())


def _cpu(read: Read, picture: Picture) -> tuple[float, str]:
    start = time.process_time()
    text = read(picture)
    return time.process_time() - start, text


def _wall(results: Iterable[object]) -> float:
    """Seconds until all results are there."""
    start = time.perf_counter()
    for _ in results:
        pass
    return time.perf_counter() - start
