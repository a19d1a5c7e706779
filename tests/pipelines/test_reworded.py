"""Indicators that a department worded anew, put together over years."""

from __future__ import annotations

from pipelines.reworded import Past, Published, Reported, reported

OLD, NEW = "水上搜救成功率", "水上遇险搜救成功率"


def _found(*names: str) -> dict[str, Reported]:
    items = [reported(name, "质量指标", "percent", "%") for name in names]
    return {item.id: item for item in items}


def _own(name: str) -> str:
    return next(iter(_found(name)))


def test_a_new_wording_takes_the_id_of_the_year_before() -> None:
    past = Past()
    assert past.settle("甲", 2022, _found(OLD)) == {_own(OLD): _own(OLD)}
    assert past.settle("甲", 2023, _found(NEW)) == {_own(NEW): _own(OLD)}
    assert past.settle("乙", 2023, _found(NEW)) == {_own(NEW): _own(OLD)}  # and everywhere


def test_two_names_of_one_report_are_two_indicators() -> None:
    past = Past()
    past.settle("甲", 2022, _found(OLD))
    assert set(past.settle("甲", 2023, _found(OLD, NEW)).values()) == {_own(OLD), _own(NEW)}


def test_two_names_of_one_report_stay_apart_where_others_joined_them() -> None:
    past = Past()
    past.settle("甲", 2022, _found(OLD))
    past.settle("甲", 2023, _found(NEW))
    assert set(past.settle("乙", 2023, _found(OLD, NEW)).values()) == {_own(OLD), _own(NEW)}


def test_departments_do_not_lend_each_other_their_names() -> None:
    past = Past()
    past.settle("甲", 2022, _found(OLD))
    assert past.settle("乙", 2023, _found(NEW)) == {_own(NEW): _own(NEW)}


def test_an_id_once_published_stays_when_an_earlier_year_is_added() -> None:
    (new,) = _found(NEW).values()
    past = Past([Published("甲", 2023, new, new.id)])
    assert past.settle("甲", 2022, _found(OLD)) == {_own(OLD): _own(NEW)}
    assert past.settle("甲", 2023, _found(NEW)) == {_own(NEW): _own(NEW)}


def test_a_joined_id_stays_when_a_year_is_settled_again() -> None:
    (old,), (new,) = _found(OLD).values(), _found(NEW).values()
    past = Past([Published("甲", 2022, old, old.id), Published("甲", 2023, new, old.id)])
    assert past.settle("甲", 2023, _found(NEW)) == {new.id: old.id}


def test_near_misses_name_what_kept_them_apart() -> None:
    past = Past()
    past.settle("甲", 2022, _found("城市居民医疗救助覆盖率"))
    past.settle("甲", 2023, _found("农村居民医疗救助覆盖率"))
    (miss,) = past.near_misses()
    assert (miss.department_id, miss.veto) == ("甲", "农村")


def _counted(unit: str | None) -> Reported:
    return reported("危房改造", "数量指标", "quantity", unit)


def test_a_year_without_a_unit_joins_where_there_is_one_unit_only() -> None:
    households, none = _counted("户"), _counted(None)
    past = Past()
    past.settle("甲", 2022, {households.id: households})
    assert past.settle("甲", 2023, {none.id: none}) == {none.id: households.id}


def test_a_year_without_a_unit_joins_none_of_two() -> None:
    households, buildings, none = _counted("户"), _counted("间"), _counted(None)
    past = Past()
    past.settle("甲", 2021, {households.id: households, buildings.id: buildings})
    assert past.settle("甲", 2023, {none.id: none}) == {none.id: none.id}


def test_two_units_that_count_two_things_never_join() -> None:
    households, buildings = _counted("户"), _counted("间")
    past = Past()
    past.settle("甲", 2022, {households.id: households})
    assert past.settle("甲", 2023, {buildings.id: buildings}) == {buildings.id: buildings.id}
