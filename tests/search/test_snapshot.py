"""A snapshot answers as looking at every row does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings

from directory.search.build import write_in_memory
from directory.search.engine import Found, find_rows
from directory.search.facets import FacetsAsked
from directory.search.found import Found as SnapshotFound
from directory.search.query import Query
from directory.search.relax import leave_out, relax
from directory.search.rows import Row
from directory.search.snapshot import Snapshot
from tests.search import made
from tests.search.worlds import draw_query, draw_rows, records_of

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
ASKED = FacetsAsked({"100": frozenset({"110", "120"}), "110": frozenset({"110"})}, NOW)
WORLDS = 80
SEARCHES_EACH = 260  # 20,800 in all


def snapshot_of(rows: list[Row]) -> Snapshot:
    return Snapshot(write_in_memory(records_of(rows)))


def shown(found: Found) -> list[tuple[str, str]]:
    return [(hit.group, hit.row.id) for hit in found.hits]


def also_shown(found: SnapshotFound) -> list[tuple[str, str]]:
    return [(hit.group, hit.id) for hit in found.hits]


def assert_alike(plain: Found, found: SnapshotFound) -> None:
    assert also_shown(found) == shown(plain)
    assert (found.total, found.page, found.pages) == (plain.total, plain.page, plain.pages)
    assert dict(found.groups) == dict(plain.groups)


def searches(seed: int, count: int) -> Iterator[tuple[list[Row], Snapshot, Query]]:
    random = Random(seed)  # noqa: S311 worlds are no secret
    towns = made.CORNERS[seed % len(made.CORNERS)]
    rows = draw_rows(random, random.choice((0, 1, 5, 60)), towns)
    snapshot = snapshot_of(rows)
    for _ in range(count):
        yield rows, snapshot, draw_query(random, towns)


@pytest.mark.parametrize("seed", range(WORLDS))
def test_it_finds_what_the_plain_engine_finds(seed: int) -> None:
    for rows, snapshot, query in searches(seed, SEARCHES_EACH):
        assert_alike(find_rows(rows, query), snapshot.find(query))


@pytest.mark.parametrize("seed", range(WORLDS, 2 * WORLDS))
def test_it_counts_what_the_plain_engine_counts(seed: int) -> None:
    for rows, snapshot, query in searches(seed, 15):
        assert snapshot.find(query, ASKED).facets == find_rows(rows, query, ASKED).facets


@settings(max_examples=300)
@given(made.searches())
def test_no_search_is_found_that_tells_them_apart(search: tuple[list[Row], Query]) -> None:
    rows, query = search
    plain, found = find_rows(rows, query, ASKED), snapshot_of(rows).find(query, ASKED)

    assert_alike(plain, found)
    assert found.facets == plain.facets
    assert [hit.distance_km for hit in found.hits] == [hit.distance_km for hit in plain.hits]


def test_an_empty_snapshot_finds_nothing() -> None:
    found = snapshot_of([]).find(Query(needs=frozenset({"110"}), words="faro", country="ES"))

    assert (found.hits, found.total, found.pages) == ((), 0, 1)


def test_hits_bring_their_answers() -> None:
    found = snapshot_of([made.row("7", name="B"), made.row("8", name="A")]).find(Query())

    assert found.answers == b'{"id":"8"},{"id":"7"}'


@pytest.mark.parametrize("seed", range(20))
def test_it_leaves_out_what_the_plain_engine_leaves_out(seed: int) -> None:
    for rows, snapshot, query in searches(seed, 10):
        plain = leave_out(query, partial(finds_any, rows))
        relaxed = relax(snapshot, query)

        assert (relaxed.query, relaxed.dropped) == plain
        assert_alike(find_rows(rows, relaxed.query), relaxed.found)


def finds_any(rows: list[Row], query: Query) -> bool:
    return find_rows(rows, query).total > 0
