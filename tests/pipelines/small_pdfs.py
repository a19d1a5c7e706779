"""A readable form of one page, made in memory, as the pipelines' tests take it in."""

from __future__ import annotations

from tests.pdf_builder import Look, draw
from tests.pdf_grid import Grid

FACTS = """
项目名称|职业技能培训项目
主管部门|示例市人力资源和社会保障局
实施单位|示例市就业服务中心
"""
INDICATORS = """
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|培训场次|≥12场|14场|50|50
效益指标|社会效益指标|受训人员就业率|≥80%|76%|40|38
"""


def form(year: int, password: str | None = None) -> bytes:
    """A project's self-evaluation form of a fiscal year, encrypted where a password is given."""
    title = f"# {year}年度项目支出绩效自评表"
    return draw([title, Grid(FACTS), Grid(INDICATORS)], look=Look(user_password=password))
