"""A place that was public has to be kept private: at once, and nothing of it is remembered."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from directory.accounts.ledger import Actor
from directory.accounts.office import Office
from directory.catalog.models import (
    Address,
    Change,
    Location,
    Phone,
    Service,
    ServiceAtLocation,
    Translation,
    Url,
)
from directory.catalog.queries import load_touched
from directory.catalog.seed import seed_catalog
from directory.listings.actions.hiding import forget_hidden_places
from directory.listings.actions.links import send_link
from directory.listings.actions.seen import keep_seen
from directory.listings.actions.writing import write_facts
from directory.listings.findings import About, Check, Finding, Problem
from directory.listings.models import Review, SeenAddress, Version
from directory.listings.queries import get_held
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.form import link_in, send, take_letters
from tests.listings.test_translating import translate
from tests.pages import PRIVATE_PLACE

STREET, TOWN = "Rue du Port 7bis", "Marseilletown"
MAP = "https://www.google.com/maps/@52.37,4.89#"
TEXT = "Come to 12 rue du Port, second floor."


async def placed_service(cast: Cast) -> Service:
    """A listing with one public place, whose street stands in all that can be remembered of it."""
    places = ServiceAtLocation.filter(location__visibility="public", service__status="active")
    place = await places.order_by("id").first().select_related("service__organization")
    assert place is not None
    service: Service = place.service
    await Service.filter(id=service.id).update(email="desk@placed.example.org")
    return await Service.get(id=service.id).select_related("organization")


def path_of(service_id: UUID) -> str:
    return f"/en/staff/listings/{service_id}"


async def type_in(editor: Browser, service: Service, **typed: str) -> None:
    page = await editor.get(path_of(service.id))
    answer = await send(editor, path_of(service.id), page.text, **typed)
    assert answer.status_code == 303, words(answer.text)


async def remembered(service_id: UUID) -> str:
    """Everything that the database holds about a listing, as one text."""
    rows: list[object] = []
    for model in (Version, Review, ServiceAtLocation, Phone):
        rows += await model.filter(service_id=service_id).values()
    rows += await Change.all().values()
    rows += await Address.all().values()
    rows += await Location.all().values()
    rows += await Translation.filter(link_id=service_id).values()
    rows += await Service.filter(id=service_id).values()
    return repr(rows)


async def test_by_the_form_of_an_editor_all_that_leads_there_is_gone(
    editor: Browser, cast: Cast
) -> None:
    service = await placed_service(cast)
    await type_in(editor, service, street=STREET, town=TOWN)
    await type_in(editor, service, description=TEXT, point="40.71, -74.91357")
    before = await remembered(service.id)
    assert (STREET in before, "74.91357" in before) == (True, True)

    await type_in(editor, service, private="yes")

    held = await get_held(service.id)
    assert (held.is_confidential, held.place, held.facts["description"]) == (True, None, None)
    kept = await remembered(service.id)
    for told in (STREET, TOWN, "rue du Port", "74.91357"):
        assert told not in kept
    _, listed = await load_touched([service.id])
    assert {(each.point, each.address, each.town) for each in listed} == {(None, None, None)}
    assert {each.visibility for each in listed} == {"area_only"}
    page = await editor.get(f"{path_of(service.id)}/history")
    assert STREET not in page.text


async def test_by_a_link_it_waits_for_no_editor(
    browser: Browser, office: Office, cast: Cast
) -> None:
    service = await placed_service(cast)
    take_letters(office)
    await send_link(office, service.id, Actor())
    link = link_in(take_letters(office)[0])
    page = await browser.get(link)

    answer = await send(browser, link, page.text, private="yes", street=STREET)

    assert answer.status_code == 200
    assert (await get_held(service.id)).is_confidential
    assert STREET not in await remembered(service.id)
    assert not await Review.exists()


async def test_what_is_sent_with_it_may_not_lead_there_either(editor: Browser, cast: Cast) -> None:
    service = await placed_service(cast)
    page = await editor.get(path_of(service.id))

    answer = await send(editor, path_of(service.id), page.text, private="yes", description=TEXT)

    assert answer.status_code == 422
    assert not (await get_held(service.id)).is_confidential
    # It comes back as it was typed, with the tick.
    assert 'name="private" value="yes" checked' in answer.text


async def test_a_version_from_before_brings_no_place_back(editor: Browser, cast: Cast) -> None:
    service = await placed_service(cast)
    await type_in(editor, service, street=STREET, cost="paid")
    await type_in(editor, service, private="yes")

    await editor.get(f"{path_of(service.id)}/history")
    await editor.post(f"{path_of(service.id)}/restore", number="1")

    held = await get_held(service.id)
    assert (held.is_confidential, held.place) == (True, None)


async def test_the_data_makes_a_place_private_also_where_the_listing_is_kept_here(
    editor: Browser, cast: Cast
) -> None:
    hidden = ServiceAtLocation.exclude(location__visibility="public")
    place = await hidden.filter(service__slug__not_isnull=True).order_by("id").first()
    assert place is not None
    service_id: UUID = place.service_id  # type: ignore[attr-defined]  # Tortoise adds it
    # Somebody here has made it public, as a new place, and answers for the listing.
    await Location.filter(id=place.location_id).delete()  # type: ignore[attr-defined]  # as above
    location = await Location.create(id=uuid4(), visibility="public", latitude=1.5, longitude=2.5)
    await Address.create(id=uuid4(), location_id=location.id, country="US", city=TOWN)
    await ServiceAtLocation.create(id=uuid4(), service_id=service_id, location_id=location.id)
    await Service.filter(id=service_id).update(kept_on="2026-11-26")
    await type_in(editor, await Service.get(id=service_id), street=STREET)

    await seed_catalog()
    await forget_hidden_places()

    assert (await get_held(service_id)).is_confidential
    assert STREET not in await remembered(service_id)


async def test_no_translation_leads_there_and_none_is_remembered(
    editor: Browser, cast: Cast, clock: SetClock
) -> None:
    service = await placed_service(cast)
    texts = {"hours_text": "By appointment.", "description": "They listen."}
    await write_facts(service.id, texts, by="test", cause="edit", at=clock())
    said = ("Venez au 12 rue du Port.", "Venez.")
    for hours, description in (said, said[::-1]):
        await translate(editor, service.id, "fr", hours_text=hours, description=description)
    await translate(editor, service.id, "fr", hours_text="")
    await translate(editor, service.id, "ar", hours_text=said[0])

    await type_in(editor, service, private="yes")

    assert "rue du Port" not in repr(await Change.all().values())
    assert "rue du Port" not in repr(await Translation.all().values())


async def test_no_link_leads_there_and_nothing_that_was_found_of_one(
    editor: Browser, cast: Cast
) -> None:
    service = await placed_service(cast)
    await type_in(editor, service, website=f"{MAP}website", chat_url=f"{MAP}chat")
    about = About(str(service.id), service.name, "NL")
    found = [Finding(Check.LINKS, about, "website", f"{MAP}website", Problem.LINK_GONE)]
    await keep_seen(found, date(2026, 11, 20))

    await type_in(editor, service, private="yes")

    facts = (await get_held(service.id)).facts
    assert (facts["website"], facts["chat_url"]) == (None, None)
    assert MAP not in await remembered(service.id)
    assert MAP not in repr([await Url.all().values(), await SeenAddress.all().values()])


@pytest.mark.parametrize("field", ["website", "chat_url"])
async def test_no_link_to_a_map_is_taken_of_a_private_place(editor: Browser, field: str) -> None:
    page = await editor.get(path_of(PRIVATE_PLACE))

    answer = await send(editor, path_of(PRIVATE_PLACE), page.text, **{field: MAP})

    assert answer.status_code == 422
    assert "This says where a place is that is kept private." in words(answer.text)
    assert MAP in answer.text


@pytest.mark.parametrize("typed", ["", "no"])
async def test_without_the_tick_the_place_stays(editor: Browser, cast: Cast, typed: str) -> None:
    service = await placed_service(cast)
    await type_in(editor, service, cost="paid", private=typed)

    assert not (await get_held(service.id)).is_confidential
