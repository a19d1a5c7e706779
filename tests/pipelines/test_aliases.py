"""Indicators under two names: near misses, what people decide of them, and what the next publication makes of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.cli import run_command
from pipelines.identity.names import Sighting, printed_name
from pipelines.identity.near_misses import indicators, near_misses
from pipelines.identity.registry import PublishedName, ReportingPlace
from pipelines.lake.frames import read_arrow
from pipelines.lake.place import Lake
from tests.pipelines.small_lake import publish_rows

Output = pytest.CaptureFixture[str]
Ask = Callable[..., str]

PAIRS = [
    ("甲", 2022, "渔业资源放流苗种数量", "甲", 2023, "渔业资源增殖放流苗种数量", True, "one department, another year"),
    ("甲", 2022, "渔业资源放流苗种数量", "乙", 2022, "渔业资源增殖放流苗种数量", True, "two departments"),
    (
        "甲",
        2022,
        "渔业资源放流苗种数量",
        "甲",
        2022,
        "渔业资源增殖放流苗种数量",
        False,
        "one report has both",
    ),
    ("甲", 2022, "城市居民医疗救助人数", "乙", 2022, "农村居民医疗救助人数", False, "a contrast"),
    ("甲", 2022, "一类街道清扫保洁长度", "乙", 2022, "二类街道清扫保洁长度", False, "another number"),
    ("甲", 2022, "社区养老服务设施数量", "乙", 2022, "社区养老服务设施面积", False, "another unit"),
    ("甲", 2022, "城市道路照明", "乙", 2022, "森林防火巡查", False, "nothing alike"),
]


@pytest.mark.parametrize("case", PAIRS, ids=[case[-1] for case in PAIRS])
def test_pairs_for_review(case: tuple[str, int, str, str, int, str, bool, str]) -> None:
    sides = [case[0:3], case[3:6]]
    published = [
        PublishedName(
            ReportingPlace(department, year), Sighting(name := printed_name(text, "数量指标", None, None)), name.key.id
        )
        for department, year, text in sides
    ]
    found = near_misses(indicators(published))
    assert [set(miss.names) for miss in found] == ([{case[2], case[5]}] if case[6] else [])


def test_the_likeliest_come_first() -> None:
    names = ["河道清淤整治工程长度", "河道生态清淤整治工程长度", "河道生态景观清淤整治工程长度"]
    published = [
        PublishedName(ReportingPlace(str(at), 2022), Sighting(printed_name(name, "数量指标", None, None)), str(at))
        for at, name in enumerate(names)
    ]
    scores = [miss.score for miss in near_misses(indicators(published))]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def _row(year: int, name: str, indicator_id: str, **values: object) -> dict[str, object]:
    report_id = f"r{year}{indicator_id}"
    keys = {"report_id": report_id, "evaluation_id": f"{report_id}-001", "department_id": "340822-农业农村"}
    named = {"record_id": f"{report_id}-001-i0001", "level3": name, "level2": "数量指标", "indicator_id": indicator_id}
    return keys | named | {"fiscal_year": year} | values


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Published rows of two years: two names that may be one, and one in money."""
    money = {"target_kind": "money", "target_value": 5, "target_unit": "元"}
    rows = [
        _row(2022, "渔业资源放流苗种数量", "aaaa"),
        _row(2023, "渔业资源增殖放流苗种数量", "bbbb"),
        _row(2023, "渔业资源放流补贴", "cccc", **money),
    ]
    return publish_rows(Lake(tmp_path / "data"), {"indicators": rows})


@pytest.fixture
def ask(lake: Lake, capsys: Output) -> Ask:
    """Call the command and return what it prints, or what it complains of."""

    def call(*arguments: str, code: int = 0) -> str:
        assert run_command(["aliases", *arguments, "--data", str(lake.data)]) == code
        output = capsys.readouterr()
        return output.err if code else output.out

    return call


def test_what_waits_for_review_tells_ids_names_and_reports(ask: Ask) -> None:
    (row,) = csv.DictReader(io.StringIO(ask("--review", "--format", "csv")))
    assert {row["id_a"], row["id_b"]} == {"aaaa", "bbbb"}
    assert (row["reports_a"], row["reports_b"], row["unit_family"]) == ("1", "1", "数")
    assert "340822-农业农村" in row["departments"]
    assert "渔业资源增殖放流苗种数量" in ask("--review")
    assert ask("--review", "--format", "json").startswith("[")


def test_nothing_to_list_is_said_where_people_read(ask: Ask) -> None:
    assert ask().startswith("no decisions so far; `jixiao aliases --review` lists")
    ask("--reject", "aaaa", "bbbb", "--by", "王芳")
    assert ask("--review") == "no pairs of indicators wait for a decision\n"
    assert ask("--review", "--format", "json") == "[]\n"


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_what_is_decided_waits_no_more_and_is_listed(ask: Ask, decision: str) -> None:
    assert "1 decision kept" in ask(f"--{decision}", "aaaa", "bbbb", "--by", "王芳", "--reason", "同一口径")
    assert len(ask("--review", "--format", "csv").splitlines()) == 1
    (row,) = csv.DictReader(io.StringIO(ask("--format", "csv")))
    assert (row["decision"], row["by"], row["reason"], row["name_a"]) == (
        decision, "王芳", "同一口径", "渔业资源放流苗种数量",
    )  # fmt: skip


