"""A user's own words: the files of the folder ``JIXIAO_VOCAB``, laid over the vocabulary as a process starts."""

from __future__ import annotations

import os
from pathlib import Path

from schemas.vocabulary import Fault, Overlay, OwnFile, VocabularyError
from schemas.vocabulary.check import find_faults, find_own_faults, lay_over

FOLDER = "JIXIAO_VOCAB"


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
        VocabularyError: A file is no text in UTF-8.

    Example:
        With ``JIXIAO_VOCAB=own`` and a file ``own/labels.csv``, ``own_words()[0].table == "labels"``.
    """
    name = os.environ.get(FOLDER)
    if not name:
        return ()
    folder = Path(name)
    if not folder.is_dir():
        raise NotADirectoryError(20, f"no such folder, named by {FOLDER}", name)
    tables = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    return tuple(OwnFile(path.stem, str(path), _text(path)) for path in tables)


def find_all_faults() -> list[Fault]:
    """What is wrong with our vocabulary and the user's.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    try:
        own = find_own_faults(own_words())
    except VocabularyError as error:
        own = list(error.faults)
    return find_faults() + own


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise VocabularyError([Fault(str(path), line, "not in UTF-8; save it as CSV UTF-8")]) from None
