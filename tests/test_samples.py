"""The committed sample reports are in step with their data, marked, small, and honest where not planted."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest

from tests.samples.data import DATA, MARK, form_files, reports
from tests.samples.scan import print_of, scan, scanned_samples
from tests.samples.truth import as_json, truths
from tests.samples.wording import blocks

ROOT = Path(__file__).parent.parent
TRUTHS = truths()
REPORTS = {report.stem: report for report in reports()}
OVER_YEARS = tomllib.loads((DATA / "over_years.toml").read_text(encoding="utf-8"))
SCANS = scanned_samples()
SUMS = ("sum_mismatch", "balance_mismatch", "rate_mismatch", "scores_do_not_add_up", "weights_do_not_add_up")
# Points of a project form's fund block, which no indicator row holds.
FUND_POINTS = {
    one.name: [{"weight": one.funds[0][4], "score": one.funds[0][6]}] for file in form_files() for one in file.forms
}

each_sample = pytest.mark.parametrize("stem", TRUTHS)


def lies(stem: str) -> Path:
    return ROOT / "raw" / TRUTHS[stem]["file"]


@cache
def pages(stem: str) -> list[str]:
    """Return the text of each page, white space taken out; of a scan what was printed to make it."""
    with pypdfium2.PdfDocument(print_of(stem) if stem in SCANS else lies(stem)) as pdf:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pdf]


@each_sample
def test_pdf_is_small_and_anonymous(stem: str) -> None:
    pdf = lies(stem).read_bytes()
    assert len(pdf) < (1_000_000 if stem in SCANS else 300_000)
    assert not re.search(rb"file:|/(home|root|tmp|Users)/", pdf)


@pytest.mark.parametrize("stem", SCANS)
def test_scan_shows_what_was_printed_and_has_no_text(stem: str) -> None:
    """As near as two machines draw it: pdfium and the JPEG library may round otherwise."""
    made = scan(print_of(stem), SCANS[stem]).pdf
    with pypdfium2.PdfDocument(made) as wanted, pypdfium2.PdfDocument(lies(stem)) as found:
        assert len(found) == len(wanted)
        for one, two in zip(found, wanted, strict=True):
            assert one.get_textpage().count_chars() == 0
            assert one.get_size() == two.get_size()
            assert np.abs(_picture(one) - _picture(two)).max() < 8


def _picture(page: Any) -> Any:
    """Coarse enough that single dots don't count."""
    return page.render(scale=0.5, grayscale=True).to_numpy().astype(int)


@each_sample
def test_every_page_carries_the_mark(stem: str) -> None:
    assert all(MARK in page for page in pages(stem))


@each_sample
def test_golden_is_in_step_with_the_data(stem: str) -> None:
    assert (ROOT / "tests" / "golden" / f"{stem}.json").read_text(encoding="utf-8") == as_json(TRUTHS[stem])


@each_sample
def test_pdf_prints_the_data(stem: str) -> None:
    text = "".join(pages(stem))
    truth = TRUTHS[stem]
    said = [truth["report"]["title"], truth["report"]["department"]]
    said += [amount["amount_raw"] for one in truth["evaluations"] for amount in one["amounts"]]
    said += [str(one["self_score"]) for one in truth["evaluations"]]
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("stem", REPORTS)
def test_pdf_prints_the_wording(stem: str) -> None:
    printed = "".join(pages(stem)).replace(MARK, "")
    printed = re.sub(r"-\d+-", "", printed)
    said = [re.sub(r"\s", "", block.text) for block in blocks(REPORTS[stem]) if block.text]
    assert [words for words in said if words not in printed] == []


@each_sample
def test_figures_agree_except_where_planted(stem: str) -> None:
    planted = Counter(slip["rule"] for slip in TRUTHS[stem]["planted"] if slip["rule"] in SUMS)
    assert Counter(_broken(stem)) == planted


