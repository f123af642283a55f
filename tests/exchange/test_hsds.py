"""A listing becomes HSDS objects that the official schemas accept and that hide what is private."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from directory.catalog.listing import Listing
from directory.catalog.queries import load_listings
from directory.catalog.schedules import read_schedules
from directory.catalog.seed import seed_catalog
from directory.exchange import hsds
from directory.exchange.parts import schedules
from directory.exchange.queries import Taxonomies, load_taxonomies
from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays
from tests.catalog.seed_folder import write_seed
from tests.exchange.schemas import faults, nulls

WINTER = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)
# All that an address or a point could be called.
TELLING = {"latitude", "longitude", "addresses", "name", "description", "transportation", "url"}


@pytest.fixture
async def listings(database: str, tmp_path: Path) -> dict[str, Listing]:
    await seed_catalog(write_seed(tmp_path))
    return {listing.name.value: listing for listing in await load_listings()}


def objects_of(listing: Listing, taxonomies: Taxonomies) -> dict[str, Any]:
    """Each kind of object by the schema that it must keep."""
    terms = taxonomies.by_code
    made: dict[str, Any] = {
        "compiled/service_list.json": hsds.service_item(listing),
        "compiled/organization_list.json": hsds.organization_item(listing),
        "service.json": hsds.service([listing], terms, WINTER),
        "organization.json": hsds.organization([listing]),
    }
    if listing.location_id is not None:
        made["compiled/service_at_location_list.json"] = hsds.place_item(listing)
        made["service_at_location.json"] = hsds.service_at_location(listing, terms, WINTER)
    return made


async def test_every_real_listing_is_valid_in_every_shape(seeded_database: str) -> None:
    taxonomies = await load_taxonomies()
    for listing in await load_listings():
        for schema, made in objects_of(listing, taxonomies).items():
            assert faults(schema, made) == [], (listing.id, schema)
            assert nulls(made) == []


async def test_the_nested_services_are_valid_too(listings: dict[str, Listing]) -> None:
    taxonomies = await load_taxonomies()
    office = objects_of(listings["Example office"], taxonomies)
    assert faults("service.json", office["service_at_location.json"]["service"]) == []
    assert faults("service.json", office["organization.json"]["services"][0]) == []


async def test_the_taxonomy_is_valid(seeded_database: str) -> None:
    taxonomies = await load_taxonomies()
    assert len(taxonomies.terms) > 50
    for taxonomy in taxonomies.taxonomies.values():
        assert faults("taxonomy.json", taxonomy) == []
    for term in taxonomies.terms.values():
        assert faults("taxonomy_term.json", term) == []
        assert nulls(term) == []


async def test_a_line_says_all_that_is_known_of_it(listings: dict[str, Listing]) -> None:
    line = listings["Example line"]
    made = hsds.service([line], (await load_taxonomies()).by_code, WINTER)
    assert made["id"] == line.service_id
    assert (made["alternate_name"], made["assured_date"]) == ("Línea Ejemplo", "2026-04-22")
    assert [phone["number"] for phone in made["phones"]] == ["+34900202010", "116111"]
    assert {tag["code"]: tag["name"] for tag in made["languages"]} == {
        "ca": "Catalan",
        "es": "Spanish",
    }
    assert [area["extent"] for area in made["service_areas"]] == ["ES"]
    assert made["cost_options"][0]["amount"] == 0
    assert [it["taxonomy_term"]["code"] for it in made["attributes"]] == ["200", "201"]
    assert {url["label"] for url in made["additional_urls"]} == {"chat", "source"}
    assert "service_at_locations" not in made


async def test_hours_have_the_offset_of_the_season(listings: dict[str, Listing]) -> None:
    line = listings["Example line"]
    winter, summer = schedules(line, WINTER)[0], schedules(line, SUMMER)[0]
    assert (winter["byday"], winter["freq"]) == ("MO,TU,WE,TH,FR", "WEEKLY")
    assert (winter["opens_at"], winter["closes_at"]) == ("09:00+01:00", "14:00+01:00")
    assert (winter["timezone"], winter["x_time_zone"]) == (1, "Europe/Madrid")
    assert (summer["opens_at"], summer["timezone"]) == ("09:00+02:00", 2)
    assert winter["id"] == summer["id"]


CHRISTMAS = Hours(
    ((How.PHONE, ((540, 720), (1320, 1800))), (How.APPOINTMENT, ((540, 720),))),
    "Asia/Kathmandu",
    OnHolidays("ES-VC", ((How.PHONE, ((600, 660),)),)),
    (
        OtherDays(date(2026, 12, 24), date(2026, 12, 24), ((How.OPEN, ((540, 720),)),)),
        OtherDays(date(2026, 12, 25), date(2027, 1, 6)),
        OtherDays(date(2027, 8, 1), ENDLESS),
    ),
)


async def test_exceptions_and_ways_are_valid_and_come_back(listings: dict[str, Listing]) -> None:
    line = replace(listings["Example line"], hours=CHRISTMAS, hours_text=None)
    made = hsds.service([line], (await load_taxonomies()).by_code, WINTER)

    rules = made["schedules"]
    assert faults("service.json", made) == []
    assert nulls(made) == []
    assert len({rule["id"] for rule in rules}) == len(rules) == 7
    assert {rule.get("valid_to") for rule in rules} == {None, "2026-12-24", "2027-01-06"}
    assert read_schedules(rule | {"time_zone": rule["x_time_zone"]} for rule in rules) == CHRISTMAS


async def test_an_office_has_its_address_and_its_point(listings: dict[str, Listing]) -> None:
    made = hsds.place_item(listings["Example office"])["location"]
    assert (made["latitude"], made["longitude"]) == (39.47, -0.376)
    (address,) = hsds.location(listings["Example office"])["addresses"]
    assert (address["address_1"], address["city"]) == ("Carrer Fictici 1", "València")
    assert (address["postal_code"], address["country"]) == ("46001", "ES")


async def test_a_shelter_has_no_address_in_any_shape(listings: dict[str, Listing]) -> None:
    shelter = listings["Example shelter"]
    assert hsds.place_item(shelter)["location"].keys() == {"id", "location_type"}
    for made in objects_of(shelter, await load_taxonomies()).values():
        for place in locations_in(made):
            assert place.keys() & TELLING == set()
    assert hsds.feature(shelter)["geometry"] is None


def locations_in(value: Any) -> list[dict[str, Any]]:
    """Every location of an object, however deep it stands."""
    if isinstance(value, list):
        return [found for part in value for found in locations_in(part)]
    if not isinstance(value, dict):
        return []
    own = [value] if "location_type" in value else []
    return own + [found for part in value.values() for found in locations_in(part)]
