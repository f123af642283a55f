"""Lists of services and organizations hold each of them once, wherever its places are."""

import json
from pathlib import Path

import pytest

from directory.catalog.models import Location, Service, ServiceAtLocation
from directory.catalog.queries import load_listings
from directory.catalog.seed import seed_catalog
from directory.catalog.shelf import Shelf, lay_over, read_listing, record_of
from directory.exchange.answers import service_answer
from directory.exchange.pages import (
    find_listings,
    find_organizations,
    find_places,
    find_services,
    write_page,
)
from directory.search.build import write_in_memory
from directory.search.query import Query
from directory.search.snapshot import Snapshot
from tests.catalog.seed_folder import OFFICE, write_seed

VALENCIA = Query(country="ES", region="ES-VC", point=(39.47, -0.38), radius_km=10, size=2)


@pytest.fixture
async def shelf(database: str, tmp_path: Path) -> Shelf:
    """A line, a shelter, and an office at two places."""
    await seed_catalog(write_seed(tmp_path))
    office = await Service.get(slug=OFFICE["id"])
    other = await Location.create(visibility="public", latitude=39.48, longitude=-0.37)
    await ServiceAtLocation.create(service=office, location=other)
    records = [record_of(listing, service_answer) for listing in await load_listings()]
    return lay_over(Snapshot(write_in_memory(records)))


async def test_a_service_at_two_places_is_listed_once(shelf: Shelf) -> None:
    assert not shelf.search.has_one_row_each
    first, second = (find_services(shelf, replaced(page)) for page in (1, 2))
    ids = {hit.owner("services") for found in (first, second) for hit in found.hits}
    assert first.total == second.total == 3
    assert ids == {listing.service_id for listing in await load_listings()}


async def test_it_stands_where_its_nearest_place_does(shelf: Shelf) -> None:
    nearest = read_listing(find_services(shelf, VALENCIA).hits[0])
    assert nearest.point == (39.47, -0.376)


async def test_its_places_are_listed_both(shelf: Shelf) -> None:
    assert find_listings(shelf, VALENCIA).total == 4
    assert find_places(shelf, VALENCIA).total == 3


async def test_an_organization_is_listed_once(shelf: Shelf) -> None:
    found = find_organizations(shelf, VALENCIA)
    assert (found.total, len(found.hits)) == (1, 1)


def replaced(page: int) -> Query:
    return Query(country="ES", region="ES-VC", page=page, size=2)


@pytest.mark.parametrize(
    ("total", "page", "size", "pages", "is_last"),
    [(0, 1, 20, 1, True), (20, 1, 20, 1, True), (21, 1, 20, 2, False), (21, 2, 20, 2, True)],
)
def test_a_page_counts_as_hsds_does(
    total: int, page: int, size: int, pages: int, is_last: bool
) -> None:
    items = [b"{}"] * max(0, min(size, total - (page - 1) * size))
    assert json.loads(write_page(items, len(items), total, Query(page=page, size=size))) == {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": page == 1,
        "last_page": is_last,
        "empty": total == 0,
        "contents": [{}] * len(items),
    }
