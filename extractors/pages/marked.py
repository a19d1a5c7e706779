"""Marks upon the text of an upright page: what is struck through, raised footnote marks, and a watermark across it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from statistics import median

from schemas.page import Glyph, Rule

MIDDLE = (0.15, 0.6)  # of the size above the baseline: a line here runs through a character
ENDS = 0.35  # of the size: a stroke that strikes out begins and ends with characters, not with a cell
SMALL = 0.75  # of the size before it: a digit set smaller and higher is a mark or an exponent
RAISED = 0.15
HUGE = 1.8  # of the size of most text: titles and watermarks
SUPERSCRIPTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


def unstruck(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> Sequence[Glyph]:
    """The glyphs without those a line strikes out: their text is taken back, the value stands beside it."""
    baselines = sorted({round(glyph.baseline) for glyph in glyphs})
    reach = ceil(MIDDLE[1] * max((glyph.size for glyph in glyphs), default=0.0)) + 1
    level = (rule for rule in rules if rule.top == rule.bottom)
    near = [(rule, heights) for rule in level if (heights := _below(rule, baselines, reach))]
    lines: dict[int, list[int]] = defaultdict(list)
    for at, glyph in enumerate(glyphs) if near else ():
        lines[round(glyph.baseline)].append(at)
    struck = {
        at for rule, heights in near for at in _struck(rule, [at for height in heights for at in lines[height]], glyphs)
    }
    return [glyph for at, glyph in enumerate(glyphs) if at not in struck] if struck else glyphs


def _below(rule: Rule, baselines: Sequence[int], reach: int) -> Sequence[int]:
    """The baselines within reach below a rule; few, however far a glyph of monstrous size makes the reach."""
    return baselines[bisect_left(baselines, int(rule.top)) : bisect_left(baselines, int(rule.top) + reach)]


def _struck(rule: Rule, near: Sequence[int], glyphs: Sequence[Glyph]) -> Sequence[int]:
    under = [at for at in near if _is_through(rule, glyphs[at])]
    if not under:
        return ()
    first, last = min(glyphs[at].x0 for at in under), max(glyphs[at].x1 for at in under)
    slack = ENDS * max(glyphs[at].size for at in under)
    return under if abs(first - rule.x0) <= slack and abs(last - rule.x1) <= slack else ()


def _is_through(rule: Rule, glyph: Glyph) -> bool:
    above = (glyph.baseline - rule.top) / (glyph.size or 1)
    return MIDDLE[0] <= above <= MIDDLE[1] and rule.x0 <= (glyph.x0 + glyph.x1) / 2 <= rule.x1


def superscripts(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Digits set small and raised behind a character, as superscript signs: an exponent or a footnote's mark.

    Example:
        ``650件`` with a small raised 1 gives ``650件¹``, not ``650件1``.
    """
    sizes = [glyph.size for glyph in glyphs]
    if not any(second < SMALL * first for first, second in pairwise(sizes)):
        yield from glyphs
        return
    base: Glyph | None = None
    for glyph in glyphs:
        if base and glyph.size < SMALL * base.size and glyph.text in SUPERSCRIPTS and _follows(base, glyph):
            yield glyph._replace(text=SUPERSCRIPTS[glyph.text])
        else:
            base = glyph
            yield glyph


def _follows(base: Glyph, glyph: Glyph) -> bool:
    is_near = -0.3 * base.size < glyph.x0 - base.x1 < base.size
    return is_near and RAISED * base.size < base.baseline - glyph.baseline < base.size


def without_watermark(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> Sequence[Glyph]:
    """The glyphs without text much larger than the rest that lies across ruling lines, as no cell's text does."""
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    huge = [glyph for glyph in glyphs if glyph.size > HUGE * usual]
    across = {(glyph.size, glyph.baseline) for glyph in huge if any(_crosses(rule, glyph) for rule in rules)}
    if not across:
        return glyphs
    return [glyph for glyph in glyphs if (glyph.size, glyph.baseline) not in across]


def _crosses(rule: Rule, glyph: Glyph) -> bool:
    quarter = glyph.size / 4
    left, right = glyph.x0 + quarter, glyph.x1 - quarter
    high, low = glyph.baseline - 2.5 * quarter, glyph.baseline - quarter / 2
    return rule.x0 < right and rule.x1 > left and rule.top < low and rule.bottom > high
