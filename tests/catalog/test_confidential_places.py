"""Every way to bring a point or an address into a confidential place is refused (L-01 to L-06).

The threat is somebody who looks for one person in one shelter: what is stored can be found.
"""

from pathlib import Path
from typing import Any

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import require_context
from tortoise.exceptions import IntegrityError

from directory.catalog.models import Address, Change, Location, Service
from directory.catalog.queries import load_listings
from directory.catalog.seed import read_seed, seed_catalog
from directory.errors import BrokenData
from tests.catalog.seed_folder import OFFICE, SHELTER, write_seed

HIDDEN = ("area_only", "none")
LEAKS: tuple[dict[str, Any], ...] = (
    {"latitude": 39.47, "longitude": -0.376},
    {"latitude": 0.0, "longitude": 0.0},
    {"name": "Carrer Fictici 1"},
    {"alternate_name": "The house with the red door"},
    {"description": "Behind the station"},
    {"transportation": "Bus 5"},
    {"url": "https://example.org/map"},
    {"external_identifier": "100012345"},
)
ADDRESSES: tuple[dict[str, Any], ...] = (
    {"address_1": "Carrer Fictici 1"},
    {"address_2": "2nd floor"},
    {"city": "València"},
    {"postal_code": "46001"},
    {"region": "Ciutat Vella"},
    {"attention": "Example house"},
)


@pytest.mark.parametrize("visibility", HIDDEN)
@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: next(iter(leak)))
async def test_a_hidden_place_is_not_written_with_what_finds_it(
    database: str, visibility: str, leak: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        await Location.create(visibility=visibility, **leak)
    place = await Location.create(visibility=visibility)
    with pytest.raises(IntegrityError):
        await Location.filter(id=place.id).update(**leak)
    with pytest.raises(IntegrityError):
        await Location.bulk_create([Location(visibility=visibility, **leak)])


@pytest.mark.parametrize("visibility", HIDDEN)
@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: next(iter(leak)))
async def test_a_place_is_not_hidden_while_that_still_stands(
    database: str, visibility: str, leak: dict[str, Any]
) -> None:
    place = await Location.create(visibility="public", **leak)
    with pytest.raises(IntegrityError):
        await Location.filter(id=place.id).update(visibility=visibility)


@pytest.mark.parametrize("visibility", HIDDEN)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: next(iter(address)))
async def test_a_hidden_place_gets_no_address(
    database: str, visibility: str, address: dict[str, Any]
) -> None:
    hidden = await Location.create(visibility=visibility)
    with pytest.raises(IntegrityError):
        await Address.create(location=hidden, country="ES", **address)
    allowed = await Address.create(location=hidden, country="ES", state_province="ES-VC")
    with pytest.raises(IntegrityError):
        await Address.filter(id=allowed.id).update(**address)

    public = await Location.create(visibility="public")
    moved = await Address.create(location=public, country="ES", **address)
    with pytest.raises(IntegrityError):
        await Address.filter(id=moved.id).update(location_id=hidden.id)
    with pytest.raises(IntegrityError):
        await Location.filter(id=public.id).update(visibility=visibility)


async def test_an_unknown_word_for_visibility_is_refused(database: str) -> None:
    with pytest.raises(IntegrityError):
        await Location.create(visibility="secret")


@pytest.mark.parametrize("visibility", HIDDEN)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "Carrer Fictici 1"),
        ("postal_code", "46001"),
        ("city", "València"),
        ("lat", "39.47"),
        ("lat", "0"),
        ("audience", "ring at Calle Mayor 5"),
        ("hours_text", "39.4702, -0.3768"),
    ],
)
def test_the_seed_refuses_it_and_does_not_repeat_it(
    tmp_path: Path, visibility: str, field: str, value: str
) -> None:
    row = SHELTER | {"visibility": visibility, field: value}
    row |= {"lon": "-0.376"} if field == "lat" else {}
    with pytest.raises(BrokenData) as broken:
        read_seed(write_seed(tmp_path, row))
    problem = next(p for p in broken.value.problems if p.field == field)
    assert problem.line == 2
    assert value not in str(broken.value).replace("es.csv:2", "")


@pytest.mark.parametrize("column", ["region", "serves"])
def test_a_region_where_few_people_live_hides_nobody(tmp_path: Path, column: str) -> None:
    row = SHELTER | {"country": "IS", "region": "", column: "IS-7"}
    with pytest.raises(BrokenData, match="IS: so few people live here"):
        read_seed(write_seed(tmp_path, row))


async def test_a_place_that_becomes_hidden_leaves_nothing_behind(
    database: str, tmp_path: Path
) -> None:
    await seed_catalog(write_seed(tmp_path, OFFICE))
    moved = OFFICE | {"address": "Carrer Inventat 2", "lat": "39.48"}
    await seed_catalog(write_seed(tmp_path, moved))
    assert await Change.filter(previous_value="Carrer Fictici 1").exists()

    hidden = moved | dict.fromkeys(("address", "postal_code", "city", "lat", "lon"), "")
    await seed_catalog(write_seed(tmp_path, hidden | {"visibility": "area_only"}))

    everything = str(await Change.all().values())
    for secret in ("Fictici", "Inventat", "39.47", "39.48", "46001"):
        assert secret not in everything
    assert [a.address_1 for a in await Address.all()] == [""]
    assert (await Location.get()).latitude is None


@pytest.mark.parametrize("visibility", [*HIDDEN, "secret"])
async def test_a_listing_tells_nothing_even_when_the_database_was_talked_round(
    database: str, tmp_path: Path, visibility: str
) -> None:
    await seed_catalog(write_seed(tmp_path, OFFICE))
    await disarm(require_context().db())
    await Location.all().update(visibility=visibility)

    (listing,) = await load_listings()
    assert (listing.visibility, listing.country) == (visibility, "ES")
    assert listing.region == ("ES-VC" if visibility == "area_only" else None)
    assert (listing.point, listing.address, listing.town, listing.accessible) == (None,) * 4
    for secret in ("Fictici", "46001", "València", "39.47"):
        assert secret not in repr(listing)
    assert await Service.exists()


async def disarm(connection: BaseDBAsyncClient) -> None:
    """Take away the refusals that the tests above show."""
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_script(
            "PRAGMA ignore_check_constraints = ON; DROP TRIGGER locations_confidential_update"
        )
        return
    await connection.execute_script(
        "ALTER TABLE locations DISABLE TRIGGER USER;"
        "ALTER TABLE locations DROP CONSTRAINT locations_confidential;"
        "ALTER TABLE locations DROP CONSTRAINT locations_visibility"
    )
