"""A change is found at once, without a new snapshot."""

from random import Random

import pytest

from directory.search.build import write_in_memory
from directory.search.engine import find_rows
from directory.search.overlay import Overlay
from directory.search.query import Query
from directory.search.snapshot import Snapshot
from tests.search import made
from tests.search.test_snapshot import ASKED, also_shown, assert_alike
from tests.search.worlds import draw_query, draw_rows, records_of


@pytest.mark.parametrize("seed", range(60))
def test_it_finds_what_is_in_the_records_now(seed: int) -> None:
    random = Random(seed)  # noqa: S311  worlds are no secret
    towns = made.CORNERS[seed % len(made.CORNERS)]
    before, drawn = draw_rows(random, 40, towns), draw_rows(random, 50, towns)
    changed = {row.id: row for row in drawn if random.random() < 0.3}
    gone = {str(number) for number in range(60) if random.random() < 0.1}
    rows = {row.id: row for row in before} | changed
    now = [row for row in rows.values() if row.id not in gone]
    records = {record.row.id: record for record in records_of(list(changed.values()))}
    overlay = Overlay(Snapshot(write_in_memory(records_of(before))), records, gone)

    assert len(overlay) == len(now)
    for query in (draw_query(random, towns) for _ in range(60)):
        assert_alike(find_rows(now, query), overlay.find(query))
    for query in (draw_query(random, towns) for _ in range(5)):
        assert overlay.find(query, ASKED).facets == find_rows(now, query, ASKED).facets


def test_a_record_is_answered_as_it_is_now() -> None:
    rows = [made.row("1"), made.row("2"), made.row("3")]
    overlay = Overlay(
        Snapshot(write_in_memory(records_of(rows))),
        {"2": records_of([made.row("2", name="New")])[0]},
        gone={"3", "unknown"},
    )

    assert [overlay.answer(id_) for id_ in "1234"] == [b'{"id":"1"}', b'{"id":"2"}', None, None]
    assert also_shown(overlay.find(Query(country="ES"))) == [("country", "1"), ("country", "2")]


def test_a_record_cannot_stand_under_the_id_of_another() -> None:
    snapshot = Snapshot(write_in_memory([]))

    with pytest.raises(ValueError, match="another id"):
        Overlay(snapshot, {"2": records_of([made.row("1")])[0]})
