"""Layers (optional content, ISO 32000-1 8.11) that a viewer does not show when it opens the file."""

from __future__ import annotations

import ctypes
import io
from functools import cached_property
from typing import Any

import pypdfium2.raw as pdfium
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, list_value, resolve1

NAME_BYTES = 512
OPTIONAL = "OC\0".encode("utf-16-le")


class Layers:
    """The layers of one document; its catalog is read only when an object belongs to a layer."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def is_off(self, item: Any) -> bool:
        """Whether a page object is marked as content of a layer that is switched off."""
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = pdfium.FPDFPageObj_GetMark(item, index)
            if _name(mark) == OPTIONAL and _layer(mark) in self._off:
                return True
        return False

    @cached_property
    def _off(self) -> frozenset[bytes]:
        """Names of the layers that are off, as the file writes them."""
        copy = io.BytesIO()
        self._document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        layers = dict_value(PDFDocument(PDFParser(copy)).catalog.get("OCProperties", {}))
        start = dict_value(layers.get("D", {}))

        def names(groups: Any) -> set[bytes]:
            return {bytes(resolve1(dict_value(group).get("Name", b""))) for group in list_value(groups or [])}

        is_base_off = getattr(resolve1(start.get("BaseState")), "name", "") == "OFF"
        off = names(layers.get("OCGs")) - names(start.get("ON")) if is_base_off else set()
        return frozenset(off | names(start.get("OFF")))


def _name(mark: Any) -> bytes:
    buffer, size = (pdfium.FPDF_WCHAR * len(OPTIONAL))(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
    return bytes(buffer)[: size.value]


def _layer(mark: Any) -> bytes:
    buffer, size = (ctypes.c_ubyte * NAME_BYTES)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"Name", buffer, NAME_BYTES, size)
    return bytes(buffer)[: size.value]
