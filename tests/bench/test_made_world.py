"""The made world is the same for everyone, and has what the real one has."""

import numpy as np
import pytest

from directory.bench.rows import row_of
from directory.bench.searches import WAYS, make_searches
from directory.bench.world import World, make_world
from directory.search.build import write_facts
from directory.search.rows import Row

ROWS = 2000


@pytest.fixture(scope="module")
def rows(world: World) -> list[Row]:
    return [row_of(world.facts, number) for number in range(ROWS)]


def test_the_same_world_is_made_twice(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("twice")

    write_facts(folder / "one", world.facts)
    write_facts(folder / "other", make_world(ROWS).facts)

    assert (folder / "one").read_bytes() == (folder / "other").read_bytes()


def test_another_seed_makes_another_world(world: World) -> None:
    points = make_world(ROWS, seed=7).facts.points

    assert not np.array_equal(points, world.facts.points, equal_nan=True)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_searches_are_made_twice(way: str) -> None:
    assert make_searches(way, 50) == make_searches(way, 50)
    assert make_searches(way, 50) != make_searches(way, 50, seed=8)


def test_one_in_twelve_has_no_place_and_some_keep_theirs_private(rows: list[Row]) -> None:
    private = [row for row in rows if row.is_confidential]
    placeless = [row for row in rows if row.point is None and not row.is_confidential]

    assert 0.02 < len(private) / ROWS < 0.04
    assert 0.06 < len(placeless) / ROWS < 0.1
    assert all(row.is_remote for row in placeless)


def test_services_are_called_in_several_scripts(rows: list[Row]) -> None:
    letters = {letter for row in rows for letter in row.name}

    assert {"h", "о", "م", "护", "न", "ช", "子"} <= letters


def test_few_needs_are_wanted_by_most(rows: list[Row]) -> None:
    codes, counts = np.unique([code for row in rows for code in row.needs], return_counts=True)
    counts.sort()

    assert len(codes) > 30
    assert counts[-5:].sum() > counts[:-5].sum() * 0.7
