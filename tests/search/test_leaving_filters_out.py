"""Where nothing matches, the search leaves out what stood in the way, and says what that was."""

import dataclasses
from datetime import UTC, datetime
from itertools import chain, combinations

from hypothesis import given, settings
from msgspec.structs import replace

from directory.search.engine import find_rows
from directory.search.query import Query
from directory.search.relax import relax
from directory.search.rows import Row
from tests.search import made
from tests.search.test_snapshot import assert_alike, snapshot_of

LEFT_OUT = {
    "open_now": {"open_at": None},
    "day": {"open_on": None},
    "age": {"age": None},
    "language": {"language": None},
    "accessible": {"accessible": False},
    "free": {"free": False},
    "remote": {"remote": False},
    "accepting": {"accepting": False},
    "placed": {"placed": False},
    "words": {"words": ""},
    "radius": {"radius_km": None},
}
VALENCIA = Query(point=(39.47, -0.38), radius_km=10, country="ES", region="ES-VC")


def without(query: Query, names: tuple[str, ...]) -> Query:
    for name in names:
        query = replace(query, **LEFT_OUT[name])  # type: ignore[arg-type]  # of many types
    return query


@settings(max_examples=300)
@given(made.searches(most=4))
def test_nothing_is_left_out_without_a_reason(search: tuple[list[Row], Query]) -> None:
    rows, query = search
    relaxed = relax(snapshot_of(rows), query)

    assert relaxed.query == replace(without(query, relaxed.dropped), page=1)
    assert_alike(find_rows(rows, relaxed.query), relaxed.found)
    for name in relaxed.dropped:
        kept = tuple(other for other in relaxed.dropped if other != name)
        assert find_rows(rows, without(query, kept)).total == 0
    if not relaxed.found.total:
        assert relaxed.dropped == ()
        every = chain.from_iterable(combinations(LEFT_OUT, count) for count in range(5))
        assert not any(find_rows(rows, without(query, names)).total for names in every)


def test_a_search_that_finds_something_is_left_alone() -> None:
    assert relax(snapshot_of([made.row()]), VALENCIA).dropped == ()


def test_only_the_filter_in_the_way_is_left_out() -> None:
    query = replace(VALENCIA, language="uk", age=12, open_at=datetime(2026, 11, 24, tzinfo=UTC))
    rows = [dataclasses.replace(made.row(), hours=made.HOURS[1])]

    assert relax(snapshot_of(rows), query).dropped == ("language",)


def test_a_place_farther_off_in_the_country_is_found_last() -> None:
    madrid = made.row("1", point=(40.42, -3.70), region="ES-MD", serves=frozenset({"ES-MD"}))
    paris = made.row("2", point=(48.86, 2.35), country="FR", serves=frozenset({"FR"}))

    relaxed = relax(snapshot_of([madrid, paris]), VALENCIA)
    assert relaxed.dropped == ("radius",)
    assert [round(hit.distance_km or 0) for hit in relaxed.found.hits] == [303]


def test_the_need_is_never_left_out() -> None:
    relaxed = relax(snapshot_of([made.row()]), replace(VALENCIA, needs=frozenset({"999"})))

    assert relaxed.dropped == ()
    assert relaxed.found.total == 0
