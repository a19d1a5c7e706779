"""Values that stand in form fields and notes on a page instead of in the page itself."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

WRITTEN = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})


def filled_in(document: Any, index: int) -> Any:
    """The page at an index with its shown fields, notes and stamps made part of it; the open document changes.

    Raises:
        pypdfium2.PdfiumError: The page is damaged.
    """
    page = document[index]
    if not _has_writing(page.raw):
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _has_writing(page: Any) -> bool:
    return any(_kind(page, at) in WRITTEN for at in range(pdfium.FPDFPage_GetAnnotCount(page)))


def _kind(page: Any, at: int) -> int:
    note = pdfium.FPDFPage_GetAnnot(page, at)
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    pdfium.FPDFPage_CloseAnnot(note)
    return int(kind)
