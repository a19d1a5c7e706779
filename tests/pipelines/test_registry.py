"""Indicators over years and departments: keys propose their ids, the registry of published names decides."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.identity.identify import identify
from pipelines.identity.names import PrintedName, Sighting, printed_name
from pipelines.identity.registry import PublishedName, Registry, ReportingPlace
from schemas.identity import AliasReview

OLD, NEW = "水上搜救成功率", "水上遇险搜救成功率"
Ids = dict[str, str]


def _rate(name: str) -> PrintedName:
    return printed_name(name, "质量指标", "percent", "%")


def _own(name: str) -> str:
    return _rate(name).key.id


def _counted(unit: str | None) -> PrintedName:
    return printed_name("危房改造", "数量指标", "quantity", unit)


def _identified(registry: Registry, place: tuple[str, int], *names: str | PrintedName, report: str = "r") -> Ids:
    """The ids of names, by name."""
    printed = [_rate(name) if isinstance(name, str) else name for name in names]
    ids = identify(registry, ReportingPlace(*place), {item.slot: Sighting(item, report) for item in printed})
    return {item.name: ids[item.slot] for item in printed}


def _reloaded(registry: Registry, published: Iterable[PublishedName] = ()) -> Registry:
    """The registry as the next publication finds it."""
    again = Registry([*registry.stored, *registry.added])
    again.take_up(published)
    return again


def _published(place: tuple[str, int], name: str, indicator_id: str) -> PublishedName:
    return PublishedName(ReportingPlace(*place), Sighting(_rate(name), "r"), indicator_id)


def test_a_new_wording_takes_the_id_of_the_year_before() -> None:
    registry = Registry()
    assert _identified(registry, ("甲", 2022), OLD) == {OLD: _own(OLD)}
    assert _identified(registry, ("甲", 2023), NEW) == {NEW: _own(OLD)}
    assert _identified(registry, ("乙", 2023), NEW) == {NEW: _own(OLD)}  # and everywhere
    assert [row.rule for row in registry.added] == ["key", "rewording"]


def test_two_names_of_one_report_are_two_indicators() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), OLD)
    assert _identified(registry, ("甲", 2023), OLD, NEW) == {OLD: _own(OLD), NEW: _own(NEW)}


def test_two_names_of_one_report_stay_apart_where_others_joined_them() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), OLD)
    _identified(registry, ("甲", 2023), NEW)
    _identified(registry, ("乙", 2022), NEW)
    assert _identified(registry, ("乙", 2023), OLD, NEW) == {OLD: _own(OLD), NEW: _own(NEW)}
    assert _identified(registry, ("乙", 2024), NEW) == {NEW: _own(NEW)}, "the department has them apart from then on"
    assert _identified(registry, ("乙", 2022), NEW) == {NEW: _own(OLD)}, "what is published stays"
    assert _identified(registry, ("丙", 2024), NEW) == {NEW: _own(OLD)}


def test_departments_do_not_lend_each_other_their_names() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), OLD)
    assert _identified(registry, ("乙", 2023), NEW) == {NEW: _own(NEW)}


def test_an_id_once_published_stays_when_an_earlier_year_is_added() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2023), NEW)
    assert _identified(registry, ("甲", 2022), OLD) == {OLD: _own(NEW)}
    assert _identified(registry, ("甲", 2023), NEW) == {NEW: _own(NEW)}


def test_what_was_stored_decides_again() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), OLD)
    _identified(registry, ("甲", 2023), NEW)
    again = _reloaded(registry)
    assert _identified(again, ("甲", 2023), NEW) == {NEW: _own(OLD)}
    assert again.added == []


def test_a_lost_registry_is_made_of_what_is_published() -> None:
    published = [
        _published(("甲", 2022), OLD, "x"),
        _published(("甲", 2023), NEW, "x"),
        _published(("乙", 2022), NEW, "y"),
    ]
    again = _reloaded(Registry(), [*published, _published(("丙", 2022), NEW, "x")])
    assert again.restored == 2
    assert _identified(again, ("甲", 2023), NEW) == {NEW: "x"}
    assert _identified(again, ("乙", 2022), NEW) == {NEW: "y"}
    assert _identified(again, ("丁", 2022), NEW) == {NEW: "x"}
    assert len(set(_identified(again, ("戊", 2022), NEW, OLD).values())) == 2, (
        "two of one report are two, whatever was lost"
    )


def test_an_id_published_stays_when_its_unit_is_read_otherwise() -> None:
    registry = Registry()
    none, households = _counted(None), _counted("户")
    _identified(registry, ("甲", 2022), none)
    _identified(registry, ("乙", 2022), households)
    published = [PublishedName(ReportingPlace("甲", 2022), Sighting(none, "r"), none.key.id)]
    again = _reloaded(registry, published)
    assert _identified(again, ("甲", 2022), households) == {"危房改造": none.key.id}
    assert _identified(again, ("乙", 2022), households) == {"危房改造": households.key.id}
    assert [row.rule for row in again.added] == ["reread"]
    another = _reloaded(registry, published)
    assert _identified(another, ("甲", 2022), households, report="q") == {"危房改造": households.key.id}


def test_the_order_in_which_names_stand_changes_nothing() -> None:
    orders = ((OLD, "培训合格率", "培训覆盖率"), ("培训覆盖率", OLD, "培训合格率"))
    made = [Registry(), Registry()]
    ids = [_identified(registry, ("甲", 2022), *names) for registry, names in zip(made, orders, strict=True)]
    assert ids[0] == ids[1]
    assert made[0].added == made[1].added


def test_a_year_without_a_unit_joins_where_there_is_one_unit_only() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), _counted("户"))
    assert _identified(registry, ("甲", 2023), _counted(None)) == {"危房改造": _counted("户").key.id}


def test_a_year_without_a_unit_joins_none_of_two() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2021), _counted("户"), _counted("间"))
    assert _identified(registry, ("甲", 2023), _counted(None)) == {"危房改造": _counted(None).key.id}


def test_two_units_that_count_two_things_never_join() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2022), _counted("户"))
    assert _identified(registry, ("甲", 2023), _counted("间")) == {"危房改造": _counted("间").key.id}


def _review(one: str, other: str, decision: str) -> AliasReview:
    return AliasReview(id_a=_own(one), id_b=_own(other), decision=decision, by="审核员")


def test_a_review_moves_what_came_later_to_what_came_first_and_back() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2023), NEW)
    _identified(registry, ("乙", 2023), OLD)
    again = _reloaded(registry)
    again.review([_review(OLD, NEW, "accept")])
    assert _identified(again, ("乙", 2023), OLD) == {OLD: _own(NEW)}
    assert [(row.name, row.indicator_id, row.rule) for row in again.added] == [(OLD, _own(NEW), "reviewed_alias")]
    back = _reloaded(again)
    back.review([_review(OLD, NEW, "accept"), _review(NEW, OLD, "reject")])
    assert _identified(back, ("乙", 2023), OLD) == {OLD: _own(OLD)}
    assert [(row.name, row.indicator_id) for row in back.added] == [(OLD, _own(OLD))]


def test_a_review_holds_for_names_that_come_later() -> None:
    registry = Registry()
    _identified(registry, ("甲", 2023), NEW)
    _identified(registry, ("乙", 2023), OLD)
    registry.review([_review(OLD, NEW, "accept")])
    assert _identified(registry, ("丙", 2024), f"确保{OLD}") == {f"确保{OLD}": _own(NEW)}
