"""What stands above a table and belongs to the form it begins: title, year, lines of labels with their values."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.forms.labels import is_unit
from extractors.forms.lines import read_line_parties, read_line_unknown
from extractors.forms.titles import is_form_title, read_line
from schemas.drafts import Field
from schemas.layout import Table

REACH = 6  # lines above a table, those of labels not counted, among which its title is looked for
ASIDE = re.compile(r"\W*\d{4}\s*年?\s*度?\W*|附[件表]\s*\d*\W*")  # may stand between lines of labels and a table


class Front(NamedTuple):
    """What stands above a table.

    Attributes:
        title: The form's title, in a line or in a first row that is nothing but a title; None where none is printed.
        near: The last lines, as fields.
        parties: What the labels in lines under the title name, in reading order; without a title those right above.
        unknown: Labels of no known meaning in lines under the title, with what stands behind them.
    """

    title: Field | None
    near: tuple[Field, ...]
    parties: tuple[tuple[str, Field], ...]
    unknown: tuple[tuple[str, Field], ...] = ()


def front_of(table: Table) -> Front:
    """Title, year and labelled lines above a table.

    Args:
        table: Its ``above`` may hold the end of the form before, or a whole narrative.
    """
    near: list[Field] = []
    title = _title_row(table)
    under: list[tuple[str, Field]] = []
    right_above: list[tuple[str, Field]] = []  # by lines that touch the table or each other
    unknown: list[tuple[str, Field]] = []
    others, touches = 0, True
    for line in reversed(table.above):
        named = tuple(read_line_parties(line))
        others += not named
        if others > REACH:
            break
        near.insert(0, read_line(line, "title:line"))
        touches &= bool(named) or is_unit(line.text) or bool(ASIDE.fullmatch(line.text.strip()))
        title = title or (near[0] if not named and is_form_title(line.text) else None)
        under[:0] = named if title is None else ()
        unknown[:0] = read_line_unknown(line) if title is None else ()
        right_above[:0] = named if touches else ()
    is_titled = title is not None and title.rule == "title:line"
    parties = under if is_titled else right_above
    return Front(title, tuple(near), tuple(parties), tuple(unknown) if is_titled else ())


def _title_row(table: Table) -> Field | None:
    """A title in a first row that is nothing but a title."""
    for row in table.rows[:2]:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and filled[0].columns == range(table.column_count) and is_form_title(filled[0].text):
            return Field(filled[0].text, filled[0].printed.pieces, "title:row")
    return None
