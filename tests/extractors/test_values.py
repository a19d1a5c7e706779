"""Values as printed: each way of printing one is its own row."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.values import read_money, read_points, read_value
from schemas.value import Value

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[Mapping[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(row: Mapping[str, str]) -> str:
    return repr(row["raw"])


def decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def stated(kind: str, text: str) -> Decimal | str | None:
    return text or None if kind in ("date", "ratio") else decimal(text)


@pytest.mark.parametrize("row", rows("values.csv"), ids=printed)
def test_value(row: Mapping[str, str]) -> None:
    """A text that holds figures or a limit but gives no value is left over as a question."""
    asked = row["kind"] == "qualitative" and re.search(r"[\d≥≤\ufffd]|分之", row["raw"])
    assert read_value(row["raw"]) == Value(
        kind=row["kind"],
        comparator=row["comparator"] or None,
        value=stated(row["kind"], row["value"]),
        value_high=stated(row["kind"], row["value_high"]),
        unit=row["unit"] or None,
        basis=row["basis"] or None,
        approx=bool(row["approx"]),
        unread=row["raw"].strip() if asked else None,
    )


@pytest.mark.parametrize("row", rows("money.csv"), ids=printed)
def test_money(row: Mapping[str, str]) -> None:
    amount, left = read_money(row["raw"], row["unit"] or None)
    assert (amount, left) == (decimal(row["yuan"]), row["left"] or None)
    assert amount is None or amount.as_tuple().exponent == -2


@pytest.mark.parametrize("row", rows("points.csv"), ids=printed)
def test_points(row: Mapping[str, str]) -> None:
    assert read_points(row["raw"]) == decimal(row["points"])


@pytest.mark.parametrize("row", rows("numbers.csv"), ids=printed)
def test_number(row: Mapping[str, str]) -> None:
    """What a date or ratio is compared and stored by."""
    value = read_value(row["raw"])
    assert (value.number, value.number_high) == (decimal(row["number"]), decimal(row["number_high"]))
