"""A listing says what a card needs, from a handful of queries."""

from datetime import date
from pathlib import Path

import pytest
from tortoise.context import require_context

from directory.catalog.listing import Line, Listing
from directory.catalog.models import Organization, Service, ServiceAtLocation, Url
from directory.catalog.queries import get_listings, get_organization_page, load_listings
from directory.catalog.seed import seed_catalog
from directory.errors import NotFound
from directory.search.hours import every_week
from directory.search.opening import read_week
from tests.catalog.seed_folder import LINE, OFFICE, SHELTER, write_seed


@pytest.fixture
async def listings(database: str, tmp_path: Path) -> dict[str, Listing]:
    await seed_catalog(write_seed(tmp_path))
    return {listing.name.value: listing for listing in await load_listings()}


async def test_a_line_without_a_place(listings: dict[str, Listing]) -> None:
    line = listings["Example line"]
    assert line.id == line.service_id
    assert (line.country, line.region, line.town, line.point) == ("ES", None, None, None)
    assert (line.needs, line.serves, line.languages) == (("200", "201"), ("ES",), ("ca", "es"))
    assert line.lines == (
        Line("voice", "900 20 20 10", "+34900202010", from_abroad=True),
        Line("voice", "116111", "116111", from_abroad=False),
    )
    assert line.hours == every_week(read_week(LINE["hours"], "Europe/Madrid"))
    assert line.hours_text is not None
    assert line.hours_text.value == LINE["hours_text"]
    assert (line.cost, line.minimum_age, line.maximum_age) == ("free", 0, 17)
    assert line.verified_on == date(2026, 4, 22)
    assert (line.website, line.chat_url) == (LINE["website"], LINE["chat_url"])


async def test_an_office_has_its_place(listings: dict[str, Listing]) -> None:
    office = listings["Example office"]
    assert office.id != office.service_id
    assert (office.region, office.town) == ("ES-VC", "València")
    assert office.address == "Carrer Fictici 1, 46001"
    assert office.point == (39.47, -0.376)
    assert office.accessible is True


async def test_a_shelter_has_its_region_alone(listings: dict[str, Listing]) -> None:
    shelter = listings["Example shelter"]
    assert (shelter.visibility, shelter.region) == ("area_only", "ES-VC")
    assert (shelter.town, shelter.address, shelter.point) == (None, None, None)
    assert shelter.lines


async def test_names_have_their_translation(listings: dict[str, Listing]) -> None:
    (made,) = listings["Example line"].name.translations
    assert (made.language, made.value, made.origin) == ("es", "Línea Ejemplo", "human")
    assert (made.source, made.is_stale) == ("example.org", False)
    assert listings["Example line"].organization.translations[0].value == "Fundación Ejemplo"


async def test_a_translation_is_stale_when_the_original_changes(
    listings: dict[str, Listing],
) -> None:
    await Service.filter(slug=LINE["id"]).update(name="Example helpline")
    (changed,) = await get_listings([listings["Example line"].id])
    assert changed.name.translations[0].is_stale
    await Service.filter(slug=LINE["id"]).update(name=" Example line ")
    (same,) = await get_listings([listings["Example line"].id])
    assert not same.name.translations[0].is_stale


async def test_the_same_listings_come_one_by_one(listings: dict[str, Listing]) -> None:
    ids = [listing.id for listing in listings.values()][::-1]
    assert await get_listings(ids) == [listings[name] for name in reversed(listings)]


@pytest.mark.parametrize(
    "unknown", ["", "x", "../../etc", "0d9c2f4e-57b1-4c1c-9a3e-2f6d1b8e7a90", "0" * 32]
)
async def test_what_does_not_exist_is_not_found(database: str, unknown: str) -> None:
    with pytest.raises(NotFound):
        await get_listings([unknown])
    with pytest.raises(NotFound):
        await get_organization_page(unknown)


async def test_an_inactive_service_is_not_shown(listings: dict[str, Listing]) -> None:
    line = listings["Example line"]
    await Service.filter(slug=LINE["id"]).update(status="inactive")
    assert line.id not in {listing.id for listing in await load_listings()}
    with pytest.raises(NotFound):
        await get_listings([line.id])


async def test_an_organization_with_its_listings(listings: dict[str, Listing]) -> None:
    page = await get_organization_page(listings["Example line"].organization_id)
    assert page.name.value == "Example Foundation"
    assert page.website == "https://example.org/"
    assert page.listings == tuple(await load_listings())
    await Service.all().update(status="inactive")
    with pytest.raises(NotFound):
        await get_organization_page(page.id)


async def test_an_organization_without_services_is_not_found(database: str) -> None:
    made = await Organization.create(name="A")
    with pytest.raises(NotFound):
        await get_organization_page(str(made.id))


async def test_a_service_at_two_places_is_two_listings(listings: dict[str, Listing]) -> None:
    service = await Service.get(slug=OFFICE["id"])
    shelter = await ServiceAtLocation.get(service__slug=SHELTER["id"])
    await ServiceAtLocation.create(service=service, location=await shelter.location)
    found = [one for one in await load_listings() if one.service_id == str(service.id)]
    assert sorted(one.visibility for one in found) == ["area_only", "public"]


async def test_only_a_chat_is_a_chat(listings: dict[str, Listing]) -> None:
    service = await Service.get(slug=OFFICE["id"])
    await Url.filter(service=service).delete()
    await Url.create(service=service, label="blog", url="https://example.org/blog")
    (office,) = await get_listings([listings["Example office"].id])
    assert office.chat_url is None


async def test_many_listings_take_as_many_queries_as_few(
    seeded_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, asked = require_context().db(), list[str]()
    run = connection.execute_query_dict

    async def count(query: str, values: list[object] | None = None) -> list[dict[str, object]]:
        asked.append(query)
        return await run(query, values)

    monkeypatch.setattr(connection, "execute_query_dict", count)
    found = await load_listings()
    assert [listing.id for listing in found] == sorted(listing.id for listing in found)
    assert len(found) > 100
    assert 0 < len(asked) <= 15
