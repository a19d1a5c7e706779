"""The version of the rules: a report read by the same code with the same words is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from schemas.vocabulary import digest

PACKAGES = ("schemas", "extractors")
SHOWN = 8  # hexadecimal digits: two sets of rules in four billion have the same


def extractor_version() -> str:
    """The version of the package, and a digest of the code and the vocabulary that records follow from.

    The same on any machine; a user's own words that lie over ours are part of it.

    Example:
        ``0.4.0+3f9c2a1b``
    """
    rules = hashlib.sha256(f"{_code()} {digest()}".encode()).hexdigest()
    return f"{_package()}+{rules[:SHOWN]}"


@cache
def _package() -> str:
    return version("jixiao")


@cache
def _code() -> str:
    """A digest of every module of what is extracted and how, whatever the line ends of its file."""
    sources = sorted(source for package in PACKAGES for source in _sources(files(package), package))
    return hashlib.sha256(repr(sources).encode()).hexdigest()


def _sources(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        name = f"{place}/{item.name}"
        if item.is_dir():
            yield from _sources(item, name)
        elif item.name.endswith(".py"):
            yield name, item.read_bytes().replace(b"\r\n", b"\n")
