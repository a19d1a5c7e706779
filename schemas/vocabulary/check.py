"""Whether a vocabulary is sound: what loading a file can't tell, because it takes other rows or other tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol, runtime_checkable

from schemas.vocabulary import forms, identity, indicators, prose, rows, text, values
from schemas.vocabulary.file import Fault, FileLine, VocabularyError, read_file, worded
from schemas.vocabulary.overlay import FOLDER, Overlay, lines, our_files, our_lines, put_over
from schemas.vocabulary.overriding import meaning
from schemas.vocabulary.table import defined, table_of

THEMES = (forms, identity, indicators, prose, rows, text, values)  # importing them defines their tables
UNSAID = "form family"


@runtime_checkable
class ReadingRow(Protocol):
    """A row that reads texts, and shows one."""

    @property
    def example(self) -> str:
        """A text the row reads."""

    def reads(self, text: str) -> bool:
        """Whether the row reads a text."""


def lay_over(overlay: Overlay) -> None:
    """Lay a user's files over our vocabulary in this process, before any of it is read.

    Raises:
        VocabularyError: A file or one of its rows can't be used; nothing is laid over.
        RuntimeError: Words were read already.

    Example:
        ``lay_over((OwnFile("grades", "own/grades.csv", "word,grade,source\\n甲等,优秀,our county's form\\n"),))``
    """
    if faults := find_own_faults(overlay):
        raise VocabularyError(faults)
    put_over(overlay)


def find_faults() -> list[Fault]:
    """What is wrong with our own vocabulary; nothing, where the tests pass."""
    strange = [
        Fault(f"{FOLDER}/{name}", 1, "no such table")
        for name in our_files()
        if name.removesuffix(".csv") not in defined()
    ]
    return strange + [fault for row in defined().values() for fault in _table_faults(row)]


def find_own_faults(overlay: Overlay) -> list[Fault]:
    """What is wrong with a user's files."""
    return [fault for file in overlay for fault in _file_faults(file.table, file.place, overlay)]


def _table_faults(row: type) -> list[Fault]:
    try:
        return list(_row_faults(our_lines(row), ()))
    except VocabularyError as error:
        return list(error.faults)


def _file_faults(name: str, place: str, overlay: Overlay) -> list[Fault]:
    if name not in defined():
        return [Fault(place, 1, f"no table is called {name}; the tables are {', '.join(sorted(defined()))}")]
    row = defined()[name]
    try:
        own = [line for file in overlay if file.place == place for line in read_file(row, file.text, place)]
        return list(_row_faults(own, overlay))
    except VocabularyError as error:
        return [fault for fault in error.faults if fault.file == place]


def _row_faults(found: Sequence[FileLine[Any]], overlay: Overlay) -> Iterator[Fault]:
    """Faults of rows that are each well formed, in the order of the file."""
    hidden = dict(_hidden(found))
    contradicted = dict(_contradicted(found)) if overlay else {}
    for line in found:
        causes = [*_source_causes(line.row), *_example_causes(line.row), *_reference_causes(line.row, overlay)]
        causes += _label_causes(line.row) if overlay else ()
        causes += [contradicted[line.number]] if line.number in contradicted else []
        causes += [hidden[line.number]] if line.number in hidden and not causes else []
        yield from (Fault(line.file, line.number, cause) for cause in causes)


def _source_causes(row: Any) -> Iterator[str]:
    if row.source.startswith(UNSAID):
        yield f"source: {UNSAID!r} does not say where the wording was seen"


def _example_causes(row: Any) -> Iterator[str]:
    if isinstance(row, ReadingRow) and not row.reads(row.example):
        becomes = f" as {row.becomes!r}" if hasattr(row, "becomes") else ""
        yield f"the row does not read its own example {row.example!r}{becomes}"


def _reference_causes(row: Any, overlay: Overlay) -> Iterator[str]:
    for reference in table_of(type(row)).references:
        cell = getattr(row, reference.column)
        if cell not in _cells(reference.table, reference.other, overlay):
            yield f"{reference.column}: {cell!r} is no {reference.other} of {reference.table}.csv"


def _label_causes(row: Any) -> Iterator[str]:
    """A user's label of a role that nothing looks for where it stands."""
    if isinstance(row, forms.Label):
        known = _roles_of_labels()[row.context]
        if row.role not in known:
            yield f"role: no {row.context} label is {row.role}; such labels are {', '.join(sorted(known))}"


@cache
def _roles_of_labels() -> dict[str, set[str]]:
    """The roles that our labels have in each context."""
    found: dict[str, set[str]] = {context: set() for context in forms.LabelContext}
    for line in our_lines(forms.Label):
        found[line.row.context].add(line.row.role)
    return found


def _contradicted(found: Iterable[FileLine[Any]]) -> Iterator[tuple[int, str]]:
    """A user's rows that say another thing of the wording of an earlier one; by the number of their line."""
    first: dict[tuple[str, ...], FileLine[Any]] = {}
    for line in found:
        earlier = first.setdefault(worded(line.row), line)
        if earlier is not line:
            said = f"{' '.join(worded(line.row))!r} is {meaning(earlier.row)} in line {earlier.number} already"
            yield line.number, f"{said}, and {meaning(line.row)} here; a wording of your own has one meaning"


@cache
def _cells(name: str, column: str, overlay: Overlay) -> set[Any]:
    return {getattr(line.row, column) for line in lines(defined()[name], overlay)}


def _hidden(found: Iterable[FileLine[Any]]) -> Iterator[tuple[int, str]]:
    """Rows that nothing reaches, as an earlier row reads their example; by the number of their line."""
    tried: dict[tuple[Any, ...], list[FileLine[Any]]] = {}
    for line in found:
        within = table_of(type(line.row)).first_within
        if within is None:
            return
        earlier = tried.setdefault(tuple(getattr(line.row, name) for name in within), [])
        hiding = next((other for other in earlier if other.row.reads(line.row.example)), None)
        if hiding:
            yield line.number, f"never reached: line {hiding.number} reads its example {line.row.example!r} first"
        earlier.append(line)
