"""Labels with their values in lines of text above a table: 项目名称：… 主管部门：…, near or far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.forms.labels import SHORTEST_LABEL, ends_in_label, is_listed, is_unit, role, runs_together
from extractors.forms.names import name_of, party_roles
from extractors.forms.titles import read_line
from extractors.prose.cover import ORGAN
from schemas.drafts import Field
from schemas.layout import TextLine
from schemas.page import Glyph
from schemas.prose import Line

COLON = re.compile(r"[:：]")
UNKNOWN_LABEL = re.compile(
    r"(?:^|(?<![:：\s])\s+)([^\s:：]{2,14})\s*$"
)  # a word of its own, though no label that is known
GAP = 0.2  # of the glyph size: wider than between two characters of a word
VERDICTS = {"total": "self_score", "grade": "self_grade"}
LONGEST_LABEL = 16  # characters
MOST_WORDS = 6  # that a label set wide falls into: 项 目 名 称 （ 盖章 ）


class Labelled(NamedTuple):
    """A value behind its label.

    Attributes:
        roles: What it is; nothing where that is not known.
        text: As printed.
        start: Where it starts.
        label: The words before it.
        at: Where its label starts.
    """

    roles: tuple[str, ...]
    text: str
    start: int
    label: str = ""
    at: int = 0


def read_line_parties(line: Line) -> Iterator[tuple[str, Field]]:
    """项目名称：… 实施单位：… printed in a line above a table, with colons or with white space behind the labels."""
    for stated, item in _stated(line):
        for name in stated.roles:
            yield name, item._replace(rule=f"party:{name}")


def read_line_unknown(line: Line) -> Iterator[tuple[str, Field]]:
    """Labels of no known meaning with what is printed behind their colons in a line above a table."""
    for stated, item in _stated(line):
        if not stated.roles and stated.label:
            yield stated.label, item


def _stated(line: Line) -> Iterator[tuple[Labelled, Field]]:
    spaced = _spaced(line.glyphs)
    text = "".join(glyph.text if glyph else " " for glyph in spaced)
    for stated in labelled(text) if COLON.search(text) else _set_apart(text):
        glyphs = tuple(glyph for glyph in spaced[stated.start : stated.start + len(stated.text)] if glyph)
        part = Line(stated.text, glyphs, line.page, TextLine(glyphs).box)
        item = read_line(part, "party:by_place")
        yield stated, item._replace(text=name_of(item.text))


def _spaced(glyphs: Sequence[Glyph]) -> list[Glyph | None]:
    """The glyphs with None where a gap stands between them, as between two labels of one line."""
    spaced: list[Glyph | None] = []
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before and glyph.x0 - before.x1 > GAP * glyph.size:
            spaced.append(None)
        spaced.append(glyph)
    return spaced


def labelled(text: str) -> Iterator[Labelled]:
    """Every ``label：value`` of a text whose label is a party's, a total's or a grade's; several may stand in one line.

    A value ends where the next label begins, whether that one is known or not.

    Example:
        ``项目名称：学前教育　实施单位：教育局`` gives project_name 学前教育 and implementing_unit 教育局.
    """
    marks = [(found.start(), *_label_before(text, found.start())) for found in COLON.finditer(text)]
    labels = [(colon, start, names) for colon, start, names in marks if start is not None]
    for index, (colon, _, names) in enumerate(labels):
        stop = labels[index + 1][1] if index + 1 < len(labels) else len(text)
        value = text[colon + 1 : stop]
        said = value.strip().rstrip("（( ")  # 财政局（单位：万元）: the bracket is the next label's
        if said and not is_unit(said):  # 单位：万元 names nobody
            start = labels[index][1]
            own = () if ends_in_label(said) else names
            yield Labelled(own, said, colon + 1 + len(value) - len(value.lstrip()), text[start:colon], start)


def _label_before(text: str, colon: int) -> tuple[int | None, tuple[str, ...]]:
    """Where the label that ends at the colon starts, and what it means.

    It begins a word, and is then the longest label without spaces; or stands right behind a value, and is then the
    shortest whose words are all listed. A word behind white space is a label too, though its meaning is not known.
    """
    starts = [start for start in range(max(0, colon - LONGEST_LABEL), colon - 1) if not text[start].isspace()]
    unknown = UNKNOWN_LABEL.search(text, 0, colon)
    if unknown and runs_together(unknown[1]):
        return unknown.start(1), ()
    begun = [start for start in starts if _begins_word(text, start)]
    for start in sorted(begun, key=lambda at: (any(map(str.isspace, text[at:colon])), at)):
        names = label_roles(text[start:colon]) or _short_roles(text[:colon], start)
        if names and unknown and start > unknown.start(1):
            break  # 教育局　金额单位： the word is none of 单位
        if names:
            return start, names
    glued = _glued(text, [start for start in starts if start not in begun], colon)
    if glued is not None and unknown is None and COLON.search(text, 0, glued):
        return glued, label_roles(text[glued:colon])
    return (unknown.start(1), ()) if unknown else (None, ())


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins that is no value: what stands right behind a colon is one, and may run into a label."""
    before = text[:start].rstrip()
    is_behind = before.endswith((":", "：")) or (before and text[start - 1].isalnum())
    return not is_behind and not COLON.match(text, start)


