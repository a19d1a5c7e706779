"""Extraction is pure: the same bytes give the same records, nothing else is read, and no damage makes it raise."""

from __future__ import annotations

import builtins
import os
import random
import socket
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from extractors import extract, extractor_version
from extractors.provenance.evidence import proof, record_id
from schemas.drafts import Field, RecordPlace
from schemas.extraction import Extraction
from schemas.page import Box, Piece
from schemas.registry import LETTERS
from schemas.tables import REASONS
from tests.extractions import extracted
from tests.pdf_builder import Words, draw
from tests.pdf_grid import Grid

SAMPLES = sorted((Path(__file__).parents[2] / "raw").rglob("*.pdf"))
TABLES = ("evaluations", "indicators", "amounts", "goals", "sections", "claims", "findings", "evidence")
FORM = draw(
    [
        "# 项目支出绩效自评表（2023年度）",
        Grid("项目名称|经济普查|<|<\n项目资金（万元）||全年预算数|全年执行数\n^|年度资金总额|120.50|117.25"),
        Grid("一级指标|三级指标|指标值|完成值|分值|得分\n产出指标|普查小区|≥40个|42个|50|50\n^|差错率|≤5‰|3‰|50|49"),
    ]
)
MUTATIONS = 60


@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_same_bytes_give_the_same_records(path: Path) -> None:
    assert extract(path.read_bytes(), path.name) == extracted(path)


def test_name_is_kept_and_not_read() -> None:
    one, other = extract(FORM, "2019年示例局.pdf"), extract(FORM, "x")
    assert one.report is not None
    assert (one.report.file_name, one.report.fiscal_year) == ("2019年示例局.pdf", 2023)
    assert all(getattr(one, table) == getattr(other, table) for table in TABLES)


def test_nothing_outside_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vocabularies are read once; from then on there is no disk, clock, network, environment or chance."""
    before = extract(FORM, "report.pdf")
    text = SAMPLES[0].read_bytes()
    extract(text, "report.pdf")
    touched: list[str] = []
    for module, name in OUTSIDE:
        monkeypatch.setattr(module, name, _guard(f"{name}", touched))
    monkeypatch.setattr(os, "environ", _Environment(touched))
    after, again = extract(FORM, "report.pdf"), extract(text, "report.pdf")
    monkeypatch.undo()
    assert touched == []
    assert after == before
    assert again.indicators


OUTSIDE: list[tuple[Any, str]] = [
    (builtins, "open"),
    (os, "open"),
    (os, "getenv"),
    (os, "urandom"),
    (socket, "socket"),
    (time, "time"),
    (time, "localtime"),
    (random, "random"),
    (random, "randint"),
    (Path, "read_text"),
    (Path, "read_bytes"),
]


def _guard(name: str, touched: list[str]) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> Any:
        touched.append(name)
        raise AssertionError(name)

    return refuse


class _Environment(dict[str, str]):
    """An environment that tells who looks into it."""

    def __init__(self, touched: list[str]) -> None:
        super().__init__()
        self.touched = touched

    def __getitem__(self, key: str) -> str:
        self.touched.append(key)
        raise KeyError(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.touched.append(key)
        return default


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_ids_follow_the_reading_order(path: Path) -> None:
    found = extracted(path)
    assert found.report is not None
    assert found.report.report_id == found.report.sha256[:16]
    assert found.report.extractor_version == extractor_version()
    evaluation_ids = [one.evaluation_id for one in found.evaluations]
    assert evaluation_ids == [f"{found.report.report_id}-{n:03d}" for n in range(1, len(evaluation_ids) + 1)]
    for table, letter in LETTERS.items():
        for evaluation_id in evaluation_ids:
            records = [record for record in getattr(found, table) if record.evaluation_id == evaluation_id]
            wanted = [f"{evaluation_id}-{letter}{n:04d}" for n in range(1, len(records) + 1)]
            assert [record.record_id for record in records] == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_confidence_is_the_lowest_of_the_fields(path: Path) -> None:
    found = extracted(path)
    for record in (*found.indicators, *found.goals):
        proofs = [item.confidence for item in found.evidence if item.record_id == record.record_id]
        assert record.confidence == min(proofs)


def test_records_are_numbered_and_proven() -> None:
    keys = {
        "report_id": "9f2c", "evaluation_id": "9f2c-001", "region_code": None, "department_id": None,
        "department": None, "fiscal_year": 2023,
    }  # fmt: skip
    places = [RecordPlace("indicators", 0), RecordPlace("indicators", 1), RecordPlace("amounts", 0)]
    numbers = ["9f2c-001-i0001", "9f2c-001-i0002", "9f2c-001-m0001"]
    assert [record_id("9f2c-001", place) for place in places] == numbers
    assert record_id("9f2c-001", RecordPlace("evaluations", 0)) == "9f2c-001"
    pieces = (Piece(3, Box(1, 2, 3, 4), "≥98500", "text", 1.0), Piece(4, Box(1, 2, 3, 4), "人次", "ocr", 0.8))
    target = Field("≥98500人次", pieces, "indicator:target")
    proven = proof(keys, "9f2c-001-i0001", {"target_raw": target, "actual_raw": None})
    assert proven.confidence == 0.8
    told = [(item.field, item.part, item.page, item.text_raw, item.source, item.rule) for item in proven.evidence]
    assert told == [
        ("target_raw", 0, 3, "≥98500", "text", "indicator:target"),
        ("target_raw", 1, 4, "人次", "ocr", "indicator:target"),
    ]
    assert proof(keys, "9f2c-001-i0002", {"target_raw": None}) == ((), 1.0)


def test_glyph_of_monstrous_size_costs_no_time() -> None:
    """A damaged matrix may make a character as large as a country."""
    pdf = draw(["绩效自评", Grid("三级指标|指标值|完成值\n普查小区|≥40个|42个"), Words("甲", 100, 100, 1e9)])
    start = time.process_time()
    assert [row.level3 for row in extract(pdf, "report.pdf").indicators] == ["普查小区"]
    assert time.process_time() - start < 1


def damaged(seed: int) -> bytes:
    """The form with bytes changed, cut out, doubled or cut off, the same for the same seed."""
    chance = random.Random(seed)
    pdf = bytearray(FORM)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(pdf)), chance.randint(1, 40)
        kind = chance.randrange(5)
        if kind == 0:
            pdf[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del pdf[at : at + length]
        elif kind == 2:
            pdf[at:at] = pdf[at : at + length]
        elif kind == 3:
            pdf[at : at + 1] = str(chance.choice([-1, 0, 10**9, 2**31])).encode()
        else:
            del pdf[max(at, len(pdf) // 2) :]
    return bytes(pdf)


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_no_damage_raises(seed: int) -> None:
    found = extract(damaged(seed), "report.pdf")
    assert (found.report is None) != (found.quarantine is None)
    if found.quarantine is not None:
        assert found.quarantine.reason in REASONS
        assert all(not getattr(found, field.name) for field in fields(Extraction) if field.name != "quarantine")
