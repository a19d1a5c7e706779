"""What lines of print say, character by character with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractors.pictures.engine import Engine, Tensor
from extractors.pictures.render import Pixels

HEIGHT, STEP = 48, 8  # pixels of a line as the network takes it, and along it for each of its outputs
GRID = 64  # pixels: widths are rounded up to it, so that few shapes occur
ENOUGH = 0.02  # likely: a simplified form no likelier than this was not what is printed
DOUBTFUL = 0.9  # the confidence, at most, of a form that was not the likeliest
BATCH = 2048  # pixels along all lines read at a time: longer ones cost memory and save no time


class CharacterRead(NamedTuple):
    """A character read: where along the line its middle is, 0 to 1, and how sure it is."""

    text: str
    along: float
    confidence: float


def recognise(lines: Sequence[Pixels], engine: Engine) -> list[list[CharacterRead]]:
    """Read pictures of one line each; an empty list where nothing is read."""
    strips = [_strip(line) for line in lines]
    read: dict[int, list[CharacterRead]] = {}
    for width, group in _batches([strip.shape[1] for strip in strips]):
        tensor = np.zeros((len(group), 3, HEIGHT, width), np.float32)
        for place, at in enumerate(group):
            tensor[place, :, :, : strips[at].shape[1]] = (strips[at].astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
        likely = engine.recognise(tensor)
        for place, at in enumerate(group):
            read[at] = list(_marks(likely[place], strips[at].shape[1], engine))
    return [read[at] for at in range(len(lines))]


def _batches(widths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Lines of like width together, with the width that they are all given; in pixels."""
    group: list[int] = []
    wide = 0
    for at in sorted(range(len(widths)), key=lambda at: widths[at]):
        wider = -(-widths[at] // GRID) * GRID
        if group and wider * (len(group) + 1) > BATCH:
            yield wide, group
            group = []
        group.append(at)
        wide = wider
    if group:
        yield wide, group


def _strip(line: Pixels) -> Pixels:
    height, width = line.shape[:2]
    across = max(round(width * HEIGHT / height), STEP)
    return cv2.resize(line, (across, HEIGHT), interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC)


def _marks(likely: Tensor, width: int, engine: Engine) -> Iterator[CharacterRead]:
    """The path of the likeliest characters, repeats and none left out (connectionist temporal classification)."""
    best = likely.argmax(axis=1)
    starts = [at for at in range(len(best)) if best[at] and (at == 0 or best[at] != best[at - 1])]
    for start in starts:
        stop = start
        while stop + 1 < len(best) and best[stop + 1] == best[start]:
            stop += 1
        middle = ((start + stop) / 2 + 0.5) * STEP / width
        peak = likely[start + int(likely[start : stop + 1, best[start]].argmax())]
        text, confidence = _simplified(int(best[start]), peak, engine)
        yield CharacterRead(text, min(middle, 1.0), confidence)


def _simplified(best: int, likely: Tensor, engine: Engine) -> tuple[str, float]:
    """The likeliest character; of one that simplified Chinese does not write, the likeliest that it does."""
    if not engine.is_unusual[best]:
        other = engine.other_width.get(best)
        both = float(likely[best]) + (float(likely[other]) if other is not None else 0.0)
        return engine.characters[best], min(both, 1.0)
    usual = int(np.where(engine.is_usual, likely, 0).argmax())
    if likely[usual] < ENOUGH:
        return engine.characters[best], float(likely[best])
    return engine.characters[usual], min(float(likely[best] + likely[usual]), DOUBTFUL)