@pytest.mark.parametrize("change", OVER_YEARS["reworded"], ids=lambda change: change["names"]["2022"])
def test_reworded_indicators_are_printed_as_listed(change: dict[str, Any]) -> None:
    for year, name in change["names"].items():
        assert name in _actuals(change["department"], int(year))


@pytest.mark.parametrize("change", OVER_YEARS["unit_changed"], ids=lambda change: change["indicator"])
def test_changed_units_are_printed_as_listed(change: dict[str, Any]) -> None:
    for year, actual in change["actual"].items():
        assert _actuals(change["department"], int(year))[change["indicator"]] == actual


def test_renamed_missing_and_restated_reports() -> None:
    (renamed,), (missing,), (restated,) = (OVER_YEARS[name] for name in ("renamed", "missing_year", "restated"))
    names = {(report.department, report.year) for report in reports()}
    assert {year for name, year in names if name == renamed["after"]} == {renamed["year"]}
    assert max(year for name, year in names if name == renamed["before"]) == renamed["year"] - 1
    assert not _actuals(missing["department"], missing["year"])
    first, second = (REPORTS[restated[name]] for name in ("report", "by"))
    assert second.supersedes == first.stem
    changed = [pair for pair in zip(first.indicators, second.indicators, strict=True) if pair[0] != pair[1]]
    assert [(was.level3, was.actual, now.actual) for was, now in changed] == [
        (restated["indicator"], restated["was"], restated["now"])
    ]


def _actuals(short: str, year: int) -> dict[str, str]:
    """Actual by indicator of a department's first report on a year; empty when there is none."""
    found = [r for r in reports() if r.layout.short == short and r.year == year and not r.edition]
    return {row.level3: row.actual for report in found for row in report.indicators}


def _broken(stem: str) -> Iterator[str]:
    """Yield the rules about sums that a sample's figures break."""
    for one in TRUTHS[stem]["evaluations"]:
        sums = {(amount["subject"], amount["measure"]): Decimal(amount["amount_yuan"]) for amount in one["amounts"]}
        yield from _forms_broken(one, sums) if one["kind"] == "project" else _report_broken(stem, sums)
        rows = [row for row in one["indicators"] if row["score"]] + FUND_POINTS.get(one["subject"], [])
        if rows and sum(Decimal(row["score"]) for row in rows) != Decimal(one["self_score"]):
            yield "scores_do_not_add_up"
        if rows and sum(Decimal(row["weight"]) for row in rows) != 100:
            yield "weights_do_not_add_up"


def _forms_broken(one: dict[str, Any], sums: dict[tuple[str, str], Decimal]) -> Iterator[str]:
    """One mismatch however many columns show it: a form's part is left out of all of them."""
    parts: dict[str, Decimal] = Counter()  # type: ignore[assignment]  # of sums
    for (subject, measure), yuan in sums.items():
        parts[measure] += -yuan if subject == "年度资金总额" else yuan
    if any(parts.values()):
        yield "sum_mismatch"


def _report_broken(stem: str, sums: dict[tuple[str, str], Decimal]) -> Iterator[str]:
    budget = REPORTS[stem].budget
    fund = {measure: yuan for (subject, measure), yuan in sums.items() if subject == budget["项目资金"]}
    names = [row[0] for row in REPORTS[stem].funds.rows]
    for measure in REPORTS[stem].funds.measures:
        if sum(sums[name, measure] for name in names) != sums["合计", measure]:
            yield "sum_mismatch"
    for subject in REPORTS[stem].expenditure:
        total, basic, project, staff, office = (
            sums[subject, measure] for measure in ("合计", "基本支出", "项目支出", "人员经费", "公用经费")
        )
        if total != basic + project or basic != staff + office:
            yield "sum_mismatch"
    if fund["实际支出"] != fund["市本级支出"] + fund["转移支付"]:
        yield "sum_mismatch"
    if fund["调整后预算"] - fund["实际支出"] != fund["结余"]:
        yield "balance_mismatch"
    if f"{100 * fund['实际支出'] / fund['调整后预算']:.1f}%" != budget["支出率"]:
        yield "rate_mismatch"
