"""The steps that read a picture, each on drawn pictures whose content is known."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from extractors.pictures.engine import Engine, Tensor, is_usual
from extractors.pictures.ink import INK, darkness, without_seals
from extractors.pictures.lines import read_boxes, widened
from extractors.pictures.recognise import HEIGHT, STEP, CharacterRead, recognise
from extractors.pictures.render import INCH, Pixels
from extractors.pictures.ruling import Ruling
from extractors.pictures.signs import corrected
from extractors.pictures.skew import skew
from extractors.pictures.strokes import StraightStroke
from extractors.pictures.upright import straighten, turned_back
from schemas.page import Box

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "pictures.toml").read_text(encoding="utf-8"))
SCALE = 200 / INCH
LENS = 0.7  # pixels: no scanner draws edges sharper
DIGITS = "1234567890"


def table(name: str) -> pytest.MarkDecorator:
    """The cases of a step, told by why they are there."""
    return pytest.mark.parametrize("case", CASES[name], ids=[case["why"] for case in CASES[name]])


def filed(picture: Pixels, quality: int) -> Pixels:
    """A picture as it comes through a lens, and out of a JPEG; quality 0 for none."""
    picture = cv2.GaussianBlur(picture, (0, 0), LENS)
    if not quality:
        return picture
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))


def printed(paper: Sequence[int], ink: int) -> tuple[Pixels, Pixels]:
    """Lines of figures 10 points high on a sheet of 220 x 180 points, and where their ink is."""
    mask = np.zeros((round(180 * SCALE), round(220 * SCALE)), np.uint8)
    for row in range(8):
        cv2.putText(mask, DIGITS, (40, 60 + 55 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 255, 3)
    sheet = np.full((*mask.shape, 3), paper[::-1], np.uint8)
    sheet[mask > 0] = ink
    return sheet, mask > 0


def stamp(shape: tuple[int, int], across: float) -> Pixels:
    """A seal in the middle of a sheet, so many points across: a ring, thin strokes and a heavy middle."""
    seal = np.zeros(shape, np.uint8)
    middle = shape[1] // 2, shape[0] // 2
    radius = round(across * SCALE / 2)
    cv2.circle(seal, middle, radius, 255, 8)
    cv2.circle(seal, middle, radius // 4, 255, cv2.FILLED)
    for angle in range(0, 360, 12):
        along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        ends = [np.rint(middle + share * radius * along).astype(int).tolist() for share in (0.5, 0.85)]
        cv2.line(seal, ends[0], ends[1], 255, 2)
    return seal > 0


def sealed(sheet: Pixels, seal: Pixels, red: Sequence[int]) -> Pixels:
    """Red ink over print lets the print through, as it does over paper."""
    under = sheet[seal].astype(np.float32) / 255
    worn = sheet.copy()
    worn[seal] = (under * np.array(red[::-1])).astype(np.uint8)
    return worn


@table("seal")
def test_a_seal_goes_and_the_print_below_stays(case: dict[str, Any]) -> None:
    sheet, ink = printed(case.get("paper", (250, 250, 250)), case.get("ink", 20))
    seal = stamp(ink.shape, 119)
    worn = filed(sealed(sheet, seal, case["red"]), case["quality"])
    dark = darkness(without_seals(worn, SCALE), SCALE)
    near = cv2.dilate(ink.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    core = cv2.erode(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert (dark[seal & core] > INK).mean() > 0.98
    assert (dark[seal & ~near] > INK).mean() < 0.005


def test_red_words_are_no_seal() -> None:
    """A heading printed in red is print: nothing of it is bleached."""
    sheet, ink = printed((250, 250, 250), 20)
    sheet[ink] = (40, 32, 205)
    assert (without_seals(sheet, SCALE) == sheet).all()


@pytest.mark.parametrize(
    ("paper", "why"), [(250, "bare"), (180, "grey"), (90, "under a shadow")], ids=["bare", "grey", "under a shadow"]
)
def test_ink_is_told_by_the_paper_around_it(paper: int, why: str) -> None:
    sheet, ink = printed((paper,) * 3, paper // 4)
    core = cv2.erode(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    dark = darkness(sheet, SCALE)
    assert (dark[core] > INK).all(), why
    assert (dark[~cv2.dilate(ink.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)] < INK).all(), why


LEANING = [-3.0, -2.2, -1.0, -0.3, 0.0, 0.15, 0.7, 1.8, 3.0]


@pytest.mark.parametrize("is_ruled", [True, False], ids=["a table", "running text"])
@pytest.mark.parametrize("angle", LEANING)
def test_skew_is_found_within_a_tenth_of_a_degree(angle: float, is_ruled: bool) -> None:
    sheet = np.zeros((2338, 1654), np.uint8)
    for row in range(300, 2000, 60):
        cv2.putText(sheet, DIGITS * 4, (220, row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 220, 3)
        if is_ruled:
            cv2.line(sheet, (200, row + 20), (1400, row + 20), 200, 2)
    assert skew(turned_back(sheet, -angle)) == pytest.approx(angle, abs=0.1)


def rules(case: dict[str, Any]) -> Ruling:
    """The ruling lines of a case."""
    level, upright = (tuple(StraightStroke(*line) for line in case.get(name, [])) for name in ("level", "upright"))
    return Ruling(level, upright)


@table("cut")
def test_print_is_cut_at_ruling_lines(case: dict[str, Any]) -> None:
    bare = np.zeros((60, 200), np.uint8)
    assert [list(box) for box in read_boxes([Box(*case["box"])], rules(case), bare)] == case["parts"]


@table("column")
def test_columns_of_print_are_read_character_by_character(case: dict[str, Any]) -> None:
    dark = np.zeros((case["height"], 24), np.uint8)
    for top, bottom in case["runs"]:
        dark[top:bottom, 3:21] = 255
    assert len(read_boxes([Box(0, 0, 24, case["height"])], Ruling((), ()), dark)) == case["count"]


def test_the_white_beside_a_character_ends_at_its_neighbour() -> None:
    dark = np.zeros((20, 100), np.uint8)
    dark[4:16, 42:56] = dark[4:16, 30:33] = 255
    assert widened(Box(40, 0, 58, 20), dark) == Box(34, 0, 68, 20)


@table("sign")
def test_signs_are_told_by_their_ink(case: dict[str, Any]) -> None:
    dark = np.zeros((HEIGHT, 100), np.uint8)
    for x0, y0, x1, y1 in case["drawn"]:
        cv2.line(dark, (x0, y0), (x1, y1), 255, 3)
    marks = [
        CharacterRead(text, middle / 100, 0.99) for text, middle in zip(case["read"], _middles(dark), strict=False)
    ]
    found = corrected(marks, dark)
    assert "".join(mark.text for mark in found) == case["is"]
    assert min(mark.confidence for mark in found) == case.get("sure", min(mark.confidence for mark in found))


def _middles(dark: Pixels) -> list[float]:
    """The middles of the runs of ink along a line, ruling lines at its foot left out."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (dark[:-6] > INK).any(axis=0).astype(np.int8), [0]])))
    return [float(a + b) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True)]


