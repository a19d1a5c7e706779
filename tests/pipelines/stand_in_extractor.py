"""An extractor that makes the same few records of any bytes and does to its process what the file's name says."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from schemas.extraction import Extraction
from schemas.tables import Amount, Evaluation, Evidence, Finding, Indicator, Quarantine, Report

VERSION = "stand-in-1"


def extractor_version() -> str:
    """The version that tests give it."""
    return VERSION


class PictureReader(NamedTuple):
    """What the real one is made of; it reads nothing."""

    sheets: object
    threads: int
    watch: Callable[[int, int], None]


def extract(pdf_bytes: bytes, file_name: str, reader: PictureReader) -> Extraction:
    """One evaluation with two indicators; a byte text of digits is the fiscal year."""
    misbehave(file_name)
    sha256 = hashlib.sha256(pdf_bytes).hexdigest()
    if not pdf_bytes:
        return Extraction(quarantine=Quarantine(sha256=sha256, file_name=file_name, reason="empty", detail=None))
    if file_name == "bad record.pdf":
        return Extraction(quarantine=Quarantine(sha256=sha256, file_name=file_name, reason="no such reason"))
    year = int(pdf_bytes[:4]) if pdf_bytes[:4].isdigit() and file_name != "no year.pdf" else None
    keys = {"report_id": sha256[:16], "evaluation_id": f"{sha256[:16]}-001", "fiscal_year": year, "page": 1}
    return _extraction(sha256, file_name, keys | {"confidence": 1.0})


def _extraction(sha256: str, file_name: str, keys: dict[str, Any]) -> Extraction:
    prefix = keys["evaluation_id"]
    read = (("i0001", "level3"), ("i0002", "level3"), ("m0001", "amount_raw"))
    return Extraction(
        report=Report(
            report_id=sha256[:16], sha256=sha256, file_name=file_name, fiscal_year=keys["fiscal_year"], page_count=1,
            ocr_page_count=0, extractor_version=VERSION, confidence=1.0,
        ),
        evaluations=(Evaluation(**keys, seq=1, kind="project", subject="示例项目", page_last=1),),
        indicators=tuple(
            Indicator(**keys, record_id=f"{prefix}-i{n:04d}", seq=n, level3=f"指标{n}", target_value=Decimal(n))
            for n in (1, 2)
        ),
        amounts=(
            Amount(**keys, record_id=f"{prefix}-m0001", seq=1, amount_raw="1.50", is_total=True, origin="table"),
        ),
        evidence=tuple(
            Evidence(
                **keys, record_id=f"{prefix}-{record}", field=field, part=0, x0=72.0, top=72.0, x1=144.0, bottom=90.0,
                text_raw="示例", source="text", rule="header:level3",
            )
            for record, field in read
        ),
        findings=(
            Finding(**keys, record_id=f"{prefix}-f0001", rule="value_unread", severity="note", message="请核对。"),
        ),
    )  # fmt: skip


def misbehave(file_name: str) -> None:
    """Do to this process what the name says."""
    if "hang" in file_name:
        time.sleep(600)
    if "segfault" in file_name:
        ctypes.string_at(0)
    if "killed" in file_name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "exit" in file_name:
        os._exit(7)
    if "raise" in file_name:
        raise RuntimeError("not read")
    if "recursion" in file_name:
        misbehave(file_name)
    if "memory" in file_name:
        raise MemoryError
    if "bomb" in file_name:
        blocks = []
        while True:
            blocks.append(bytearray(64 << 20))
            time.sleep(0.02)
