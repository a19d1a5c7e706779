"""CPU seconds of reading a scan again whose pages were read before, beside the same report as text."""

from __future__ import annotations

from extractors import extract
from extractors.pictures import PictureReader
from extractors.pictures.sheet import Sheet
from tests.bench.measuring import cpu_seconds, median_cpu_seconds, verdict
from tests.samples.scan import print_of, scan, scanned_samples

ROUNDS = 5
LIMIT = 1.3


class Memory:
    """Keeps sheets, and which picture a page gave, as long as the process runs."""

    def __init__(self) -> None:
        """Empty."""
        self.sheets: dict[str, Sheet] = {}
        self.keys: dict[str, str] = {}

    def get(self, key: str) -> Sheet | None:
        """The sheet, or None where that picture was not read yet."""
        return self.sheets.get(key)

    def put(self, key: str, sheet: Sheet) -> None:
        """Keep a sheet."""
        self.sheets[key] = sheet

    def drawn(self, place: str) -> str | None:
        """The key of the picture that a page gave."""
        return self.keys.get(place)

    def note(self, place: str, key: str) -> None:
        """Keep the key of the picture that a page gives."""
        self.keys[place] = key


def show() -> None:
    """Print one line a scanned sample and the ratio of all."""
    print(f"{'file':44}{'first':>9}{'again':>9}{'as text':>9}{'ratio':>7}")
    again, as_text = 0.0, 0.0
    for stem, wear in scanned_samples().items():
        pdf = print_of(stem)
        scanned = scan(pdf, wear).pdf
        reader = PictureReader(sheets=Memory())
        first = cpu_seconds(lambda pdf=scanned, reader=reader: extract(pdf, "scan.pdf", reader))
        extract(pdf, "text.pdf")
        second = median_cpu_seconds(lambda pdf=scanned, reader=reader: extract(pdf, "scan.pdf", reader), ROUNDS)
        text = median_cpu_seconds(lambda pdf=pdf: extract(pdf, "text.pdf"), ROUNDS)
        print(f"{stem:44}{first:8.2f}s{second:8.2f}s{text:8.2f}s{second / text:7.2f}", flush=True)
        again, as_text = again + second, as_text + text
    print(f"a scan again, sheets kept in memory: {verdict('ratio to text', again / as_text, LIMIT)}", flush=True)
