"""What may be wrong, as an editor reads it, and two listings that become one."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from directory.accounts.ledger import Actor
from directory.accounts.models import AuditLine
from directory.accounts.office import Office
from directory.catalog.models import Organization, Phone, Service
from directory.listings.actions.links import send_link
from directory.listings.actions.seen import keep_seen
from directory.listings.findings import About, Check, Finding, Problem
from directory.listings.models import ListingLink, Review, SeenAddress
from directory.listings.queries import get_held
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.finder.reading import words
from tests.house.page import ParsedPage

PATH = "/en/staff/quality"
NUMBER = "+31201234567"


async def twin_of(service: Service) -> UUID:
    """The same service once more, with its numbers and one that the first has not."""
    twin = await Service.get(id=service.id)
    twin.id, twin.slug = uuid4(), "twin"
    await twin.save(force_create=True)
    numbers = await Phone.filter(service_id=service.id).values_list("number", flat=True)
    for number in (*numbers, NUMBER):
        await Phone.create(id=uuid4(), service_id=twin.id, number=str(number), type="voice")
    return twin.id


async def merge(editor: Browser, kept: UUID, gone: UUID, *move: str) -> tuple[int, str]:
    await editor.get(f"{PATH}?country=NL")
    data = {"form_token": editor.token, "kept": str(kept), "gone": str(gone), "move": list(move)}
    answer = await editor.client.post(
        f"{PATH}/merge?country=NL", data=data, headers={"origin": ORIGIN}
    )
    return answer.status_code, answer.headers.get("location", answer.text)


async def test_two_listings_stand_beside_each_other_and_become_one(
    editor: Browser, own: Service
) -> None:
    twin = await twin_of(own)
    page = await editor.get(f"{PATH}?country=NL")
    assert "They share: the same name, the same organization" in words(page.text)
    offered = [box for box in ParsedPage(page.text).all("input") if box.get("name") == "move"]
    assert "phones" in {box["value"] for box in offered}

    status, location = await merge(editor, own.id, twin, "phones")

    assert (status, location) == (303, "/en/staff/quality?country=NL&said=merged")
    numbers = {each["number"] for each in (await get_held(own.id)).facts["phones"]}
    assert NUMBER in numbers
    assert (await Service.get(id=twin)).status == "inactive"
    after = words((await editor.get(location)).text)
    assert "It is one listing now." in after
    assert str(twin) not in after
    history = words((await editor.get(f"/en/staff/listings/{own.id}/history")).text)
    assert "joined with another listing of the same service" in history
    assert (await AuditLine.filter(object_id=twin).order_by("-seq").first()).action == (  # type: ignore[union-attr]  # there is one
        "listings_merged"
    )


async def test_what_waited_about_the_listing_that_goes_leads_nowhere_any_more(
    editor: Browser, office: Office, own: Service
) -> None:
    twin = await twin_of(own)
    await send_link(office, twin, Actor())
    await Review.create(
        id=uuid4(),
        service_id=twin,
        made_at=office.clock(),
        made_by="provider",
        wished={"cost": "x"},
    )

    await merge(editor, own.id, twin)

    assert not await ListingLink.filter(service_id=twin).exists()
    assert (await Review.get(service_id=twin)).state == "withdrawn"
    assert "Nothing waits." in words((await editor.get("/en/staff/reviews")).text)


async def test_a_second_press_of_the_button_changes_nothing(editor: Browser, own: Service) -> None:
    twin = await twin_of(own)
    await merge(editor, own.id, twin)

    assert await merge(editor, own.id, twin) == (303, "/en/staff/quality?country=NL&said=gone")


async def test_two_that_are_not_the_same_are_not_shown_again(editor: Browser, own: Service) -> None:
    twin = await twin_of(own)
    await editor.get(f"{PATH}?country=NL")
    pair = {"one": str(twin), "other": str(own.id)}
    for _ in range(2):  # a button may be pressed twice
        answer = await editor.post(f"{PATH}/apart?country=NL", **pair)
        assert answer.headers["location"] == "/en/staff/quality?country=NL&said=apart"
        await editor.get(f"{PATH}?country=NL")

    after = await editor.get(answer.headers["location"])
    assert "They are kept apart from now on." in words(after.text)
    assert str(twin) not in after.text
    assert await AuditLine.filter(action="listings_kept_apart").count() == 1
    assert (await Service.get(id=twin)).status == "active"
    itself = await editor.post(f"{PATH}/apart?country=NL", one=str(twin), other=str(twin))
    assert itself.headers["location"].endswith("said=gone")


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        ("freshness", "Nobody has ever confirmed the listing."),
        ("translations", "Nobody has read what a machine translated."),
        ("phones", "Families may pay more for a call to this number."),
        ("schedules", "Nothing was found here."),
    ],
)
async def test_each_kind_has_its_list(editor: Browser, check: str, sentence: str) -> None:
    page = await editor.get(f"{PATH}?country=NL&check={check}")

    assert page.status_code == 200
    assert sentence in words(page.text)


async def test_long_lists_come_in_pages(editor: Browser) -> None:
    asked = f"{PATH}?country=US&check=translations"

    assert "Page 2 of" in words((await editor.get(f"{asked}&page=2")).text)
    assert (await editor.get(f"{asked}&page=999")).status_code == 404
    assert (await editor.get(f"{asked}&page=x")).status_code == 404


async def test_an_unknown_country_or_kind_is_answered_with_the_first(editor: Browser) -> None:
    assert (await editor.get(f"{PATH}?country=QQ&check=everything")).status_code == 200


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
async def test_the_page_is_there_in_each_language_of_staff(
    editor: Browser, own: Service, language: str
) -> None:
    await twin_of(own)
    page = await editor.get(f"/{language}/staff/quality?country=NL")

    assert page.status_code == 200
    assert "They share" not in page.text


@pytest.mark.parametrize("player", ["caseworker", "operator"])
async def test_no_other_role_has_the_page(
    open_browser: Callable[..., Browser], cast: Cast, provider: Browser, player: str
) -> None:
    browser = await signed_in(open_browser(), getattr(cast, player))

    for each in (browser, provider):
        assert (await each.get(PATH)).status_code == 404
        assert (await each.post(f"{PATH}/merge", kept=str(uuid4()))).status_code == 404


async def test_what_the_last_look_at_links_has_found_stands_there(
    editor: Browser, own: Service
) -> None:
    gone, path = "https://gone.example.org/", f"{PATH}?check=links&country=NL"
    await Service.filter(id=own.id).update(url=gone)
    held = (await get_held(own.id)).service
    await Organization.filter(id=held.organization.id).update(website=gone)
    about = About(str(own.id), own.name, "NL")
    found = [Finding(Check.LINKS, about, "website", gone, Problem.LINK_GONE)]

    await keep_seen(found, date(2026, 11, 20))
    await keep_seen(found, date(2026, 11, 26))
    await keep_seen([], date(2026, 11, 26), known=[])  # a look at another country

    page = words((await editor.get(path)).text)
    assert page.count(f"{own.name} The page is gone. {gone} 20 November 2026") == 1
    new = "https://new.example.org/"
    await Service.filter(id=own.id).update(url=new)
    await Organization.filter(id=held.organization.id).update(website=new)
    assert "Nothing was found here." in words((await editor.get(path)).text)
    await keep_seen([], date(2026, 11, 27), known=found)  # the same country, all is well
    assert await SeenAddress.all().count() == 0


async def test_nothing_is_kept_of_a_page_that_moved_to_a_place_on_a_map(own: Service) -> None:
    """A private place must not be found by what its links lead to (rule L-01)."""
    about, there = About(str(own.id), own.name, "NL"), "https://www.google.com/maps/@52.37,4.89"
    moved = Finding(
        Check.LINKS, about, "website", "https://a.example.org/", Problem.LINK_MOVED, detail=there
    )

    await keep_seen([moved], date(2026, 11, 20))

    assert "52.37" not in repr(await SeenAddress.all().values())
