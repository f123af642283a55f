"""Codes and keys for paper are shown once; to load their page again neither shows nor breaks."""

import asyncio

import pytest

from directory.accounts.models import Member, Session
from directory.accounts.office import Office
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.clock import code_at
from tests.accounts.inviting import invite_somebody, secret_on

ONCE = "/en/staff/once"
OVER = "This was shown once"
NEW = "new@harbour.example"


async def come_in(browser: Browser, office: Office, cast: Cast) -> None:
    path = await invite_somebody(office, NEW, cast.team)
    code = code_at(await secret_on(browser, path), browser.clock)
    answer = await browser.post(path, name="Nour", password="four quiet lanterns", code=code)
    assert answer.headers["location"] == ONCE


async def test_who_has_joined_sees_the_codes_and_after_a_reload_that_they_were_shown(
    browser: Browser, office: Office, cast: Cast
) -> None:
    await come_in(browser, office, cast)
    first, again = await browser.get(ONCE), await browser.get(ONCE)

    assert first.text.count("<li><bdi>") == 10
    assert OVER not in first.text
    assert again.status_code == 200
    assert OVER in again.text
    assert "<li><bdi>" not in again.text


async def test_new_codes_are_drawn_once_however_often_the_page_is_loaded(
    lead: Browser, cast: Cast
) -> None:
    await lead.confirm(cast.lead.secret)
    await lead.get("/en/staff/account")
    assert (await lead.post("/en/staff/account/codes")).headers["location"] == ONCE
    drawn = (await Member.get(id=cast.lead.member.id)).recovery_codes
    pages = [(await lead.get(ONCE)).text for _ in range(3)]

    assert [page.count("<li><bdi>") for page in pages] == [10, 0, 0]
    assert (await Member.get(id=cast.lead.member.id)).recovery_codes == drawn


async def test_the_recovery_key_is_on_the_page_once_and_not_in_the_address(
    lead: Browser, cast: Cast
) -> None:
    await lead.confirm(cast.lead.secret)
    await lead.get("/en/staff/account")
    answer = await lead.post(f"/en/staff/agencies/{cast.team.agency_id}/recovery-key")
    assert answer.headers["location"] == ONCE
    assert "data-recovery-key" in (await lead.get(ONCE)).text
    assert OVER in (await lead.get(ONCE)).text


async def test_of_two_loads_at_once_one_shows_them(
    browser: Browser, office: Office, cast: Cast
) -> None:
    await come_in(browser, office, cast)
    pages = await asyncio.gather(*(browser.get(ONCE) for _ in range(4)))

    assert sorted(page.text.count("<li><bdi>") for page in pages) == [0, 0, 0, 10]


async def test_until_then_the_database_holds_nothing_that_can_be_read(
    browser: Browser, office: Office, cast: Cast
) -> None:
    await come_in(browser, office, cast)
    sealed = (await Session.get(member__email=NEW)).to_show
    assert sealed is not None
    code = (await browser.get(ONCE)).text.partition("<li><bdi>")[2].partition("</bdi>")[0]

    assert len(code) > 8
    assert code.encode() not in sealed
    assert (await Session.get(member__email=NEW)).to_show is None


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
async def test_where_nothing_was_made_the_page_says_what_to_do(
    caseworker: Browser, cast: Cast, language: str
) -> None:
    page = await caseworker.get(f"/{language}/staff/once")

    assert page.status_code == 200
    assert f'href="/{language}/staff/account"' in page.text
