"""A change is found at once, without a new snapshot."""

from random import Random

import pytest

from directory.search.build import write_in_memory
from directory.search.engine import find_rows
from directory.search.facts import Record
from directory.search.overlay import Overlay
from directory.search.query import Query
from directory.search.rows import Row
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
        facets = find_rows(now, query, ASKED).facets
        assert overlay.find(query, ASKED).facets == facets
        assert overlay.count_needs(query, ASKED.needs) == facets.needs


def owned(row: Row, service: str, organization: str = "o") -> Record:
    return Record(row, b"{}", f"{row.id} {row.name}".encode(), service, organization)


def changed_world() -> Overlay:
    """Three rows, of which the second has changed and the third is gone, and a new one."""
    rows = [owned(made.row(str(at)), f"s{at}", f"o{at % 2}") for at in (1, 2, 3)]
    new = owned(made.row("2", name="New"), "s2"), owned(made.row("4", name="Four"), "s2", "o1")
    changed = {record.row.id: record for record in new}
    return Overlay(Snapshot(write_in_memory(rows)), changed, gone={"3", "unknown"})


def test_a_listing_is_told_as_it_is_now() -> None:
    overlay = changed_world()

    assert [overlay.listing(id_) for id_ in "1234"] == [b"1 Centro Faro", b"2 New", None, b"4 Four"]
    shown = [("country", "1"), ("country", "4"), ("country", "2")]
    assert also_shown(overlay.find(Query(country="ES"))) == shown


def test_the_listings_of_a_service_and_of_an_organization_are_found() -> None:
    overlay = changed_world()

    assert sorted(overlay.listings_of("services", "s2")) == [b"2 New", b"4 Four"]
    assert overlay.listings_of("services", "s3") == []
    assert overlay.listings_of("services", "unknown") == []
    assert overlay.listings_of("organizations", "o1") == [b"1 Centro Faro", b"4 Four"]


def test_services_and_organizations_are_counted_once() -> None:
    overlay, query = changed_world(), Query(country="ES")

    assert not overlay.has_one_row_each
    assert overlay.count_owners(query, "services") == 2
    assert overlay.count_owners(query, "organizations") == 2
    assert overlay.count_owners(Query(country="FR"), "services") == 0


def test_a_record_cannot_stand_under_the_id_of_another() -> None:
    snapshot = Snapshot(write_in_memory([]))

    with pytest.raises(ValueError, match="another id"):
        Overlay(snapshot, {"2": records_of([made.row("1")])[0]})
