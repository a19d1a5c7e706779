"""Wordings of heads and labels by split, and what forms say: ``words.toml`` and ``facts.toml`` read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
SPLITS = ("train", "held")
SPACED = 0.12  # of short wordings are printed with a space in them
BROKEN = 0.15  # of long ones with a line break


@cache
def wordings() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def facts() -> dict[str, Any]:
    read = tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))
    return read | read.pop("shared")


def folded(text: str) -> str:
    """A wording without white space, full and half width as one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


class Wording(NamedTuple):
    """Draws wordings of one split for one year: ``Wording(rng, "train", 2023).head("target")``."""

    rng: Random
    split: str
    year: int

    def plain(self, role: str, **values: object) -> str:
        """A wording as the list has it, years filled in."""
        text = self.rng.choice(wordings()[role][self.split])
        return text.format(y=self.year, p=self.year - 1, n=self.year + 1, **values)

    def head(self, role: str, **values: object) -> str:
        """A wording as a printer sets it: now and then with a space or a line break inside."""
        text = self.plain(role, **values)
        if len(text) == 2 and self.rng.random() < SPACED:
            return f"{text[0]}{' ' * self.rng.choice((1, 2))}{text[1]}"
        if len(text) > 4 and text.isalpha() and self.rng.random() < BROKEN:
            at = self.rng.randrange(2, len(text) - 1)
            return f"{text[:at]}\n{text[at:]}"
        if "（" in text[1:] and self.rng.random() < BROKEN:
            return text.replace("（", "\n（", 1)
        return text
