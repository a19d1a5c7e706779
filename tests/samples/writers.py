"""From HTML to PDF: WeasyPrint or Chromium, fonts cut down to the characters used, nothing of the machine inside."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from weasyprint import HTML  # type: ignore[import-untyped]

from .truetype import to_truetype

# Our names for the faces of official documents, and the free fonts that stand in for them.
FACES = {
    "Body": "Noto Serif CJK SC:regular",
    "Title": "Noto Serif CJK SC:bold",
    "Hei": "Noto Sans CJK SC:regular",
    "Kai": "AR PL UKai CN",
}
_DATE = b"D:20250601000000+00'00'"


def face_rules(folder: Path, text: str, writer: str) -> str:
    """Write each face, cut to the characters of ``text``, into a folder; return the @font-face rules that name them."""
    for name, pattern in FACES.items():
        _cut(pattern, text, folder / f"{name}.font", writer)
    return "".join(f'@font-face{{font-family:{name};src:url("{name}.font")}}' for name in FACES)


def write_pdf(page: Path, writer: str) -> bytes:
    """Print an HTML file.

    Args:
        page: The file; its fonts lie beside it.
        writer: ``weasyprint`` or ``chromium``.
    """
    return {"weasyprint": _weasyprint, "chromium": _chromium}[writer](page)


def _weasyprint(page: Path) -> bytes:
    return bytes(HTML(filename=str(page)).write_pdf())


def _chromium(page: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.pdf")
        flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", "--disable-pdf-tagging"]
        flags += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}"]
        subprocess.run(["chromium", *flags, page.as_uri()], check=True, capture_output=True, timeout=120)
        return _anonymous(made.read_bytes())


def _anonymous(pdf: bytes) -> bytes:
    """Set fixed dates and a plain creator, each as long as what it replaces, so that no offset in the file moves."""
    pdf = re.sub(rb"D:\d{14}\+00'00'", _DATE, pdf)
    return re.sub(rb"/Creator \([^\n]*\)", lambda was: b"/Creator (Chromium)".ljust(len(was[0])), pdf)


def _cut(pattern: str, text: str, target: Path, writer: str) -> None:
    """Write a font with the glyphs of ``text`` only; glyphs are numbered anew, which keeps embedded subsets small."""
    asked = ["fc-match", "--format", "%{file}\n%{index}", pattern]
    file, index = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\n")
    options = subset.Options(
        font_number=int(index), layout_features=[], drop_tables=["FFTM"], name_IDs=[1, 2, 4, 6], notdef_outline=True
    )
    font = subset.load_font(file, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    if writer == "chromium":
        to_truetype(font)
    subset.save_font(font, str(target), options)
