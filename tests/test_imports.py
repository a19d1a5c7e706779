"""Packages import one way, and the extractors can do nothing but compute."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "schemas": {"schemas"},
    "extractors": {"schemas", "extractors"},
    "pipelines": {"schemas", "extractors", "pipelines"},
}
IMPURE = {
    "asyncio", "glob", "http", "locale", "multiprocessing", "os", "pathlib", "platform", "random",
    "requests", "secrets", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "now", "today", "write_text", "write_bytes", "getenv"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_one_way(package: str) -> None:
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[package] | {"tests"}
    wrong = [
        f"{path}: {name}" for path in modules(package) for name in imported(path) if name.split(".")[0] in forbidden
    ]
    assert wrong == []


def test_extractors_import_nothing_that_reaches_outside() -> None:
    wrong = [
        f"{path}: {name}" for path in modules("extractors") for name in imported(path) if name.split(".")[0] in IMPURE
    ]
    assert wrong == []


def test_extractors_call_nothing_that_reaches_outside() -> None:
    assert [f"{path}: {name}" for path in modules("extractors") for name in calls(path) if name in IMPURE_CALLS] == []


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_no_module_defers_its_annotations_where_dagster_reads_them() -> None:
    for path in modules("pipelines"):
        text = path.read_text(encoding="utf-8")
        if any(name.split(".")[0] == "dagster" for name in imported(path)):
            assert "from __future__ import annotations" not in text, path


def test_a_class_name_stands_for_one_thing() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for package in MAY_IMPORT for path in modules(package)]
    found = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert len(found) > 100
    assert [name for name, times in found.items() if times > 1] == []
