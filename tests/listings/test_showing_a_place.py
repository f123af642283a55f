"""A place that was private is shown again: by an editor, with an address that is typed anew."""

import pytest

from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.catalog.models import Address, Location, Organization, Service, ServiceAtLocation
from directory.listings.models import Version
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.form import link_in, path_of, send, take_letters
from tests.pages import PRIVATE_PLACE

PATH = path_of(PRIVATE_PLACE, "place")
ADDRESS = {"street": "12 Harbour Street", "postal_code": "10001", "town": "New York"}


@pytest.fixture
async def confirmed(editor: Browser, cast: Cast) -> Browser:
    """An editor who has just shown the second factor."""
    await editor.confirm(cast.players[Role.EDITOR].secret)
    return editor


async def test_it_is_a_new_place_with_a_new_address(confirmed: Browser) -> None:
    await Service.filter(id=PRIVATE_PLACE).update(email="desk@shelter.example.org")
    (old,) = await ServiceAtLocation.filter(service_id=PRIVATE_PLACE)
    page = await confirmed.get(PATH)

    answer = await send(confirmed, PATH, page.text, **ADDRESS, agreed="yes")

    assert answer.status_code == 303, words(answer.text)
    held = await get_held(PRIVATE_PLACE)
    assert not held.is_confidential
    assert {name: held.facts[name] for name in ADDRESS} == ADDRESS
    assert (held.facts["region"], held.facts["point"]) == ("US-NY", "40.71427, -74.00597")
    assert held.place is not None
    assert held.place != old.location_id  # type: ignore[attr-defined]  # Tortoise adds it
    assert not await Location.filter(id=old.location_id).exists()  # type: ignore[attr-defined]  # as above
    assert await Address.filter(address_1="12 Harbour Street").count() == 1
    version = await Version.filter(service_id=PRIVATE_PLACE).order_by("-number").first()
    assert version is not None
    assert version.facts["street"] == "12 Harbour Street"
    assert await AuditLine.filter(action="place_shown", object_id=str(PRIVATE_PLACE)).exists()


async def test_the_provider_is_told_and_can_take_it_back(
    confirmed: Browser, browser: Browser, office: Office
) -> None:
    take_letters(office)
    await Service.filter(id=PRIVATE_PLACE).update(email="desk@shelter.example.org")
    page = await confirmed.get(PATH)
    await send(confirmed, PATH, page.text, **ADDRESS, agreed="yes")

    (letter,) = take_letters(office)
    assert letter["To"] == "desk@shelter.example.org"
    link = link_in(letter)
    form = await browser.get(link)
    assert "12 Harbour Street" in form.text
    await send(browser, link, form.text, private="yes")
    assert (await get_held(PRIVATE_PLACE)).is_confidential
    assert not await Address.filter(address_1="12 Harbour Street").exists()


async def test_no_mail_is_promised_that_cannot_leave(confirmed: Browser) -> None:
    service = await Service.get(id=PRIVATE_PLACE).select_related("organization")
    await Service.filter(id=service.id).update(email=None)
    await Organization.filter(id=service.organization.id).update(email=None)

    page = words((await confirmed.get(PATH)).text)

    assert "is not told by mail" in page
    assert "can make it private again" not in page


async def test_nothing_is_shown_that_nobody_agreed_to(confirmed: Browser) -> None:
    page = await confirmed.get(PATH)

    answer = await send(confirmed, PATH, page.text, **ADDRESS)

    assert answer.status_code == 422
    assert "Ask the provider first" in words(answer.text)
    assert 'value="12 Harbour Street"' in answer.text
    assert (await get_held(PRIVATE_PLACE)).is_confidential


async def test_an_address_has_a_street_and_a_town(confirmed: Browser) -> None:
    page = await confirmed.get(PATH)

    answer = await send(confirmed, PATH, page.text, postal_code="10001", agreed="yes")

    assert answer.status_code == 422
    assert "Write the street and the number: without them" in words(answer.text)
    assert "Write the town: without it" in words(answer.text)


async def test_the_second_factor_comes_first(editor: Browser, clock: SetClock) -> None:
    clock.advance(6 * 60)
    answer = await editor.get(PATH)

    assert answer.status_code == 303
    assert "/staff/confirm" in answer.headers["location"]


async def test_a_place_that_is_public_has_no_such_page(confirmed: Browser, own: Service) -> None:
    assert (await confirmed.get(path_of(own.id, "place"))).status_code == 404


async def test_no_provider_shows_a_place(provider: Browser, own: Service) -> None:
    assert (await provider.get(path_of(own.id, "place"))).status_code == 404
