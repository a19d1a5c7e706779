"""Small PDFs made in memory: a readable form, and files that can't be read."""

from __future__ import annotations

import io

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["产出指标", "数量指标", "培训场次", "≥12场", "14场", "50", "50"],
    ["效益指标", "社会效益指标", "受训人员就业率", "≥80%", "76%", "40", "38"],
]


def form(year: int, password: str | None = None) -> bytes:
    """A project's self-evaluation form of one page, of a fiscal year, encrypted where a password is given."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    sink = io.BytesIO()
    style = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=24, alignment=1)
    facts = [
        ["项目名称", "职业技能培训项目"],
        ["主管部门", "示例市人力资源和社会保障局"],
        ["实施单位", "示例市就业服务中心"],
    ]
    story = [Paragraph(f"{year}年度项目支出绩效自评表", style), _grid(facts), _grid([HEADER, *ROWS])]
    SimpleDocTemplate(sink, pagesize=A4, encrypt=password, invariant=1).build(story)
    return sink.getvalue()


def _grid(rows: list[list[str]]) -> Table:
    return Table(rows, style=[("FONT", (0, 0), (-1, -1), FONT, 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
