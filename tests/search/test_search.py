"""What a search finds, and in which order."""

import dataclasses
from datetime import date

from hypothesis import given, settings
from msgspec.structs import replace

from directory.search.engine import find_rows
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.rows import Row
from tests.search import made
from tests.search.brute_force import ids_in_order

VALENCIA = (39.47, -0.38)
MADRID = (40.42, -3.70)
NEW_YORK = (40.75, -73.88)
BUFFALO = (42.89, -78.88)


def found(rows: list[Row], query: Query) -> list[tuple[str, str]]:
    return [(hit.group.value, hit.row.id) for hit in find_rows(rows, query).hits]


@settings(max_examples=500)
@given(made.searches())
def test_it_finds_what_looking_at_everything_finds(search: tuple[list[Row], Query]) -> None:
    rows, query = search
    expected = ids_in_order(rows, query)
    answer = find_rows(rows, query)
    first = (query.page - 1) * query.size

    assert [(hit.group, hit.row.id) for hit in answer.hits] == expected[first : first + query.size]
    assert answer.total == len(expected)
    assert sum(answer.groups.values()) == answer.total


@given(made.searches())
def test_the_pages_together_are_the_whole(search: tuple[list[Row], Query]) -> None:
    rows, query = search
    whole = find_rows(rows, replace(query, page=1, size=1000))
    pages = [find_rows(rows, replace(query, page=page)) for page in range(1, whole.total + 2)]

    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert all(page.total == whole.total for page in pages)
    assert pages[0].pages == max(1, sum(1 for page in pages if page.hits))


@given(made.searches())
def test_the_order_of_the_rows_does_not_matter(search: tuple[list[Row], Query]) -> None:
    rows, query = search

    assert find_rows(reversed(rows), query) == find_rows(rows, query)


def test_a_service_of_one_region_is_not_shown_in_another() -> None:
    rows = [made.row(point=VALENCIA, region="ES-VC", serves=frozenset({"ES-VC"}))]
    madrid = Query(point=MADRID, radius_km=50, country="ES", region="ES-MD")

    assert found(rows, madrid) == []


def test_a_place_far_off_in_the_region_is_found_by_whom_it_serves() -> None:
    rows = [made.row(point=NEW_YORK, country="US", region="US-NY", serves=frozenset({"US-NY"}))]
    buffalo = Query(point=BUFFALO, radius_km=50, country="US", region="US-NY")

    assert found(rows, buffalo) == [("region", "1")]


def test_near_comes_before_the_region_the_country_and_the_world() -> None:
    rows = [
        made.row("world", serves=frozenset({"ZZ"})),
        made.row("country", serves=frozenset({"ES"})),
        made.row("private", serves=frozenset({"ES-VC"}), is_confidential=True),
        made.row("region", serves=frozenset({"ES-VC"})),
        made.row("farther", point=(39.60, -0.38), serves=frozenset({"ES"})),
        made.row("near", point=(39.48, -0.38), serves=frozenset({"ES-VC"})),
    ]
    valencia = Query(point=VALENCIA, radius_km=50, country="ES", region="ES-VC")

    assert found(rows, valencia) == [
        ("near", "near"),
        ("near", "farther"),
        ("region", "region"),
        ("confidential", "private"),
        ("country", "country"),
        ("world", "world"),
    ]


def test_with_a_country_alone_services_of_its_parts_come_after_its_own() -> None:
    rows = [
        made.row("part", point=VALENCIA, serves=frozenset({"ES-VC"})),
        made.row("whole", serves=frozenset({"ES"})),
        made.row("foreign", serves=frozenset({"FR", "EST"})),
    ]

    assert found(rows, Query(country="ES")) == [("country", "whole"), ("parts", "part")]


def test_without_a_place_what_can_be_reached_from_anywhere_comes_first() -> None:
    rows = [
        made.row("office", point=VALENCIA, verified_on=date(2026, 11, 1)),
        dataclasses.replace(made.row("line"), is_remote=True),
        made.row("world", serves=frozenset({"ZZ"})),
    ]

    assert [name for _, name in found(rows, Query())] == ["world", "line", "office"]


def test_among_equals_the_more_lately_confirmed_comes_first() -> None:
    rows = [
        made.row("never"),
        made.row("long ago", verified_on=date(2025, 1, 1)),
        made.row("lately", verified_on=date(2026, 11, 1)),
        made.row("lately too", verified_on=date(2026, 11, 1), name="Alba"),
    ]

    ids = [name for _, name in found(rows, Query(country="ES"))]
    assert ids == ["lately too", "lately", "long ago", "never"]


def test_a_radius_crosses_the_date_line_and_the_pole() -> None:
    fiji = made.row("fiji", point=(-16.5, -179.99), serves=frozenset({"FJ"}))
    pole = made.row("pole", point=(89.99, 180.0), serves=frozenset({"NO"}))

    assert found([fiji, pole], Query(point=(-16.5, 179.99), radius_km=5)) == [("near", "fiji")]
    assert found([fiji, pole], Query(point=(89.99, 0.0), radius_km=5)) == [("near", "pole")]


def test_distances_are_those_on_the_ellipsoid() -> None:
    rows = [made.row(point=MADRID)]
    (hit,) = find_rows(rows, Query(point=VALENCIA, radius_km=500, country="ES")).hits

    assert hit.group is Group.NEAR
    assert hit.distance_km is not None
    assert round(hit.distance_km, 1) == 302.7
