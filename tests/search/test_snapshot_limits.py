"""What a snapshot does with the worst that may be asked; and that it tells nothing of shelters."""

from collections.abc import Iterator
from random import Random
from time import perf_counter

import pytest

from directory.search.build import write_in_memory
from directory.search.engine import find_rows
from directory.search.facts import Record
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.snapshot import Snapshot
from tests.search import made
from tests.search.test_snapshot import assert_alike
from tests.search.worlds import WORDS, draw_rows, records_of

LONGEST_SECONDS = 0.05
TRIES = 3  # the best of so many, on a machine that has other things to do
ROWS = draw_rows(Random(5), 3000, made.CORNERS[0])  # noqa: S311  worlds are no secret
SNAPSHOT = Snapshot(write_in_memory(records_of(ROWS)))
VALENCIA = (39.47, -0.38)


def quickest(query: Query) -> float:
    def seconds() -> Iterator[float]:
        for _ in range(TRIES):
            start = perf_counter()
            SNAPSHOT.find(query)
            yield perf_counter() - start

    return min(seconds())


@pytest.mark.parametrize(
    "query",
    [
        Query(needs=frozenset(map(str, range(100, 300))), country="ES"),
        Query(words="a" * 5000),
        Query(words="护" * 5000),
        Query(words=" ".join(f"word{number}" for number in range(1000))),
        Query(words=" ".join(f"保护{number}" for number in range(1000))),
        Query(words=" ".join([*WORDS, *(f"faro{number}" for number in range(1000))])),
        Query(words=" ".join(["counseling"] * 1000), country="ES"),
        Query(words="a b c d e f g"),
        Query(point=VALENCIA, radius_km=0.0),
        Query(point=VALENCIA, radius_km=20_040.0, country="ES"),
        Query(point=VALENCIA, radius_km=float("nan")),
        Query(point=VALENCIA, radius_km=float("inf")),
        Query(point=VALENCIA, radius_km=-1.0),
        Query(point=VALENCIA, country="ES"),
        Query(point=(float("nan"), 0.0), radius_km=5.0),
        Query(country="ES", region="FR-OCC"),
        Query(country="XX", region="YY-1", language="x" * 5000, age=10**6),
        Query(country="ES", page=10**9, size=100),
        *(Query(page=page, country=country) for page in range(5, 9) for country in (None, "ES")),
        *(Query(page=page, needs=frozenset({"110"}), remote=True) for page in range(1, 9)),
        Query(point=VALENCIA, radius_km=400.0, country="ES", page=30),
        Query(size=10**6),
    ],
)
def test_a_bad_query_is_answered_as_ever_and_soon(query: Query) -> None:
    assert_alike(find_rows(ROWS, query), SNAPSHOT.find(query))
    assert quickest(query) < LONGEST_SECONDS


def test_a_very_long_word_is_found_with_a_slip() -> None:
    long = "donaudampfschifffahrtsgesellschaftskapitaensmuetze"
    row = made.row(name=long)
    snapshot = Snapshot(write_in_memory(records_of([row, made.row("2", name=f"{long[:41]}")])))

    for words in (long[:-1] + "x", long[1:], long[:41], long[:40], long[:42], long[:41] + "q"):
        query = Query(words=f"{words} {words}")
        assert_alike(find_rows([row, made.row("2", name=long[:41])], query), snapshot.find(query))


def test_the_private_group_is_the_same_from_ten_thousand_points_of_a_region() -> None:
    random = Random(3)  # noqa: S311  a point to ask from is no secret
    private = [
        made.row(str(at), name=random.choice(made.NAMES), serves=served, is_confidential=True)
        for at, served in enumerate(map(frozenset, [["ES-VC"], ["ES"], ["ES", "ES-VC"]] * 4))
    ]
    rows = [row for row in ROWS if not row.is_confidential][:40]
    named = [Record(row, f"{{{row.id}}}".encode()) for row in private]
    rest = [Record(made.row(f"p{at}", point=row.point), b"{}") for at, row in enumerate(rows)]
    snapshot = Snapshot(write_in_memory([*named, *rest]))
    expected = b"".join(_private_group(snapshot, Query(region="ES-VC", size=1000)))

    assert len(expected) > 12
    for _ in range(10_000):
        point = random.uniform(37.8, 40.8), random.uniform(-1.6, 0.6)
        radius_km = random.choice((None, 0.0, 5.0, 50.0, 20_040.0))
        query = Query(point=point, radius_km=radius_km, region="ES-VC", size=1000)
        assert b"".join(_private_group(snapshot, query)) == expected


def _private_group(snapshot: Snapshot, query: Query) -> Iterator[bytes]:
    for hit in snapshot.find(query).hits:
        if hit.group is Group.CONFIDENTIAL:
            assert hit.distance_km is None
            yield hit.answer