def _glued(text: str, starts: Sequence[int], colon: int) -> int | None:
    """Where a label right behind a value starts: the longest behind an office, since that ends a name, else the
    shortest, since what stands before may be part of the name.
    """
    long = [start for start in starts if len(text[start:colon].strip()) >= SHORTEST_LABEL]  # 部门 ends names too
    listed = [start for start in long if is_listed(text[start:colon], "party") and label_roles(text[start:colon])]
    behind_office = [start for start in listed if ORGAN.search(text[:start])]
    return min(behind_office) if behind_office else max(listed, default=None)


def _short_roles(text: str, start: int) -> tuple[str, ...]:
    """What a short label at the beginning of a line means: 项目：, but not 年度重点项目：."""
    name = role(text[start:], "short") if not text[:start].strip() else None
    return (name,) if name else ()


def label_roles(text: str) -> tuple[str, ...]:
    """What the value behind a label is: a party, ``self_score`` or ``self_grade``; none for no such label."""
    verdict = VERDICTS.get(role(text, "total") or "")
    return party_roles(text) or ((verdict,) if verdict else ())


def _set_apart(text: str) -> Iterator[Labelled]:
    """Labels and values parted by white space alone, in a line that begins with a label: 主管部门  财政局."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    labels: list[tuple[int, int, tuple[str, ...]]] = []  # first word, the word after the label, its meaning
    at = 0
    while at < len(words):
        stop, names = _label_from(text, words, at)
        if names:
            labels.append((at, stop, names))
        at = stop
    if not labels or labels[0][0] != 0:
        return
    for index, (_, stop, names) in enumerate(labels):
        end = labels[index + 1][0] if index + 1 < len(labels) else len(words)
        if stop < end:
            start = words[stop][0]
            said = text[start : words[end - 1][1]]
            if not is_unit(said):
                label = text[words[labels[index][0]][0] : words[stop - 1][1]]
                yield Labelled(() if ends_in_label(said) else names, said, start, label)


def _label_from(text: str, words: Sequence[tuple[int, int]], at: int) -> tuple[int, tuple[str, ...]]:
    """The word after the longest label that starts at a word, and its meaning; the next word and none for no label."""
    for stop in range(min(len(words), at + MOST_WORDS), at, -1):
        label = text[words[at][0] : words[stop - 1][1]]
        names = label_roles(label) if len("".join(label.split())) <= LONGEST_LABEL else ()
        if names:
            return stop, names
    return at + 1, ()
