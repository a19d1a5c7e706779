"""How often values are right at each confidence, on sample reports printed and scanned in many ways.

A value read from a scan is held against what the text of the same page prints in the same place: it is right if both
say the same, full and half width alike. ``python -m tests.bench calibration`` prints the page ``docs/calibration.md``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractors import extract, extractor_version
from extractors.pictures import PictureReader
from schemas.extraction import Extraction
from schemas.page import Box
from tests.proofs import proofs
from tests.samples.data import MARK
from tests.samples.scan import HERE, Scan, Wear, moved, print_of, scan
from tests.samples.seal import Seal
from tests.scanned import alike, box_of, overlap

FORMS = "农业农村局-2023-项目支出绩效自评表"
REPORTS = ("文化广电旅游体育局-2022", "农业农村局-2022", "政务服务数据管理局-2023")  # one by turns beside the forms
FIELDS = {
    "evaluations": ("self_score",),
    "indicators": ("target_raw", "actual_raw", "weight", "score"),
    "amounts": ("amount_raw",),
}
EDGES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
SAME_PLACE = 0.2  # intersection over union
PRESSED = ((430, 640), (250, 230), (330, 420), (460, 300))  # points: middles of the seals, page by page
THREADS = 2


class Value(NamedTuple):
    """A value of a record: its text, where it starts, how sure it is, and whether some finding names its record."""

    field: str
    text: str
    page: int
    box: Box
    confidence: float
    is_named: bool


class Outcome(NamedTuple):
    """A value read from a scan.

    Attributes:
        what: How it was scanned.
        read: The value.
        printed: What is printed there; none where no value of this field is.
    """

    what: str
    read: Value
    printed: str | None

    @property
    def is_right(self) -> bool:
        """Whether it was read as it is printed."""
        return self.read.text == self.printed


class Trial(NamedTuple):
    """One report scanned in one way: what was read, and how many printed values were not."""

    what: str
    outcomes: list[Outcome]
    printed: int
    missed: int


def show() -> None:
    """Print the page."""
    done = list(trials())
    print("\n".join(page(done)), flush=True)


def trials() -> Iterator[Trial]:
    """Every way of scanning on the project forms and on one report."""
    said = tomllib.loads(Path(__file__).with_name("wears.toml").read_text(encoding="utf-8"))["wear"]
    for number, table in enumerate(said):
        for stem in (FORMS, REPORTS[number % len(REPORTS)]):
            yield _trial(stem, table)


def _trial(stem: str, said: dict[str, Any]) -> Trial:
    pdf = print_of(stem) if stem == FORMS else next((HERE.parents[1] / "raw").rglob(f"{stem}.pdf")).read_bytes()
    text = extract(pdf, "text.pdf")
    assert text.report is not None
    plain = {name: value for name, value in said.items() if name not in ("what", "seals")}
    seals = tuple(_seals(text.report.page_count)) if said.get("seals") else ()
    worn = scan(pdf, Wear(**plain, seals=seals))
    found = list(values(extract(worn.pdf, "scan.pdf", PictureReader(threads=THREADS))))
    return _compared(said["what"], found, list(_moved(values(text), worn)))


def _seals(pages: int) -> Iterator[Seal]:
    """One a page; its name is what every page of the samples prints."""
    for number in range(1, pages + 1):
        x, y = PRESSED[number % len(PRESSED)]
        yield Seal(number, MARK.replace("，", ""), x, y)


def values(found: Extraction) -> Iterator[Value]:
    """The values of an extraction, in reading order."""
    named = {record for finding in found.findings for record in finding.records}
    for record_id, field, value, parts in proofs(found, FIELDS):
        if parts:
            sure = min(part.confidence for part in parts)
            yield Value(field, alike(value), parts[0].page, box_of(parts[0]), sure, record_id in named)


def _moved(printed: Iterator[Value], worn: Scan) -> Iterator[Value]:
    for value in printed:
        yield value._replace(box=moved(value.box, worn.ways[value.page - 1]))


def _compared(what: str, found: Sequence[Value], printed: Sequence[Value]) -> Trial:
    """Each value read beside the one printed in its place; one that is printed nowhere is wrong."""
    left = list(printed)
    outcomes = []
    for value in found:
        there = max(left, key=lambda other: _nearness(value, other), default=None)
        if there is None or _nearness(value, there) < SAME_PLACE:
            outcomes.append(Outcome(what, value, None))
            continue
        left.remove(there)
        outcomes.append(Outcome(what, value, there.text))
    return Trial(what, outcomes, len(printed), len(left))


def _nearness(one: Value, two: Value) -> float:
    return overlap(one.box, two.box) if (one.field, one.page) == (two.field, two.page) else 0.0


ABOUT = f"""# How far confidence can be trusted

Made by `make calibration` with extractor {extractor_version()}: sample reports were scanned in the ways below,
and every target, actual value, weight, score, total and amount that was read held against what the page prints in that
place. A value is right if it is printed so, character by character; whether a comma is a wide or a narrow one is not
told.

A value's confidence is the lowest of its evidence. *Named* are wrong values whose record some finding names, so that a
person looks at them.
"""


def page(done: Sequence[Trial]) -> Iterator[str]:
    """The lines of the page."""
    yield ABOUT
    yield from _by_confidence([outcome for trial in done for outcome in trial.outcomes])
    yield from _by_scan(done)
    yield from _wrong([one for trial in done for one in trial.outcomes if not one.is_right])


def _by_confidence(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "## By confidence\n"
    yield "| confidence | values | right | wrong | named |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    starts, stops = (0.0, *EDGES), (*EDGES, 1.0)
    for place, (start, stop) in reversed(list(enumerate(zip(starts, stops, strict=True)))):
        own = [one for one in outcomes if bisect_right(EDGES, one.read.confidence) == place]
        yield _line(f"{start:g} to {stop:g}", own)
    yield _line("all", outcomes)


def _by_scan(done: Sequence[Trial]) -> Iterator[str]:
    yield "\n## By scan\n"
    yield "| scan | printed | not read | values | right | wrong | named |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for what in dict.fromkeys(trial.what for trial in done):
        own = [trial for trial in done if trial.what == what]
        printed, missed = sum(trial.printed for trial in own), sum(trial.missed for trial in own)
        yield _line(f"{what} | {printed} | {missed}", [one for trial in own for one in trial.outcomes])


def _wrong(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "\n## What was wrong\n"
    yield "| scan | page | field | printed | read | confidence | named |"
    yield "| --- | ---: | --- | --- | --- | ---: | --- |"
    for what, value, printed in outcomes:
        told = f"`{value.text}` | {value.confidence:.4f} | {'yes' if value.is_named else 'no'}"
        there = f"`{printed}`" if printed else "no such value"
        yield f"| {what} | {value.page} | {value.field} | {there} | {told} |"


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    wrong = [one for one in outcomes if not one.is_right]
    share = f"{100 * (1 - len(wrong) / len(outcomes)):.1f} %" if outcomes else ""
    return f"| {name} | {len(outcomes)} | {share} | {len(wrong)} | {sum(one.read.is_named for one in wrong)} |"
