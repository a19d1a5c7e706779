"""Ruling lines found on drawn sheets: whole, broken, faint, and what only looks like one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from extractors.pictures.ink import darkness
from extractors.pictures.render import INCH, Pixels
from extractors.pictures.ruling import Ruling, ruling
from extractors.pictures.upright import without_white
from schemas.page import Box

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ruling.toml").read_text(encoding="utf-8"))["case"]
WIDTH, HEIGHT = 300, 220  # points
PAPER, GRAIN = 244, 2.0  # of 255
THICK = 0.6  # points
HOLE = 8.5  # points: the radius of a punch hole by ISO 838
NEAR = 1.5  # points


def sheet(case: dict[str, Any], scale: float) -> Pixels:
    """The sheet of a case as a scanner sees it."""
    gray = np.full((round(HEIGHT * scale), round(WIDTH * scale)), PAPER, np.uint8)
    gray[:] = np.clip(gray - _fading(gray.shape[1], case.get("fading", 0) * scale), 0, 255)
    for x0, top, x1, bottom, shade in case.get("blots", []):
        gray[round(top * scale) : round(bottom * scale), round(x0 * scale) : round(x1 * scale)] = shade
    for x, y in case.get("holes", []):
        cv2.circle(gray, (round(x * scale), round(y * scale)), round(HOLE * scale), 20, cv2.FILLED)
    for line in drawn(case):
        for piece in _pieces(line, case.get("breaks")):
            _stroke(gray, [at * scale for at in piece], PAPER - case.get("ink", 190), THICK * scale)
    for x0, top, x1, bottom in case.get("words", []):
        _print(gray, case["text"], [at * scale for at in (x0, top, x1, bottom)], case.get("shade", 40))
    noisy = gray + np.random.default_rng(7).normal(0, case.get("grain", GRAIN), gray.shape)
    return cv2.cvtColor(np.clip(noisy, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def drawn(case: dict[str, Any]) -> Iterator[Sequence[float]]:
    """Every line of a case, those of its grid too."""
    grid = case.get("grid", {"xs": [], "ys": []})
    xs, ys = grid["xs"], grid["ys"]
    yield from ((x, ys[0], x, ys[-1]) for x in xs)
    yield from ((xs[0], y, xs[-1], y) for y in ys)
    yield from case.get("lines", [])


def _fading(width: int, reach: float) -> Any:
    across = np.arange(width)
    return (120 * np.clip(1 - across / reach, 0, 1) if reach else 0 * across).astype(np.uint8)


def _pieces(line: Sequence[float], breaks: Sequence[float] | None) -> Iterator[Sequence[float]]:
    x0, top, x1, bottom = line
    if not breaks:
        yield line
        return
    every, gap = breaks
    length = max(x1 - x0, bottom - top)
    for start in np.arange(0, length, every):
        stop = min(start + every - gap, length)
        yield (x0, top + start, x1, top + stop) if x0 == x1 else (x0 + start, top, x0 + stop, bottom)


def _stroke(gray: Pixels, line: Sequence[float], shade: int, thick: float) -> None:
    x0, top, x1, bottom = line
    half = thick / 2
    gray[round(top - half) : round(bottom + half), round(x0 - half) : round(x1 + half)] = shade


def _print(gray: Pixels, text: str, place: Sequence[float], shade: int) -> None:
    """Digits whose ink fills a box but for the white that a detector's box has above and below."""
    x0, top, _, bottom = place
    high = (bottom - top) * 0.7
    (_, unit), _ = cv2.getTextSize("1", cv2.FONT_HERSHEY_SIMPLEX, 1.0, 2)
    origin = round(x0 + 0.2 * high), round((top + bottom + high) / 2)
    cv2.putText(gray, text, origin, cv2.FONT_HERSHEY_SIMPLEX, high / unit, shade, 2, cv2.LINE_AA)


def found(case: dict[str, Any], dpi: float) -> tuple[Ruling, float]:
    """The ruling lines of a case scanned so fine, and pixels a point."""
    scale = dpi / INCH
    boxes = [Box(*(at * scale for at in word)) for word in (*case.get("words", []), *case.get("boxes", []))]
    return ruling(darkness(without_white(sheet(case, scale), boxes), scale), scale, boxes), scale


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_lines_are_those_drawn(case: dict[str, Any], dpi: int) -> None:
    lines, scale = found(case, dpi)
    assert len(lines.upright) == case["upright"]
    assert len(lines.level) == case.get("level", len(lines.level))
    for line in lines.upright if "starts" in case else ():
        assert line.start / scale == pytest.approx(case["starts"], abs=NEAR)