def test_a_list_filled_in_is_imported(ask: Ask, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    assert ask("--review", "--format", "csv", "--out", str(pairs)) == ""
    assert "0 decisions kept" in ask("--import", str(pairs), "--by", "王芳"), "nothing is filled in yet"
    rows = list(csv.DictReader(io.StringIO(pairs.read_text(encoding="utf-8"))))
    with pairs.open("w", encoding="utf-8-sig", newline="") as file:  # as a spreadsheet writes it
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"decision": "accept"} for row in rows)
    assert "1 decision kept" in ask("--import", str(pairs), "--by", "王芳")
    assert "0 decisions kept" in ask("--import", str(pairs), "--by", "王芳"), "the same once more"


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["--accept", "aaaa", "cccc", "--by", "王芳"], "differ in unit or level 2"),
        (["--accept", "aaaa", "dddd", "--by", "王芳"], "dddd: no such indicator"),
        (["--accept", "aaaa", "aaaa", "--by", "王芳"], "named twice"),
        (["--accept", "aaaa", "bbbb"], "--by"),
    ],
)
def test_what_can_not_be_one_is_refused_in_one_line(ask: Ask, lake: Lake, arguments: list[str], cause: str) -> None:
    said = ask(*arguments, code=2)
    assert cause in said
    assert said.count("\n") == 1
    assert not lake.alias_reviews.exists()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("id_a,id_b\naaaa,bbbb\n", "no column decision"),
        ("id_a,id_b,decision,by\naaaa,bbbb,yes,王芳\n", "line 2"),
        ("id_a,id_b,decision,by\naaaa,bbbb,accept,\n", "line 2"),
    ],
)
def test_a_file_that_is_no_review_is_named_with_its_line(ask: Ask, tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "pairs.csv").write_text(text, encoding="utf-8")
    said = ask("--import", str(tmp_path / "pairs.csv"), code=2)
    assert "pairs.csv" in said
    assert cause in said


def test_indicators_made_one_with_one_of_another_kind_by_a_third_are_refused(tmp_path: Path, capsys: Output) -> None:
    """What has no unit goes with anything, but only with one kind of it."""
    rows = [
        _row(2021, "危房改造", "aaaa"),
        _row(2022, "危房改造项目", "bbbb", target_kind="quantity", target_value=5, target_unit="户"),
        _row(2023, "危房改造工程", "cccc", target_kind="quantity", target_value=5, target_unit="间"),
    ]
    lake = publish_rows(Lake(tmp_path / "data"), {"indicators": rows})
    data = ["--by", "王芳", "--data", str(lake.data)]
    assert run_command(["aliases", "--accept", "aaaa", "bbbb", *data]) == 0
    assert run_command(["aliases", "--accept", "aaaa", "cccc", *data]) == 2
    assert "differ in unit" in capsys.readouterr().err


def test_an_accepted_pair_is_one_from_the_next_publication_and_two_again_when_it_is_rejected(
    tmp_path: Path, capsys: Output
) -> None:
    from tests.pipelines.test_lasting_ids import House

    house = House(tmp_path)
    for year, name in ((2022, "渔业资源放流苗种数量"), (2023, "渔业资源增殖放流苗种数量")):
        house.draw(year, name)
    data = ["--data", str(house.lake.data)]
    run = ["run", str(house.folder / "raw"), "--workers", "1", *data]
    assert run_command(run) == 0
    apart = house.ids()
    one, other = apart.values()
    assert one != other
    assert run_command(["aliases", "--accept", other, one, "--by", "王芳", *data]) == 0
    assert house.ids() == apart
    assert run_command(run) == 0
    assert set(house.ids().values()) == {apart[2022, "渔业资源放流苗种数量"]}
    (methods,) = read_arrow(house.lake, "indicator_catalog")["methods"].to_pylist()
    assert sorted(methods) == ["name", "reviewed"]
    assert run_command(["query", "select name, rule from indicator_registry", "--format", "csv", *data]) == 0
    assert "渔业资源增殖放流苗种数量,reviewed_alias" in capsys.readouterr().out
    reviews = house.lake.alias_reviews.read_bytes()
    house.lake.alias_reviews.unlink()
    assert run_command(run) == 0
    assert len(set(house.ids().values())) == 1, "decisions that are lost are not taken back"
    house.lake.alias_reviews.write_bytes(reviews)
    assert run_command(["aliases", "--reject", one, other, "--by", "王芳", *data]) == 0
    assert run_command(run) == 0
    assert house.ids() == apart
