from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.printing import as_csv, as_json, as_table, plain

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "json_values.csv").open(encoding="utf-8")))
READ: dict[str, Callable[[str], Any]] = {
    "decimal": Decimal, "string": str, "null": lambda _: None, "bool": lambda text: text == "True", "int": int,
    "float": float, "date": date.fromisoformat, "list": str.split, "struct": lambda text: {"x": text},
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_value_as_text(case: dict[str, str]) -> None:
    value = READ[case["kind"]](case["value"])
    assert as_json(["v"], [[value]]) == f'[\n{{"v": {case["json"]}}}\n]\n'
    assert json.loads(as_json(["v"], [[value]]))[0].keys() == {"v"}
    assert plain(value) == case["table"]


def test_no_rows() -> None:
    assert as_json(["a"], []) == "[]\n"
    assert as_csv(["a", "b"], []) == "a,b\n"
    assert as_table(["a"], []).startswith("a")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.9975560903549194, "1.0"), (0.925, "0.93"), (0.0, "0.0"), (0.00042, "0.00042"), (-12.3456, "-12.35")],
)
def test_a_float_has_few_digits_in_a_table_alone(value: float, shown: str) -> None:
    assert as_table(["a"], [[value]]).split()[-1] == shown
    assert as_csv(["a"], [[value]]) == f"a\n{value!r}\n"


def test_an_exact_figure_has_all_its_digits_in_a_table() -> None:
    assert as_table(["a"], [[Decimal("0.123456")]]).split()[-1] == "0.123456"


def test_a_table_is_as_wide_as_its_text_where_there_is_no_terminal() -> None:
    long = "长" * 300
    assert long in as_table(["a", "b"], [[long, None]])


def test_markup_of_the_terminal_library_is_only_text() -> None:
    assert "[bold]x[/bold]" in as_table(["a"], [["[bold]x[/bold]"]])
