"""A provider without an account opens the link of a mail, and says what is right and what not."""

import re
from datetime import timedelta

import pytest

from directory.accounts.ledger import Actor
from directory.accounts.models import Agency, Invitation
from directory.accounts.office import Office
from directory.catalog.facts import Section
from directory.catalog.models import Change, Service
from directory.listings.actions.links import LASTS, send_link
from directory.listings.models import ListingLink, Review
from directory.listings.queries import days_confirmed, get_held
from directory.listings.refusals import NoAddress
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.finder.reading import words
from tests.listings.form import link_in, send, take_letters


@pytest.fixture
async def link(office: Office, own: Service) -> str:
    take_letters(office)
    assert await send_link(office, own.id, Actor())
    return link_in(take_letters(office)[0])


async def test_the_mail_goes_to_the_address_that_the_listing_shows(
    office: Office, own: Service
) -> None:
    take_letters(office)
    await send_link(office, own.id, Actor())
    letter = take_letters(office)[0]

    assert letter["To"] == own.email
    assert own.name not in letter.as_string()
    row = await ListingLink.get(service_id=own.id)
    assert row.token_hash not in letter.get_content()


async def test_one_button_confirms_all_of_it(
    browser: Browser, office: Office, own: Service, link: str
) -> None:
    page = await browser.get(link)
    answer = await send(browser, link, page.text, all="yes")

    assert answer.status_code == 200
    assert "Thank you" in words(answer.text)
    today = office.clock().date()
    assert await days_confirmed(own.id) == dict.fromkeys(Section, today)
    assert (await Service.get(id=own.id)).assured_date == today
    told = await Change.filter(resource_id=own.id, field_name="confirmed_contact").count()
    assert told == 1


async def test_the_enter_key_confirms_nothing(browser: Browser, own: Service, link: str) -> None:
    page = (await browser.get(link)).text
    first = re.search(r'<form[^>]* novalidate.*?<button[^>]* name="(\w+)"', page, re.S)
    assert first is not None

    answer = await send(browser, link, page, **{first[1]: "yes", "website": "www.name.org"})

    assert 'value="www.name.org"' in answer.text
    assert await days_confirmed(own.id) == {}
    assert not await Review.exists()


async def test_what_is_ticked_is_confirmed_and_nothing_else(
    browser: Browser, own: Service, link: str
) -> None:
    page = await browser.get(link)
    await send(browser, link, page.text, right=["cost", "languages"])

    assert set(await days_confirmed(own.id)) == {Section.COST, Section.LANGUAGES}


async def test_a_change_waits_for_an_editor_and_changes_nothing_yet(
    browser: Browser, own: Service, link: str
) -> None:
    before = (await get_held(own.id)).facts
    page = await browser.get(link)
    answer = await send(
        browser, link, page.text, right=["hours"], website="www.new.example.org", note="Sorry!"
    )

    assert "An editor will look at these changes." in words(answer.text)
    assert (await get_held(own.id)).facts == before
    review = await Review.get(service_id=own.id)
    assert review.wished == {"website": "https://www.new.example.org"}
    assert (review.seen, review.note) == ({"website": before["website"]}, "Sorry!")
    # The section of which something changes is not confirmed before the change is looked at.
    assert set(await days_confirmed(own.id)) == {Section.HOURS}


async def test_the_link_counts_once(browser: Browser, own: Service, link: str) -> None:
    page = await browser.get(link)
    await send(browser, link, page.text, all="yes")

    again = await send(browser, link, page.text, website="www.other.example.org")

    assert "This link has been used" in words(again.text)
    assert not await Review.exists()
    assert "This link has been used" in words((await browser.get(link)).text)


async def test_to_look_at_the_link_uses_nothing_up(browser: Browser, link: str) -> None:
    for _ in range(3):
        assert "Is this still right?" in words((await browser.get(link)).text)


async def test_a_link_ends_with_its_time(browser: Browser, clock: SetClock, link: str) -> None:
    clock.advance(int(LASTS.total_seconds()))

    assert (await browser.get(link)).status_code == 404


async def test_a_new_link_ends_the_one_before(
    browser: Browser, office: Office, own: Service, link: str
) -> None:
    await send_link(office, own.id, Actor())

    assert (await browser.get(link)).status_code == 404


async def test_a_made_up_link_is_not_there(browser: Browser, link: str) -> None:
    for path in (link[:-3] + "AAA", "/en/confirm/x", link + "A"):
        assert (await browser.get(path)).status_code == 404


