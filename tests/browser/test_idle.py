"""A quiet session: more time at a click, and the truth when there is none any more."""

import re

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from tests.browser.staff import Colleague

NOTICE = "[data-idle]"
MINUTE = 60_000


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


@pytest.fixture
def desk(tab: Page, demo: dict[str, Colleague]) -> Page:
    """A lead who has begun to write an invitation, before a clock that the test moves."""
    demo["team_lead"].come_back(tab)
    tab.clock.install()
    tab.goto("/en/staff/invite")
    tab.locator("[name=email]").fill("new@harbour.example")
    return tab


def test_more_time_is_given_without_leaving_what_is_being_written(desk: Page) -> None:
    desk.clock.run_for(14 * MINUTE)
    expect(desk.locator(NOTICE)).to_have_class(re.compile("is-near"))
    desk.locator(f"{NOTICE} a").click()
    expect(desk.locator(NOTICE)).not_to_have_class(re.compile("is-near"))
    desk.clock.run_for(12 * MINUTE)

    expect(desk.locator("[name=email]")).to_have_value("new@harbour.example")
    assert len(desk.context.pages) == 1


def test_where_the_session_had_ended_it_says_so_and_the_words_come_back(
    desk: Page, demo: dict[str, Colleague]
) -> None:
    desk.context.clear_cookies()
    desk.locator(f"{NOTICE} a").click()
    expect(desk.locator(f"{NOTICE} [role=alert]")).to_contain_text("You were signed out already.")
    expect(desk.locator("[name=email]")).to_have_value("new@harbour.example")
    desk.locator("[data-submit]").click()

    expect(desk.locator("[name=password]")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("it comes back when you have signed in")


@pytest.mark.parametrize(
    "answer", ["Promise.reject(TypeError())", "Promise.resolve(new Response('', {status: 503}))"]
)
def test_where_the_site_does_not_answer_it_says_so_and_the_page_stays(
    desk: Page, answer: str
) -> None:
    desk.evaluate(f"void (window.fetch = () => {answer})")
    desk.locator(f"{NOTICE} a").click()

    expect(desk.locator(NOTICE)).to_contain_text("The site could not be reached.")
    expect(desk.locator("[name=email]")).to_have_value("new@harbour.example")


def test_at_the_end_the_page_goes_and_what_was_typed_is_kept(desk: Page) -> None:
    desk.clock.run_for(15 * MINUTE + 2_000)

    expect(desk.locator("[data-kept]")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("new@harbour.example")


def test_at_the_end_a_page_without_words_goes_to_the_sign_in(desk: Page) -> None:
    desk.goto("/en/staff/rights")
    desk.clock.run_for(15 * MINUTE + 2_000)

    expect(desk).to_have_url(re.compile(r"/sign-in\?ended=1$"))
