"""A user's own words: the files of the folder ``JIXIAO_VOCAB``, laid over the vocabulary as a process starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.vocabulary import Fault, Overlay, OwnFile, VocabularyError
from schemas.vocabulary.check import lay_over
from schemas.vocabulary.table import defined

FOLDER = "JIXIAO_VOCAB"
ENCODINGS = {"gb18030": "GBK", "big5": "Big5"}  # that programs of Chinese systems save in, with how they call them
MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class OwnFolder(NamedTuple):
    """The user's folder as it stands.

    Attributes:
        name: As it is named.
        overlay: The files that hold rows.
        faults: Of files that hold rows in a way that they can't be read.
        unread: Names of what else lies there.
    """

    name: str
    overlay: Overlay = ()
    faults: tuple[Fault, ...] = ()
    unread: tuple[str, ...] = ()


def lay_own_words() -> None:
    """Lay the user's words over ours, where there are any; to be called before a word is read.

    Raises:
        NotADirectoryError: There is no such folder.
        VocabularyError: One of its rows can't be used.
    """
    lay_over(own_words())


def own_words() -> Overlay:
    """The user's files as they stand; none where no folder is named.

    Raises:
        NotADirectoryError: There is no such folder.
        VocabularyError: A file that is called like a table is no CSV in UTF-8.

    Example:
        With ``JIXIAO_VOCAB=own`` and a file ``own/labels.csv``, ``own_words()[0].table == "labels"``.
    """
    folder = own_folder()
    if folder and folder.faults:
        raise VocabularyError(folder.faults)
    return folder.overlay if folder else ()


def own_folder() -> OwnFolder | None:
    """The folder that ``JIXIAO_VOCAB`` names; None where it names none.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    name = os.environ.get(FOLDER)
    if not name:
        return None
    folder = Path(name)
    if not folder.is_dir():
        cause = f"is no folder, but {FOLDER} names it" if folder.exists() else f"no such folder, named by {FOLDER}"
        raise NotADirectoryError(20, cause, name)
    found = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    tables = [path for path in found if _is_table(path)]
    contents = {path: path.read_bytes() for path in tables}
    faults = [fault for path, content in contents.items() for fault in _file_faults(path, content)]
    faults += [_no_csv(path) for path in found if path not in tables and path.stem.lower() in defined()]
    wrong = {fault.file for fault in faults}
    read = [OwnFile(path.stem, str(path), contents[path].decode("utf-8")) for path in tables if str(path) not in wrong]
    unread = tuple(path.name for path in found if path not in tables and str(path) not in wrong)
    return OwnFolder(name, tuple(read), tuple(faults), unread)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".csv" and path.is_file()


def _no_csv(path: Path) -> Fault:
    return Fault(str(path), 1, f"not read, as it is no CSV file; save it as {path.stem.lower()}.csv in CSV UTF-8")


def _file_faults(path: Path, content: bytes) -> Iterator[Fault]:
    """The fault of a file that is no text in UTF-8; what it may be in is said, as the remedy depends on it."""
    try:
        is_text = "\0" not in content.decode("utf-8")
        line = 1
    except UnicodeDecodeError as error:
        is_text, line = False, content.count(b"\n", 0, error.start) + 1
    if not is_text:
        yield Fault(str(path), line, f"not in UTF-8{_encoding(content)}; save it as CSV UTF-8")


def _encoding(content: bytes) -> str:
    if content.startswith(MARKS_OF_UTF_16) or b"\0" in content:
        return " but probably in UTF-16 (Unicode text)"
    for encoding, name in ENCODINGS.items():
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f" but probably in {name}"
    return ""
