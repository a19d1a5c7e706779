"""Examples of docstrings hold: those that are an expression are evaluated in their module."""

from __future__ import annotations

import ast
import builtins
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extractors import read_value

ROOT = Path(__file__).parents[1]
EXAMPLES = re.compile(r"\bExamples?:(.*?)(?=\n\s*\n|\Z)", re.DOTALL)
CODE = re.compile(r"``(.+?)``", re.DOTALL)
PUBLIC = {"Decimal": Decimal, "read_value": read_value}  # what any reader of an example knows
OF_A_LAKE = {
    "pipelines.cli",
    "pipelines.marts",
    "pipelines.own_words",
}  # their examples tell of files that are not here
LEAST = {"schemas": 8, "extractors": 95, "pipelines": 6}  # so that the test can't go empty
PARTS = {name: sorted(path for path in (ROOT / name).rglob("*.py")) for name in LEAST}


class Example(NamedTuple):
    """An expression that a docstring gives, and the module it is given in."""

    package: str
    module: str
    text: str


def examples() -> Iterator[Example]:
    for package, paths in PARTS.items():
        for path in paths:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield from (
                Example(package, module, text) for text in _texts(path) if module not in OF_A_LAKE and _is_claim(text)
            )


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            for section in EXAMPLES.findall(ast.get_docstring(node) or ""):
                yield from (" ".join(text.split("\n")) for text in CODE.findall(section))


def _is_claim(text: str) -> bool:
    """Whether a text is an expression that is true or false: a comparison, ``not``, ``and``, or a question ``is_…``."""
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return False
    is_question = isinstance(body, ast.Call) and re.match(r"(?:is|holds|says|has)_", ast.unparse(body.func))
    return isinstance(body, ast.Compare | ast.BoolOp | ast.UnaryOp) or bool(is_question)


def _known(example: Example) -> dict[str, Any] | None:
    """The names of the module, where they are all that the example needs."""
    names = {**vars(builtins), **PUBLIC, **vars(importlib.import_module(example.module))}
    tree = list(ast.walk(ast.parse(example.text.strip(), mode="eval")))
    bound = {node.id for node in tree if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    used = {node.id for node in tree if isinstance(node, ast.Name)} - bound
    return names if used <= names.keys() else None


EVALUATED = [(example, names) for example in dict.fromkeys(examples()) if (names := _known(example)) is not None]


@pytest.mark.parametrize(("example", "names"), EVALUATED, ids=[f"{e.module}: {e.text}" for e, _ in EVALUATED])
def test_an_example_holds(example: Example, names: dict[str, Any]) -> None:
    assert eval(example.text.strip(), dict(names)), example.text


def test_there_are_examples_in_every_package() -> None:
    found = Counter(example.package for example, _ in EVALUATED)
    assert {name: found[name] for name, least in LEAST.items() if found[name] < least} == {}
