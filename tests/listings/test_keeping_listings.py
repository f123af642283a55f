"""Those who sign in keep listings true: their own, or as editors all of them."""

from collections.abc import Callable
from uuid import UUID

import pytest

from directory.accounts.models import Agency, AuditLine
from directory.catalog.facts import Section
from directory.catalog.models import Service
from directory.listings.models import Review, Version
from directory.listings.queries import days_confirmed, get_held
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.finder.reading import words
from tests.listings.form import change, path_of, send


async def test_an_editor_sees_all_listings_and_a_provider_their_own(
    editor: Browser, provider: Browser, own: Service
) -> None:
    everything = words((await editor.get("/en/staff/listings")).text)
    theirs = words((await provider.get("/en/staff/listings")).text)

    assert "Page 1 of " in everything
    assert own.name in theirs
    assert "Page 1 of" not in theirs


async def test_listings_are_found_by_country_and_name(editor: Browser, own: Service) -> None:
    found = words((await editor.get("/en/staff/listings?country=NL&name=OFFLIMITS")).text)

    assert own.name in found
    assert "Nothing is listed here." in words(
        (await editor.get("/en/staff/listings?country=ES&name=offlimits")).text
    )
    assert (await editor.get("/en/staff/listings?page=9999")).status_code == 404


async def test_the_listing_of_another_organization_is_not_there(
    provider: Browser, strange: UUID
) -> None:
    for path in (path_of(strange), path_of(strange, "history")):
        assert (await provider.get(path)).status_code == 404
    for rest in ((), ("ask",), ("restore",)):
        answer = await provider.post(path_of(strange, *rest), all="yes", number="1")
        assert answer.status_code == 404


async def test_what_a_provider_changes_waits_and_what_they_confirm_counts(
    provider: Browser, own: Service
) -> None:
    before = (await get_held(own.id)).facts
    await change(provider, own.id, right=["hours"], cost="paid")

    assert (await get_held(own.id)).facts == before
    assert (await Review.get(service_id=own.id)).wished == {"cost": "paid"}
    assert set(await days_confirmed(own.id)) == {Section.HOURS}


async def test_what_a_trusted_provider_changes_counts_at_once(
    provider: Browser, own: Service
) -> None:
    await Agency.filter(name="Harbour").update(is_trusted=True)
    await change(provider, own.id, cost="paid")

    assert (await get_held(own.id)).facts["cost"] == "paid"
    assert set(await days_confirmed(own.id)) == {Section.COST}
    assert not await Review.exists()


async def test_two_editors_at_once_see_both_versions_and_lose_neither(
    editor: Browser, open_browser: Callable[..., Browser], cast: Cast, own: Service
) -> None:
    page = await editor.get(path_of(own.id))
    await change(editor, own.id, cost_text="First.", website="www.first.example.org")

    answer = await send(editor, path_of(own.id), page.text, cost_text="Second.", cost="paid")

    assert answer.status_code == 422
    said = words(answer.text)
    assert "Somebody changed the same thing while you wrote" in said
    assert "First." in said
    assert ">Second.</textarea>" in answer.text
    assert (await get_held(own.id)).facts["cost_text"] == "First."
    # Sent again it counts, and what nobody touched stays as the other left it.
    again = await send(editor, path_of(own.id), answer.text)
    assert again.status_code == 303
    facts = (await get_held(own.id)).facts
    assert (facts["cost_text"], facts["cost"]) == ("Second.", "paid")
    assert facts["website"] == "https://www.first.example.org"


async def test_changes_of_different_facts_do_not_clash(editor: Browser, own: Service) -> None:
    page = await editor.get(path_of(own.id))
    await change(editor, own.id, cost="paid")

    answer = await send(editor, path_of(own.id), page.text, cost_text="Second.")

    assert answer.status_code == 303
    facts = (await get_held(own.id)).facts
    assert (facts["cost"], facts["cost_text"]) == ("paid", "Second.")


async def test_an_editor_makes_a_listing_what_it_was(editor: Browser, own: Service) -> None:
    before = (await get_held(own.id)).facts
    await change(editor, own.id, name="Wrong name", phone_1="112", need=["101"])
    page = await editor.get(path_of(own.id, "history"))
    assert "Wrong name" in words(page.text)

    await editor.post(path_of(own.id, "restore"), number="1")

    assert (await get_held(own.id)).facts == before
    assert await Version.filter(service_id=own.id).count() == 3
    assert (await editor.post(path_of(own.id, "restore"), number="9")).status_code == 404


async def test_the_history_names_who_changed_what(
    editor: Browser, provider: Browser, own: Service, cast: Cast
) -> None:
    await change(editor, own.id, cost="paid")
    page = words((await provider.get(path_of(own.id, "history"))).text)

    assert "Name of editor@harbour.example" in page
    assert "costs money" in page


async def test_each_act_is_a_line_of_the_audit(
    editor: Browser, provider: Browser, own: Service
) -> None:
    await change(provider, own.id, cost="paid")
    await change(editor, own.id, right=["hours"])

    lines = await AuditLine.filter(object_id=own.id).order_by("seq")
    assert [line.action for line in lines] == ["review_asked", "listing_confirmed"]


@pytest.mark.parametrize("player", ["caseworker", "operator"])
async def test_other_roles_find_no_such_page(
    open_browser: Callable[..., Browser], cast: Cast, own: Service, player: str
) -> None:
    browser = await signed_in(open_browser(), getattr(cast, player))

    for path in (
        "/en/staff/listings",
        "/en/staff/table",
        path_of(own.id),
        "/en/staff/reviews",
    ):
        assert (await browser.get(path)).status_code == 404


async def test_the_start_page_says_what_waits(
    editor: Browser, provider: Browser, own: Service
) -> None:
    await change(provider, own.id, cost="paid")

    start = words((await editor.get("/en/staff/")).text)

    assert "One change of a listing waits to be looked at." in start
    assert "listings were never confirmed." in start