class Reading(Engine):
    """An engine that reads what it is told, and finds what is dark."""

    def __init__(self, steps: Sequence[Any] = ()) -> None:
        """Takes the likelihoods of each step."""
        super().__init__()
        self.steps = steps
        self.characters = ["", *"0123456789资金级級", " "]
        self.is_usual = np.array([text >= "\u4e00" and is_usual(text) for text in self.characters])
        self.is_unusual = np.array([text >= "\u4e00" and not is_usual(text) for text in self.characters])

    def recognise(self, lines: Tensor) -> Tensor:
        """The steps it was told; for drawn lines, surer where they stand on their feet."""
        if self.steps:
            return self._told(lines)
        likely = np.zeros((len(lines), lines.shape[3] // STEP, len(self.characters)), np.float32)
        for at, line in enumerate(lines[:, 0]):
            inked = np.flatnonzero((line < 0).sum(axis=1) > 0)
            rows = (line < 0).sum(axis=1)[inked[0] : inked[-1] + 1] if len(inked) else np.zeros(2)
            is_upright = rows[len(rows) // 2 :].sum() > rows[: len(rows) // 2].sum()
            likely[at, 1, 1] = 0.99 if is_upright else 0.5
        return likely

    def _told(self, lines: Tensor) -> Tensor:
        likely = np.zeros((len(lines), lines.shape[3] // STEP, len(self.characters)), np.float32)
        likely[:, len(self.steps) :, 0] = 1
        for at, step in enumerate(self.steps):
            for text, share in (step if isinstance(step, dict) else {step.strip("_"): 1.0}).items():
                likely[:, at, self.characters.index(text)] = share
        return likely

    def detect(self, pixels: Tensor) -> Tensor:
        """Print runs on where it is dark, along the line that it is part of."""
        dark = (pixels[0].min(axis=0) < 0).astype(np.uint8)
        level, upright = (
            cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)) for shape in ((1, 15), (15, 1))
        )
        return np.asarray(level if level.sum() > upright.sum() else upright, np.float32)


@table("decoded")
def test_likelihoods_are_decoded(case: dict[str, Any]) -> None:
    line = np.full((HEIGHT, STEP * len(case["steps"]), 3), 255, np.uint8)
    (marks,) = recognise([line], Reading(case["steps"]))
    assert "".join(mark.text for mark in marks) == case["is"]
    if "confidence" in case:
        assert marks[0].confidence == pytest.approx(case["confidence"])
    assert all(0 <= mark.along <= 1 for mark in marks)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("angle", [0.0, 1.4])
def test_the_four_ways_a_sheet_is_fed_are_told(turns: int, angle: float) -> None:
    """Characters drawn with their weight at the foot stand upright one way only."""
    sheet = np.full((1100, 800, 3), 250, np.uint8)
    for row in range(120, 1000, 90):
        for x in range(90, 700, 26):
            sheet[row : row + 8, x : x + 20] = sheet[row - 18 : row, x + 6 : x + 15] = 10
    fed = np.ascontiguousarray(np.rot90(turned_back(sheet, -angle), -turns))
    found = straighten(fed, 800 / 595, Reading())
    assert found.turn == turns
    assert found.skew == pytest.approx(angle, abs=0.1)
    assert found.pixels.shape == sheet.shape