async def test_another_site_cannot_send_the_form(browser: Browser, link: str) -> None:
    answer = await browser.client.post(
        link, data={"all": "yes"}, headers={"origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403


async def test_what_cannot_be_read_comes_back_with_all_that_was_typed(
    browser: Browser, own: Service, link: str
) -> None:
    page = await browser.get(link)
    answer = await send(
        browser,
        link,
        page.text,
        phone_1="123 nobody",
        description="We listen.\nAlways.",
        cost="paid",
        right=["hours"],
        need=[],
    )

    assert answer.status_code == 422
    said = words(answer.text)
    assert "No such number is given to anybody." in said
    assert "Choose at least one kind of help." in said
    for typed in ('value="123 nobody"', "We listen.\nAlways.</textarea>"):
        assert typed in answer.text
    assert 'value="paid" checked' in answer.text
    assert 'name="right" value="hours" checked' in answer.text
    # Sent again with the two mended, it is taken.
    taken = await send(
        browser, link, answer.text, phone_1="+34 963 86 92 00", need=["101"], note=""
    )
    assert taken.status_code == 200
    assert set((await Review.get(service_id=own.id)).wished) == {
        "phones", "description", "cost", "needs",
    }  # fmt: skip


async def test_to_say_nothing_is_asked_again(browser: Browser, link: str) -> None:
    page = await browser.get(link)
    answer = await send(browser, link, page.text)

    assert answer.status_code == 422
    assert "Say what is right, or change what is not." in words(answer.text)


@pytest.mark.parametrize("field", ["description", "note"])
async def test_a_text_that_leads_to_files_is_refused(
    browser: Browser, link: str, field: str
) -> None:
    page = await browser.get(link)
    answer = await send(
        browser, link, page.text, right=["hours"], **{field: "see hxxp://a.b/c.jpg"}
    )

    assert answer.status_code == 422
    assert not await Review.exists()


async def test_nobody_can_be_asked_without_an_address(office: Office, own: Service) -> None:
    await Service.filter(id=own.id).update(email=None)
    await own.organization.filter(id=own.organization_id).update(email=None)

    with pytest.raises(NoAddress):
        await send_link(office, own.id, Actor())


async def test_the_page_is_whole_in_arabic(browser: Browser, link: str) -> None:
    page = await browser.get(link.replace("/es/", "/ar/").replace("/en/", "/ar/"))

    assert 'dir="rtl"' in page.text
    assert page.status_code == 200


async def test_the_link_lasts_a_month(clock: SetClock, browser: Browser, link: str) -> None:
    clock.advance(int((LASTS - timedelta(minutes=1)).total_seconds()))

    assert (await browser.get(link)).status_code == 200


async def test_whoever_says_that_it_is_theirs_gets_no_link_but_the_published_address_does(
    browser: Browser, office: Office, own: Service
) -> None:
    take_letters(office)
    path = f"/en/services/{own.id}/ours"

    page = await browser.get(path)
    for _ in range(3):
        answer = await send(browser, path, page.text)
        assert "a link is there or on its way" in words(answer.text)

    assert [letter["To"] for letter in take_letters(office)] == [own.email]


async def test_the_page_says_the_same_where_nobody_can_be_asked(
    browser: Browser, office: Office, own: Service
) -> None:
    take_letters(office)
    await Service.filter(id=own.id).update(email=None)
    await own.organization.filter(id=own.organization_id).update(email=None)
    path = f"/en/services/{own.id}/ours"

    answer = await send(browser, path, (await browser.get(path)).text)

    assert "a link is there or on its way" in words(answer.text)
    assert take_letters(office) == []


async def test_an_organization_opens_its_account_by_its_published_address(
    browser: Browser, office: Office, own: Service, link: str
) -> None:
    await Agency.filter(organization_id=own.organization_id).update(organization_id=None)
    await send(browser, link, (await browser.get(link)).text, all="yes")
    page = await browser.get(link)

    answer = await send(browser, f"{link}/account", page.text)

    assert "An invitation is on its way" in words(answer.text)
    letter = take_letters(office)[0]
    assert letter["To"] == own.email
    invitation = await Invitation.get(used_at=None)
    assert invitation.role == "provider"
    agency = await Agency.get(id=invitation.agency_id)
    assert (agency.organization_id, agency.is_trusted) == (own.organization_id, False)


async def test_an_organization_that_has_an_account_is_not_opened_again(
    browser: Browser, office: Office, own: Service, link: str
) -> None:
    answer = await send(browser, f"{link}/account", (await browser.get(link)).text)

    assert "Ask a colleague to invite you." in words(answer.text)
    assert take_letters(office) == []
