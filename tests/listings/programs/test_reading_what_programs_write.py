"""Whatever stands in the catalogue is read back as what it says; whatever else is refused."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from directory.catalog.listing import Listing
from directory.catalog.models import Service, ServiceAtLocation
from directory.catalog.queries import load_touched
from directory.catalog.shelf import read_listing
from directory.errors import BadRequest
from directory.exchange import hsds
from directory.exchange.incoming.sent import Incoming
from directory.exchange.incoming.service import read_service
from directory.exchange.queries import load_taxonomies
from directory.exchange.reading import read_object
from directory.languages.localizer import get_localizer
from directory.listings.queries import Held, get_held
from directory.places.gazetteer import Gazetteer
from directory.search.query import Query

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FIXED = (
    "id", "organization_id", "alternate_name", "status", "assured_date", "last_modified",
    "organization",
)  # fmt: skip
EVERY = 13
Shown = Mapping[str, Any]


async def read(service_id: UUID, towns: Gazetteer) -> tuple[Incoming, Shown]:
    """What is read of a service, and somebody who reads it back."""
    _, listings = await load_touched([service_id])
    taxonomies = await load_taxonomies()
    held = await get_held(service_id)
    shown = hsds.service(listings, taxonomies.by_code, NOW)
    return Incoming(held, listings[0], taxonomies.terms, get_localizer("en"), NOW, towns), shown


def test_every_service_is_the_same_when_it_is_put_back(site: Starlette, towns: Gazetteer) -> None:
    shelf, terms = site.state.stock.shelf, site.state.exchange.taxonomies
    by_service: dict[str, list[Listing]] = {}
    for hit in shelf.search.find(Query(size=len(shelf))).hits:
        by_service.setdefault(hit.owner("services"), []).append(read_listing(hit))
    assert len(by_service) > 700
    for listings in by_service.values():
        shown = hsds.service(listings, terms.by_code, NOW)
        # What stands as it was is not looked at: so there is no need of what is held.
        nothing = Held(None, {}, None, is_confidential=True)  # type: ignore[arg-type]  # as above
        incoming = Incoming(nothing, listings[0], terms.terms, get_localizer("en"), NOW, towns)
        assert read_service(incoming, json.loads(json.dumps(shown)), shown) == {}
        assert incoming.faults == []


async def test_what_is_said_anew_of_a_service_is_what_it_says(
    seeded_database: str, towns: Gazetteer
) -> None:
    """As if all of it had changed, and so each part had to be read."""
    services = await Service.filter(status="active").order_by("id")
    for service_id in [each.id for each in services][::EVERY]:
        incoming, shown = await read(service_id, towns)
        before = {name: shown[name] for name in FIXED if name in shown}
        places = shown.get("service_at_locations")
        if places and incoming.held.place is None:
            before["service_at_locations"] = places
        elif places:
            bare = {k: v for k, v in places[0]["location"].items() if not isinstance(v, list)}
            before["service_at_locations"] = [places[0] | {"location": bare}]
        if source := [each for each in shown.get("additional_urls", ()) if each["label"] != "chat"]:
            before["additional_urls"] = source
        wished = read_service(incoming, shown, before)
        # A number of a form that nobody gives out any more stays, and so do hours beyond it.
        assert wished == {}, (service_id, wished)
        assert incoming.faults == [], service_id


async def a_service(*, is_private: bool) -> UUID:
    """One with a single place, that everybody may know or nobody."""
    visible = "public"
    rows = await ServiceAtLocation.all().order_by("id").values("service_id", "location__visibility")
    places: dict[UUID, list[str]] = {}
    for row in rows:
        places.setdefault(row["service_id"], []).append(row["location__visibility"])
    return next(
        key
        for key, found in places.items()
        if (found == [visible]) is not is_private and (len(found) == 1)
    )


async def test_the_address_of_a_public_place_can_change(
    seeded_database: str, towns: Gazetteer
) -> None:
    incoming, shown = await read(await a_service(is_private=False), towns)
    sent = json.loads(json.dumps(shown))
    place = sent["service_at_locations"][0]["location"]
    place["addresses"] = [
        {"address_1": "New street 5", "city": "No such town", "state_province": "US-NJ"}
    ]
    place["accessibility"] = [{"description": "Wheelchairs cannot get in."}]
    wished = read_service(incoming, sent, shown)

    assert incoming.faults == []
    assert wished["street"] == "New street 5"
    assert wished["town"] == "No such town"
    assert (wished["region"], wished["point"]) == ("US-NJ", None)
    assert wished["wheelchair"] is False


async def test_a_place_can_move(seeded_database: str, towns: Gazetteer) -> None:
    incoming, shown = await read(await a_service(is_private=False), towns)
    for values, point in (
        ({"latitude": 42.9, "longitude": -78.9}, "42.9, -78.9"),
        ({"addresses": [{"city": "Buffalo", "state_province": "US-NY"}]}, "42.88645, -78.87837"),
    ):
        sent = json.loads(json.dumps(shown))
        sent["service_at_locations"][0]["location"] |= values
        incoming.pairs.clear()

        assert read_service(incoming, sent, shown)["point"] == point
        assert incoming.faults == []


async def test_what_is_no_fact_of_a_place_stays(seeded_database: str, towns: Gazetteer) -> None:
    incoming, shown = await read(await a_service(is_private=False), towns)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"latitude": 91}, "latitude"),
        ({"latitude": "1.5"}, "latitude"),
        ({"latitude": None}, "latitude"),
        ({"latitude": -70, "longitude": 0}, "latitude"),
        ({"location_type": "virtual"}, "location_type"),
        ({"name": "Somewhere"}, "name"),
        ({"addresses": [{"country": "XX"}]}, "addresses[0].country"),
        ({"addresses": [{"address_2": "Flat 4"}]}, "addresses[0].address_2"),
        ({"addresses": [{}, {}]}, "addresses"),
        ({"accessibility": [{"description": "Yes"}]}, "accessibility[0].description"),
    ]
    for values, field in wrong:
        incoming.faults.clear()
        sent = json.loads(json.dumps(shown))
        sent["service_at_locations"][0]["location"] |= values
        read_service(incoming, sent, shown)
        named = {each.field for each in incoming.faults}
        assert f"service_at_locations[0].location.{field}" in named


async def test_a_private_place_is_neither_shown_nor_taken_nor_repeated(
    seeded_database: str, towns: Gazetteer
) -> None:
    """Rules L-01 to L-07."""
    incoming, shown = await read(await a_service(is_private=True), towns)
    assert set(shown["service_at_locations"][0]["location"]) == {"id", "location_type"}
    secret = "Hidden street 12, 1234 AB Hiding"
    sent = json.loads(json.dumps(shown)) | {
        "description": f"We are in {secret}, near 52.1234, 4.5678"
    }
    place = sent["service_at_locations"][0]["location"]
    place |= {"latitude": 52.1234, "addresses": [{"address_1": secret}]}
    read_service(incoming, sent, shown)

    said = {each.field: each.value for each in incoming.faults}
    assert {"service_at_locations", "description"} <= set(said)
    assert set(said.values()) == {""}


NAMES = [*hsds.SERVICE, "organization", "phones", "schedules", "service_areas", "languages",
         "cost_options", "attributes", "additional_urls", "service_at_locations"]  # fmt: skip
INNER = ["id", "service_id", "number", "type", "description", "extension", "code", "extent",
         "option", "amount", "label", "url", "taxonomy_term_id", "link_id", "location", "addresses",
         "accessibility", "address_1", "freq", "byday", "opens_at", "closes_at", "notes",
         "valid_from", "valid_to", "x_time_zone", "timezone", "interval"]  # fmt: skip
WORDS = st.sampled_from(
    ["", "WEEKLY", "MO", "09:00", "24:00", "closed", "instead of the usual hours", "2027-01-01",
     "Europe/Madrid", "free", "chat", "+34600000000", "ES", "es", "9999-12-31",
     "on public holidays of ES: closed", "on public holidays of XX"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | WORDS
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=6)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("is_private", [False, True])
async def test_no_object_is_too_strange_to_be_answered(
    seeded_database: str, towns: Gazetteer, is_private: bool
) -> None:
    incoming, shown = await read(await a_service(is_private=is_private), towns)

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6))
    def check(changes: dict[str, Any]) -> None:
        again = Incoming(
            incoming.held, incoming.listing, incoming.terms, incoming.write, incoming.at, towns
        )
        wished = read_service(again, {**shown, **changes}, shown)
        json.dumps(wished)
        assert all(isinstance(each.sentence, str) for each in again.faults)

    check()


@given(
    st.binary(max_size=60) | st.text(max_size=40).map(lambda text: json.dumps({"a": text}).encode())
)
def test_no_body_is_too_strange_either(body: bytes) -> None:
    with suppress(BadRequest):
        assert isinstance(read_object(body), dict)
