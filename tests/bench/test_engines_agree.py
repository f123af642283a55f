"""Every engine gives the answers of the plain one, and is asked as often and as fairly."""

import dataclasses
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from directory.bench.checking import Reference
from directory.bench.peers import ours, postgis, sqlite
from directory.bench.peers.answer import Answer
from directory.bench.peers.postgres_server import find_postgis
from directory.bench.rows import row_of
from directory.bench.searches import WAYS, make_searches
from directory.bench.timing import turns
from directory.bench.world import World
from directory.search.engine import find_rows

SEARCHES = 200


@pytest.fixture(scope="module")
def reference(world: World) -> Reference:
    return Reference(world)


@pytest.fixture(scope="module")
def handrail(world: World, tmp_path_factory: pytest.TempPathFactory) -> ours.Ours:
    return ours.Ours(ours.write(world, tmp_path_factory.mktemp("ours")))


@pytest.mark.parametrize("way", WAYS)
def test_the_reference_leaves_out_only_what_the_plain_engine_refuses(
    way: str, world: World, reference: Reference
) -> None:
    rows = [row_of(world.facts, number) for number in range(len(world))]

    for query in make_searches(way, 12):
        found = find_rows(rows, replace(query, size=len(rows)))
        assert [hit.row.id for hit in found.hits] == [each.row.id for each in reference.find(query)]


@pytest.mark.parametrize("way", WAYS)
def test_our_snapshot_is_right_to_the_last_id(
    way: str, handrail: ours.Ours, reference: Reference
) -> None:
    for query in make_searches(way, SEARCHES):
        assert reference.is_same(query, handrail.answer(query))


def test_sqlite_is_right(world: World, reference: Reference, tmp_path: Path) -> None:
    with sqlite.filled(world, tmp_path) as engine:
        for query in (*make_searches("near", SEARCHES), *make_searches("common words", 50)):
            assert reference.is_close(query, engine.answer(query))


def test_postgis_is_right(world: World, reference: Reference) -> None:
    if find_postgis() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostGIS is not installed; with CI=true nothing may be left out")
        pytest.skip("PostGIS is not installed (Debian: apt-get install postgresql-15-postgis-3)")
    with postgis.filled(world) as engine:
        assert engine is not None
        for query in make_searches("near", SEARCHES):
            assert reference.is_close(query, engine.answer(query))


def test_a_wrong_answer_is_noticed(handrail: ours.Ours, reference: Reference) -> None:
    full = (query for query in make_searches("near", SEARCHES) if len(reference.find(query)) > 2)
    query = next(full)
    right = handrail.answer(query)
    wrong = [
        dataclasses.replace(right, total=right.total + 1),
        dataclasses.replace(right, ids=right.ids[::-1]),
        dataclasses.replace(right, ids=right.ids[:-1]),
        dataclasses.replace(right, ids=(right.ids[1], *right.ids[1:])),
        Answer((), 0, b"[]"),
    ]

    assert reference.is_close(query, right)
    assert not any(reference.is_same(query, answer) for answer in wrong)
    assert not any(reference.is_close(query, answer) for answer in (wrong[0], *wrong[2:]))


def test_each_engine_is_asked_everything_once_and_never_the_same_beside_another() -> None:
    listed = turns(["one", "two", "three"], 30, seed=4)
    steps = [listed[at : at + 3] for at in range(0, len(listed), 3)]

    assert len(set(listed)) == len(listed) == 90
    assert all(len({number for _, number in step}) == 3 for step in steps)
    assert {step[0][0] for step in steps} == {"one", "two", "three"}
