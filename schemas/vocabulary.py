"""Knowledge kept as data: every ``vocab/*.csv`` has a ``source`` column that says where a row was seen."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def vocabulary(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of ``vocab/{name}.csv`` in file order, keyed by the header.

    Raises:
        FileNotFoundError: There is no such vocabulary.

    Example:
        ``vocabulary("grades")[0]["word"] == "优秀"``
    """
    text = files("schemas").joinpath("vocab", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))
