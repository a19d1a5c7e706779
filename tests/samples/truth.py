"""What is true of each sample: the records to be found in its PDF, as ``tests/golden/NAME.json`` keeps them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from .data import REGION, UNIT, Form, Forms, Indicator, Planted, Report, form_files, reports
from .wording import headings

_POINTS = re.compile(r"\(\d+分\)$")
_ORDINAL = re.compile(r"^指标\d+：")
_PLACEHOLDERS = ("", "……")
_FORM_MEASURES = ("年初预算数", "全年预算数", "全年执行数")
Truth = dict[str, Any]


def truths() -> dict[str, Truth]:
    """Truth by the stem of the PDF's name."""
    return {r.stem: report_truth(r) for r in reports()} | {f.stem: forms_truth(f) for f in form_files()}


def as_json(truth: Truth) -> str:
    """Return a truth as the golden file has it."""
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"


def report_truth(report: Report) -> Truth:
    """Truth of a department report: one evaluation, with the headings of its sections."""
    evaluation = {
        "kind": "department",
        "subject": report.department,
        "competent_department": None,
        "implementing_unit": None,
        "department": report.department,
        "fiscal_year": report.year,
        "self_score": report.score,
        "self_grade": report.grade,
        "expected_goal": None,
        "actual_goal": None,
        "indicators": [_indicator(row) for row in report.indicators],
        "amounts": _amounts(report),
        "goals": [goal._asdict() for goal in report.goals],
    }
    return {
        "file": report.path,
        "report": _about(report.title, report.department, report.year)
        | {"form": "department_report", "self_score": report.score, "self_grade": report.grade}
        | {"edition": report.edition or None, "supersedes": report.supersedes},
        "evaluations": [evaluation],
        "sections": [heading._asdict() for heading in headings(report)],
        "planted": [_slip(1, slip) for slip in report.planted],
    }


def forms_truth(file: Forms) -> Truth:
    """Truth of a PDF of project forms: one evaluation each."""
    return {
        "file": file.path,
        "report": _about(file.title, file.department, file.year)
        | {"form": "project_form", "self_score": None, "self_grade": None, "edition": None, "supersedes": None},
        "evaluations": [_form(file, form) for form in file.forms],
        "sections": [],
        "planted": [_slip(n, slip) for n, form in enumerate(file.forms, 1) for slip in form.planted],
    }


def _about(title: str, department: str, year: int) -> Truth:
    return {"title": title, "region": REGION, "department": department, "fiscal_year": year}


def _slip(evaluation: int, slip: Planted) -> Truth:
    return {"evaluation": evaluation} | slip._asdict()


def _form(file: Forms, form: Form) -> Truth:
    rows = [Indicator(one, two, three, "", target, "", *rest) for one, two, three, target, *rest in form.rows]
    return {
        "kind": "project",
        "subject": form.name,
        "competent_department": file.department,
        "implementing_unit": form.unit,
        "department": file.department,
        "fiscal_year": file.year,
        "self_score": form.score,
        "self_grade": None,
        "expected_goal": form.expected_goal,
        "actual_goal": form.actual_goal,
        "indicators": [_indicator(row) for row in rows if _ORDINAL.sub("", row.level3) not in _PLACEHOLDERS],
        "amounts": [
            _amount(subject, measure, raw, is_total=not place)
            for place, (subject, *cells) in enumerate(form.funds)
            for measure, raw in zip(_FORM_MEASURES, cells, strict=False)
        ],
        "goals": [],
    }


def _indicator(row: Indicator) -> Truth:
    return {
        "level1": _POINTS.sub("", row.level1),
        "level2": row.level2,
        "level3": _ORDINAL.sub("", row.level3),
        "target_raw": row.sign + row.target + row.unit,
        "actual_raw": row.actual,
        "weight": row.weight,
        "score": row.score,
        "deviation_reason": row.reason,
    }


def _amounts(report: Report) -> list[Truth]:
    """Budget figures, fund table and expenditure statement, in the order they are printed."""
    fund = report.budget["项目资金"]
    figures = [(key, raw) for key, raw in report.budget.items() if key not in ("项目资金", "支出率")]
    budget = [_amount(fund, key, raw, origin="text") for key, raw in figures]
    rows = [(row[0], row[1:], False) for row in report.funds.rows] + [("合计", report.funds.total, True)]
    table = [
        _amount(subject, measure, raw, is_total=total)
        for subject, sums, total in rows
        for measure, raw in zip(report.funds.measures, sums, strict=True)
    ]
    spent = [
        _amount(subject, measure, raw, is_total=measure == "合计", origin="text")
        for subject, measures in report.expenditure.items()
        for measure, raw in measures.items()
    ]
    return budget + table + spent


def _amount(subject: str, measure: str, raw: str, **more: Any) -> Truth:
    """One sum of a table's body, unless ``is_total`` or ``origin`` says otherwise."""
    yuan = Decimal(raw.replace(",", "")) * 10000
    return {
        "subject": subject,
        "measure": measure,
        "amount_raw": raw,
        "unit": UNIT,
        "amount_yuan": f"{yuan:.2f}",
        "is_total": False,
        "origin": "table",
    } | more
