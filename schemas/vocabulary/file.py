"""One vocabulary file as rows and the lines they stand on, or the faults that keep it from being so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple

from schemas.vocabulary.table import Row, VocabularyColumn, columns, table_of

DELIMITERS = (",", ";", "\t")


class Fault(NamedTuple):
    """What is wrong with one line of a file, for the one who wrote it."""

    file: str
    line: int
    cause: str

    def __str__(self) -> str:
        """The fault in one line. Example: ``labels.csv:12: pattern is empty``."""
        return f"{self.file}:{self.line}: {self.cause}"


class VocabularyError(ValueError):
    """A vocabulary that can't be used.

    Attributes:
        faults: What is wrong, one for each line at least; the message is the first of them.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """See the attributes."""
        super().__init__(str(faults[0]))
        self.faults = tuple(faults)


class FileLine(NamedTuple, Generic[Row]):
    """A row and where it stands."""

    file: str
    number: int
    row: Row


def read_file(row: type[Row], text: str, file: str) -> list[FileLine[Row]]:
    """Read a file of a table.

    Args:
        row: The class of the table's rows.
        text: What the file holds.
        file: How faults name it.

    Raises:
        VocabularyError: Lines that are no rows, and rows with the key of another.

    Example:
        ``read_file(GradeWord, "word,grade,source\\n优,优秀,财预〔2020〕10号\\n", "grades.csv")[0].row.grade == "优秀"``
    """
    faults: list[Fault] = []
    lines: list[FileLine[Row]] = []
    for number, cells in _records(row, text, file):
        try:
            lines.append(FileLine(file, number, row(**_values(columns(row), cells))))
        except ValueError as error:
            faults.append(Fault(file, number, str(error)))
    faults += _repeated(lines)
    if faults:
        raise VocabularyError(sorted(faults, key=lambda fault: fault.line))
    return lines


def key_of(row: object) -> tuple[str, ...]:
    """What no other row of the table has. Example: ``("优",)`` of a grade."""
    return cells_of(row, table_of(type(row)).key)


def worded(row: object) -> tuple[str, ...]:
    """What has one meaning in a user's folder. Example: ``("应达数",)`` of a column's head, whatever its role."""
    return cells_of(row, table_of(type(row)).one_meaning)


def cells_of(row: object, names: Sequence[str]) -> tuple[str, ...]:
    """Some cells of a row, as they are written. Example: ``cells_of(grade, ["word", "grade"]) == ("优", "优秀")``."""
    values = (getattr(row, name) for name in names)
    return tuple(str(getattr(value, "pattern", value)) for value in values)


class _Misfit(NamedTuple):
    """A line that has another number of fields than the head."""

    fields: int
    wanted: int


def _records(row: type, text: str, file: str) -> Iterator[tuple[int, Mapping[str, str] | _Misfit]]:
    """Lines below the head, by its names; empty columns and lines at the end, as Excel leaves them, count for none."""
    plain = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(plain, newline=""), strict=True, delimiter=_delimiter(plain))
    try:
        head = _without_blanks(next(reader, []), 0)
        _check_head(row, head, file)
        for read in reader:
            cells = _without_blanks(read, len(head))
            if any(cells):
                fitting = len(cells) == len(head)
                yield (
                    reader.line_num,
                    dict(zip(head, cells, strict=True)) if fitting else _Misfit(len(cells), len(head)),
                )
    except csv.Error as error:
        raise VocabularyError([Fault(file, reader.line_num, str(error))]) from None


def _delimiter(text: str) -> str:
    """What parts the names of the head: a comma, or what spreadsheet programs of some countries write instead."""
    head = text.partition("\n")[0]
    return next((sign for sign in DELIMITERS if sign in head), DELIMITERS[0])


def _without_blanks(cells: Sequence[str], least: int) -> list[str]:
    """The cells without white space at their ends, and without the empty ones behind the first ``least``."""
    kept = [cell.strip() for cell in cells]
    while len(kept) > least and not kept[-1]:
        kept.pop()
    return kept


def _check_head(row: type, head: Sequence[str], file: str) -> None:
    known = [column.name for column in columns(row)]
    missing = [column.name for column in columns(row) if column.name not in head and not column.optional]
    wrong = [f"no column {name!r}" for name in missing]
    wrong += [f"unknown column {name!r}: the columns are {', '.join(known)}" for name in head if name not in known]
    wrong += [f"the column {name!r} twice" for name in dict.fromkeys(head) if head.count(name) > 1]
    if wrong:
        raise VocabularyError([Fault(file, 1, cause) for cause in wrong])


def _values(fields: Sequence[VocabularyColumn], cells: Mapping[str, str] | _Misfit) -> dict[str, object]:
    """The cells that are not empty as what they stand for; the others are left to the defaults."""
    if isinstance(cells, _Misfit):
        raise ValueError(f"{cells.fields} fields where the head has {cells.wanted}; {_misfit_cause(cells)}")
    values: dict[str, object] = {}
    for column in fields:
        cell = cells.get(column.name, "")
        if cell:
            values[column.name] = _value(column, cell)
        elif not column.optional:
            raise ValueError(f"{column.name} is empty")
    return values


def _misfit_cause(line: _Misfit) -> str:
    if line.fields > line.wanted:
        return 'is a comma not in quotes? write "a, b"'
    return "is a comma missing, or a Chinese one (，) where , belongs?"


def _value(column: VocabularyColumn, cell: str) -> object:
    try:
        return column.read(cell)
    except ValueError as error:
        raise ValueError(f"{column.name}: {error}") from None


def _repeated(lines: Sequence[FileLine[Row]]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = key_of(line.row)
        if key in seen:
            yield Fault(line.file, line.number, f"{' '.join(key)!r} stands in line {seen[key]} already")
        seen.setdefault(key, line.number)
