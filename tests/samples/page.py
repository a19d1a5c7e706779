"""A sample's whole HTML page: cover, wording, tables, annex."""

from __future__ import annotations

from html import escape
from pathlib import Path

from . import tables
from .data import MARK, Forms, Report
from .forms import form
from .wording import TABLES, Block, blocks, fill

_STYLE = Path(__file__).with_name("style.css")


def report_page(report: Report, faces: str) -> str:
    """Return a department report's HTML; ``faces`` are the @font-face rules of the fonts it may use."""
    body = _cover(report) + "".join(_block(report, block) for block in blocks(report))
    return _page(report.title, f"report {report.layout.short}", body, faces)


def forms_page(file: Forms, faces: str) -> str:
    """Return the HTML of a PDF of project forms."""
    return _page(file.title, "forms", "".join(form(file, one) for one in file.forms), faces)


def _page(title: str, kind: str, body: str, faces: str) -> str:
    style = _STYLE.read_text(encoding="utf-8").replace("MARK", MARK)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{faces}{style}</style></head><body class="{kind}">{body}</body></html>'
    )


def _cover(report: Report) -> str:
    """Return a cover page, or for a department without one the title above the text."""
    kind = report.layout.cover
    edition = f"<br>（{report.edition}）" if report.edition else ""
    title = f'<h1 class="title">{report.year}年度部门整体支出<br>绩效自评报告{edition}</h1>'
    if kind == "none":
        return f'<div class="masthead">{title}<p class="who">{escape(report.department)}</p></div>'
    date = f"{report.year + 1}年5月"
    if kind == "box":
        rows = (("部门名称", report.department), ("评价年度", f"{report.year}年"), ("填报日期", date))
        box = tables.table("box", (32, 68), "", tables.lines([tables.cell(a, "th") + tables.cell(b) for a, b in rows]))
        return f'<div class="cover">{title}{box}</div>'
    who = f"部门名称：{escape(report.department)}"
    return f'<div class="cover">{title}<p class="who">{who}</p><p class="who">{date}</p></div>'


def _block(report: Report, block: Block) -> str:
    if block.kind not in TABLES:
        return f"<{block.kind}>{escape(block.text)}</{block.kind}>"
    caption = f'<p class="caption">{escape(fill(report.layout.captions[block.kind], report))}</p>'
    drawn = {"funds": tables.funds, "goals": tables.goals, "indicators": tables.indicators}[block.kind](report)
    if block.kind == "indicators" and report.layout.indicators == "split":
        return f'<div class="annex"><p class="annex">附件</p>{caption}{drawn}</div>'
    return caption + drawn
