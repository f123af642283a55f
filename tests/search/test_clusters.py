"""The map's box: what stands in it, counted together where it is dense."""

from random import Random

import pytest

from directory.places.distance import is_within
from directory.search.build import write_in_memory
from directory.search.filters import filters_of
from directory.search.overlay import Overlay
from directory.search.query import Query
from directory.search.rows import Row
from directory.search.snapshot import Snapshot
from tests.search import made
from tests.search.worlds import draw_query, draw_rows, records_of

Box = tuple[float, float, float, float]
BOXES: tuple[Box, ...] = (
    (38.0, -1.0, 40.0, 0.0),
    (-17.0, 179.0, -16.0, -179.0),
    (-90.0, -180.0, 90.0, 180.0),
    (89.0, -180.0, 90.0, 180.0),
    (39.47, -0.38, 39.47, -0.38),
)


def snapshot_of(rows: list[Row]) -> Snapshot:
    return Snapshot(write_in_memory(records_of(rows)))


@pytest.mark.parametrize("seed", range(20))
def test_a_map_counts_what_is_in_its_box(seed: int) -> None:
    random = Random(seed)  # noqa: S311  worlds are no secret
    towns = made.CORNERS[seed % len(made.CORNERS)]
    rows = draw_rows(random, 60, towns)
    snapshot = snapshot_of(rows)
    for box in BOXES * 4:
        query = draw_query(random, towns)
        tests = filters_of(query).values()
        there = [
            row.id
            for row in rows
            if row.point and is_within(row.point, box) and all(holds(row) for holds in tests)
        ]
        clusters = snapshot.clusters(query, box, across=5, down=3)

        assert sum(cluster.count for cluster in clusters) == len(there)
        assert len(clusters) <= 15
        for cluster in clusters:
            assert (cluster.id is not None) == (cluster.count == 1)
            assert cluster.id is None or cluster.id in there
        changed = {record.row.id: record for record in records_of(rows[:30])}
        overlay = Overlay(snapshot_of(rows[20:]), changed)
        laid_over = overlay.clusters(query, box, across=5, down=3)
        assert [(it.count, it.id) for it in laid_over] == [(it.count, it.id) for it in clusters]
        for one, other in zip(laid_over, clusters, strict=True):
            assert one.point == pytest.approx(other.point)


def test_the_largest_cluster_comes_first_and_stands_in_its_middle() -> None:
    points = [(39.1, -0.9), (39.2, -0.8), (39.9, -0.1)]
    rows = [made.row(str(at), point=point) for at, point in enumerate(points)]
    pair, single = snapshot_of(rows).clusters(Query(), (39.0, -1.0, 40.0, 0.0), across=2, down=2)

    assert (pair.count, single.count) == (2, 1)
    assert pair.point == pytest.approx((39.15, -0.85))
    assert single.point == pytest.approx((39.9, -0.1))


def test_a_confidential_listing_is_on_no_map() -> None:
    rows = [made.row(str(at), is_confidential=True) for at in range(3)]

    assert snapshot_of(rows).clusters(Query(), BOXES[2]) == []


def test_a_map_without_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="one field"):
        snapshot_of([]).clusters(Query(), BOXES[0], across=0)
