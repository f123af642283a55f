"""A place that moves is found where it is now: its point and its region go with its town."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from directory.catalog.models import Location, ServiceAtLocation
from directory.listings.points import follow_town, lies_in, read_point, write_point
from directory.listings.queries import get_held
from directory.places.gazetteer import Gazetteer
from tests.accounts.browser import Browser
from tests.catalog.test_following import seconds_until
from tests.finder.reading import words
from tests.listings.form import change, path_of, send

MADRID, VALENCIA = (40.4165, -3.70256), (39.47391, -0.37966)


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("40.4168, -3.7038", (40.4168, -3.7038)),
        (" 40.4168,-3.7038 ", (40.4168, -3.7038)),
        ("40,4168; -3,7038", (40.4168, -3.7038)),
        ("40,4168, -3,7038", (40.4168, -3.7038)),
        ("40,4168 -3,7038", (40.4168, -3.7038)),
        ("40.4168° \N{MINUS SIGN}3.7038°", (40.4168, -3.7038)),
        ("-90 180", (-90, 180)),
        ("40.123456789, 3", (40.12346, 3)),
    ],
)
def test_a_point_is_read_as_maps_and_people_write_it(
    typed: str, point: tuple[float, float]
) -> None:
    assert read_point(typed) == point


@pytest.mark.parametrize(
    "typed",
    ["", "40.4168", "91, 0", "0, 181", "nan, nan", "40.4168, -3.7038, 5", "N 40 W 3", "1e1 2"],
)
def test_what_is_no_point_is_none(typed: str) -> None:
    assert read_point(typed) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_comes_back_as_it_was_written(lat: float, lon: float) -> None:
    written = write_point(lat, lon)
    assert written is not None
    point = read_point(written)
    assert point is not None
    assert point == pytest.approx((lat, lon), abs=0.000_006)
    assert write_point(*point) == written


def test_a_point_lies_in_its_country(towns: Gazetteer) -> None:
    assert lies_in(MADRID, "ES", towns)
    assert not lies_in((MADRID[1], MADRID[0]), "ES", towns)
    assert not lies_in(MADRID, "US", towns)
    # On both sides of the antimeridian, and where there is no degree further north.
    assert lies_in((-16.5, 179.9), "FJ", towns)
    assert lies_in((-16.8, -179.9), "FJ", towns)
    assert not lies_in((90.0, 0.0), "NO", towns)


WAS = {"town": "Madrid", "region": "ES-MD", "point": "40.42, -3.7"}


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ({}, {}),
        ({"street": "Calle Nueva 1"}, {}),
        ({"town": "Valencia"}, {"region": "ES-VC", "point": write_point(*VALENCIA)}),
        # The same town, otherwise spelled: its point was the better one.
        ({"town": "MADRID"}, {"region": "ES-MD"}),
        ({"town": "Nowhere at all"}, {"point": None}),
        ({"town": None}, {"point": None}),
        ({"town": "Valencia", "point": "39.5, -0.4"}, {"region": "ES-VC"}),
        ({"town": "Valencia", "region": "ES-VC"}, {"point": write_point(*VALENCIA)}),
        # Who says the region of a town means that town and no other.
        ({"town": "Valencia", "region": "ES-CT"}, {"point": None}),
        ({"point": None}, {"region": "ES-MD", "point": write_point(*MADRID)}),
        ({"point": "40.5, -3.6"}, {}),
    ],
)
def test_what_goes_with_a_town(
    towns: Gazetteer, said: dict[str, Any], follows: dict[str, Any]
) -> None:
    assert follow_town(WAS, said, "ES", towns) == follows


def test_one_of_many_towns_of_a_name_is_not_guessed(towns: Gazetteer) -> None:
    was = {"town": "Honolulu", "region": "US-HI", "point": "21.3, -157.8"}
    assert follow_town(was, {"town": "Springfield"}, "US", towns) == {"point": None}
    found = follow_town(was, {"town": "Springfield", "region": "US-MO"}, "US", towns)
    assert found == {"point": "37.21533, -93.29824"}


async def placed_in(town: str) -> UUID:
    """A listing whose one place is public and in a town."""
    rows = ServiceAtLocation.filter(location__addresses__city=town, service__status="active")
    for (service_id,) in await rows.order_by("service_id").values_list("service_id"):
        held = await get_held(service_id)
        if held.place and held.facts["point"]:
            return held.service.id
    raise AssertionError(town)


async def point_of(service_id: UUID) -> tuple[float | None, float | None]:
    location = await Location.get(id=(await get_held(service_id)).place)
    return location.latitude, location.longitude


async def near(browser: Browser, lat: float, lon: float) -> set[str]:
    asked = {"lat": lat, "lon": lon, "radius": 50, "placed": 1, "per_page": 100}
    found = await browser.client.get("/api/services", params=asked)
    return {each["id"] for each in found.json()["contents"]}


@pytest.mark.usefixtures("followed")
async def test_a_place_that_moves_is_found_where_it_is_now(editor: Browser, app: Starlette) -> None:
    moved = await placed_in("New York")

    await change(editor, moved, town="Buffalo", street="12 Lake Street")

    held = await get_held(moved)
    assert (held.facts["town"], held.facts["region"]) == ("Buffalo", "US-NY")
    assert await point_of(moved) == (42.88645, -78.87837)

    async def is_in_buffalo() -> bool:
        return str(moved) in await near(editor, 42.89, -78.88)

    await seconds_until(is_in_buffalo)
    assert str(moved) not in await near(editor, 40.71, -74.01)


async def test_a_point_can_be_typed_and_a_wrong_one_comes_back(editor: Browser) -> None:
    moved = await placed_in("New York")
    page = await editor.get(path_of(moved))

    refused = await send(editor, path_of(moved), page.text, point="-73.99, 40.71")
    assert refused.status_code == 422
    assert "This point is not in the country of the listing." in words(refused.text)
    assert 'value="-73.99, 40.71"' in refused.text
    refused = await send(editor, path_of(moved), page.text, point="Main Street")
    assert refused.status_code == 422
    assert 'value="Main Street"' in refused.text

    await change(editor, moved, point="40.71, -73.99")
    assert await point_of(moved) == (40.71, -73.99)
