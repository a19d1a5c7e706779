"""Files printed from HTML through Chromium, where it is installed: the same items, laid out by a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from itertools import pairwise
from pathlib import Path

from tests.drawn.model import Break, Cell, Grid, Item, Look, Text

BORDERS = {"dotted": "dotted", "double": "double"}
BARE = {
    "hrules": "border-left:0;border-right:0",
    "none": "border:0",
    "threeline": "border:0",
    "no uprights": "border-left:0;border-right:0",
}
DATE = b"D:20250601000000+00'00'"


def write(items: list[Item], look: Look) -> bytes:
    """The PDF of a file's items, as Chromium prints them.

    Raises:
        FileNotFoundError: Chromium is not on the PATH.
    """
    program = shutil.which("chromium")
    if program is None:
        raise FileNotFoundError("chromium is not on the PATH: choose the writer canvas")
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder, "page.html"), Path(folder, "made.pdf")
        page.write_text(html(items, look), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", "--disable-pdf-tagging"]
        flags += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}"]
        subprocess.run([program, *flags, page.as_uri()], check=True, capture_output=True, timeout=120)
        return re.sub(rb"D:\d{14}\+00'00'", DATE, made.read_bytes())


def html(items: list[Item], look: Look) -> str:
    """The whole page: style, then every item in order."""
    shown = items[1:] if isinstance(items[0], Break) else items
    body = "".join(_item(item, look) for item in shown)
    return f"<!doctype html><meta charset=utf-8><style>{_style(look)}</style>{body}"


def _style(look: Look) -> str:
    width, height = look.paper
    line = f"{look.line * (3 if look.rules == 'double' else 1)}pt {BORDERS.get(look.rules, 'solid')} #000"
    zebra = "tr:nth-child(odd){background:#eee}" if look.shade == "zebra" else ""
    heads = "th{background:#ddd}" if look.shade in ("header", "labels") else ""
    whole = (
        f"table{{border:{look.line * 3}pt solid #000}}"
        if look.rules in ("outer thick", "threeline", "no uprights")
        else ""
    )
    sides = "table{border-left:0;border-right:0}" if look.rules == "threeline" else ""
    return (
        f"@page{{size:{width}pt {height}pt;margin:{look.margin}pt}}body{{margin:0;font:10.5pt serif}}p{{margin:.3em 0}}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed;"
        f"font-size:{look.size}pt;line-height:{look.leading}}}"
        f"td,th{{border:{line};{BARE.get(look.rules, '')};padding:{look.padding}pt 3pt;font-weight:normal;"
        f"vertical-align:{look.valign};overflow-wrap:anywhere}}{zebra}{heads}{whole}{sides}"
        f"tr{{break-inside:{'auto' if look.splits_rows else 'avoid'}}}"
        ".spread{display:flex;justify-content:space-between}"
    )


def _item(item: Item, look: Look) -> str:
    if isinstance(item, Break):
        return '<div style="break-after:page"></div>'
    return _grid(item, look) if isinstance(item, Grid) else _text(item)


def _text(item: Text) -> str:
    style = f"font-size:{item.size}em;text-align:{item.align};text-indent:{item.indent}em"
    style += ";font-weight:bold" * item.is_bold
    if item.align == "spread":
        return f"<div class=spread>{''.join(f'<span>{escape(part)}</span>' for part in item.text.split(chr(9)))}</div>"
    return f'<p style="{style}">{escape(item.text)}</p>'


def _grid(grid: Grid, look: Look) -> str:
    """The table over the union of all columns' edges; its head repeats where no merged cell crosses it."""
    edges = sorted({round(edge, 4) for cell in grid.cells for edge in (cell.x0, cell.x1)})
    columns = "".join(f'<col style="width:{100 * (b - a):.2f}%">' for a, b in pairwise(edges))
    rows = [f"<tr>{''.join(_cell(cell, edges, look) for cell in _of_row(grid, row))}</tr>" for row in range(grid.rows)]
    crosses = any(cell.row < grid.head < cell.row + cell.rows for cell in grid.cells)
    head = grid.head if look.repeats_head and not crosses else 0
    top = f"<thead>{''.join(rows[:head])}</thead>" if head else ""
    return f"<table><colgroup>{columns}</colgroup>{top}<tbody>{''.join(rows[head:])}</tbody></table>"


def _of_row(grid: Grid, row: int) -> list[Cell]:
    return sorted((cell for cell in grid.cells if cell.row == row), key=lambda cell: cell.x0)


def _cell(cell: Cell, edges: list[float], look: Look) -> str:
    tag = "th" if cell.is_head or cell.is_label else "td"
    span = edges.index(round(cell.x1, 4)) - edges.index(round(cell.x0, 4))
    align = "center" if cell.is_head or look.align == "center" else "left" if look.align == "left" else cell.align
    style = f"text-align:{align}" + f";vertical-align:{cell.valign}" * bool(cell.valign)
    text = "<br>".join(escape(part) for part in (cell.text if cell.is_upright else cell.text.split("\n")))
    return f'<{tag} rowspan={cell.rows} colspan={span} style="{style}">{text}</{tag}>'
