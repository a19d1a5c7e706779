"""Step ``intake``: bytes into an open report, or the reason they are none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MAX_BYTES = 300 * 1024 * 1024
MAX_PAGES = 3000
MARK_WITHIN = 1024  # bytes: ISO 32000-1 annex H.3 lets the mark %PDF- stand anywhere in them


class Rejection(NamedTuple):
    """Why a file is set aside: one of the contract's reasons, and what was found."""

    sha256: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A readable report: its identity and the open pdfium document."""

    sha256: str
    file_name: str
    document: Any

    @property
    def report_id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the file's bytes."""
        return self.sha256[:16]


def open_report(pdf_bytes: bytes, file_name: str) -> OpenReport | Rejection:
    """Check that the bytes are a readable PDF within limits, and open them.

    Returns:
        The open report, or a rejection: ``empty``, ``too_large``, ``not_a_pdf``, ``encrypted`` or ``damaged``.

    Example:
        ``open_report(b"", "x.pdf").reason == "empty"``
    """
    sha256 = hashlib.sha256(pdf_bytes).hexdigest()
    if not pdf_bytes:
        return Rejection(sha256, "empty", "文件为空（0 字节）")
    if len(pdf_bytes) > MAX_BYTES:
        return Rejection(sha256, "too_large", f"文件 {len(pdf_bytes)} 字节，超过上限 {MAX_BYTES} 字节")
    if b"%PDF-" not in pdf_bytes[:MARK_WITHIN]:
        return Rejection(sha256, "not_a_pdf", "文件开头没有 PDF 标记 %PDF-")
    try:
        document = pypdfium2.PdfDocument(pdf_bytes)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        reason, detail = ("encrypted", "打开文件需要密码") if is_locked else ("damaged", f"PDF 结构损坏：{error}")
        return Rejection(sha256, reason, detail)
    if not 0 < len(document) <= MAX_PAGES:
        reason = "too_large" if len(document) else "damaged"
        return Rejection(sha256, reason, f"文件有 {len(document)} 页")
    return OpenReport(sha256, file_name, document)
