from __future__ import annotations

from pathlib import Path

from schemas.column import columns
from schemas.dictionary import data_dictionary
from schemas.registry import MARTS, TABLES

PAGE = Path(__file__).parents[2] / "docs" / "data_dictionary.md"


def test_the_page_is_what_the_dataclasses_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), (
        "python -m schemas.dictionary > docs/data_dictionary.md"
    )


def test_every_column_of_every_table_is_described() -> None:
    text = data_dictionary()
    for name, table in (TABLES | MARTS).items():
        assert f"### {name}\n" in text
        assert all(f"| {column.name} | {column.chinese} | {column.type} |" in text for column in columns(table))
