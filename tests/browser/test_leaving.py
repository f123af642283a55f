"""Leaving at once: by the button, by Shift pressed three times, and what Back shows after that."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenTab
from tests.browser.site import Site
from tests.pages import LANGUAGES, NATIONAL_LINE

BUTTON = ".leave [data-leave]"
FRONT_PAGE = re.compile(r"/en/$")
# Longer than the five seconds that a press of Shift is remembered.
TOO_LONG_MS = 5_500
# What is seen in the middle and in a corner, and what it is painted with.
_WHAT_IS_SEEN = """() => [[innerWidth / 2, innerHeight / 2], [5, innerHeight - 5]]
  .map((place) => document.elementFromPoint(...place))
  .map((seen) => `${seen.className} ${getComputedStyle(seen).backgroundColor}`)"""


def press(tab: Page, *keys: str) -> None:
    for key in keys:
        tab.keyboard.press(key)


def give_nothing(route: Route) -> None:
    """An exit that does not come: the browser stays where it is."""
    route.fulfill(status=204)


def go_back(tab: Page) -> None:
    """Playwright's own way waits for a load that a page kept in memory never does."""
    tab.go_back(wait_until="commit")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_leaves_in_the_same_tab(tab: Page, site: Site, language: str) -> None:
    tab.goto(f"/{language}/")
    tab.locator(BUTTON).click()

    expect(tab).to_have_url(site.exit_url)


def test_the_button_leaves_without_scripts(open_tab: OpenTab, site: Site) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.goto("/en/find?need=200&country=ES")
    tab.locator(BUTTON).click()

    expect(tab).to_have_url(site.exit_url)


def test_the_first_press_of_tab_reaches_the_exit(tab: Page, site: Site) -> None:
    tab.goto("/en/")
    press(tab, "Tab", "Enter")

    expect(tab).to_have_url(site.exit_url)


@pytest.mark.parametrize(
    "keys",
    [
        ["ShiftLeft", "ShiftLeft", "ShiftLeft"],
        ["ShiftRight", "ShiftRight", "ShiftRight"],
        ["ShiftLeft", "ShiftRight", "ShiftLeft"],
    ],
    ids=["left", "right", "mixed"],
)
def test_shift_pressed_three_times_leaves(tab: Page, site: Site, keys: list[str]) -> None:
    tab.goto("/en/")
    press(tab, *keys)

    expect(tab).to_have_url(site.exit_url)


def test_shift_leaves_while_somebody_writes(tab: Page, site: Site) -> None:
    tab.goto("/en/")
    tab.locator("[name=q]").click()
    press(tab, "Shift", "Shift", "Shift")

    expect(tab).to_have_url(site.exit_url)


def test_two_presses_are_announced_and_do_not_leave(tab: Page) -> None:
    tab.goto("/en/")
    status = tab.locator("[data-leave-status]")

    press(tab, "Shift")
    expect(status).to_have_text(re.compile("two more"))
    press(tab, "Shift")
    expect(status).to_have_text(re.compile("one more"))
    expect(tab).to_have_url(FRONT_PAGE)


def test_shift_with_another_key_does_not_count(tab: Page) -> None:
    tab.goto("/en/")
    tab.locator("[name=q]").click()
    press(tab, "Shift", "Shift", "Shift+A", "Shift+B", "Shift+C")

    expect(tab.locator("[name=q]")).to_have_value("ABC")
    expect(tab).to_have_url(FRONT_PAGE)


def test_another_key_between_presses_begins_again(tab: Page) -> None:
    tab.goto("/en/")
    press(tab, "Shift", "Shift", "ArrowDown", "Shift", "Shift")

    expect(tab).to_have_url(FRONT_PAGE)


def test_an_old_press_expires(tab: Page, site: Site) -> None:
    tab.clock.install()
    tab.goto("/en/")
    press(tab, "Shift", "Shift")
    tab.clock.run_for(TOO_LONG_MS)
    expect(tab.locator("[data-leave-status]")).to_have_text(re.compile("cancelled"))
    press(tab, "Shift", "Shift")
    expect(tab).to_have_url(FRONT_PAGE)
    press(tab, "Shift")

    expect(tab).to_have_url(site.exit_url)


def test_the_page_is_covered_before_the_exit_has_loaded(tab: Page, site: Site) -> None:
    tab.route(site.exit_url, give_nothing)
    tab.goto("/en/find?need=200&country=ES")
    tab.locator(BUTTON).click()

    expect(tab.locator(".leave-overlay")).to_have_count(1)
    assert tab.evaluate(_WHAT_IS_SEEN) == ["leave-overlay rgb(255, 255, 255)"] * 2


def test_more_presses_do_nothing_while_the_exit_does_not_come(tab: Page, site: Site) -> None:
    tab.route(site.exit_url, give_nothing)
    tab.goto("/en/")
    press(tab, "Shift", "Shift", "Shift", "Shift")

    expect(tab.locator(".leave-overlay")).to_have_count(1)
    expect(tab.locator("[data-leave-status]")).to_have_text("Leaving.")


def test_a_page_that_was_left_shows_itself_no_more(tab: Page, site: Site) -> None:
    tab.route(site.exit_url, give_nothing)
    tab.goto("/en/find?need=200&country=ES")
    press(tab, "Shift", "Shift", "Shift")
    expect(tab.locator(".leave-overlay")).to_have_count(1)
    # What a browser says when it takes a page out of its memory.
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(tab).to_have_url(FRONT_PAGE)
    expect(tab.locator(".leave-overlay")).to_have_count(0)


def test_back_after_leaving_shows_the_front_page(tab: Page, site: Site) -> None:
    tab.goto("/en/")
    tab.locator("[data-submit]").click()
    expect(tab).to_have_url(re.compile("/en/find$"))
    tab.locator(BUTTON).click()
    expect(tab).to_have_url(site.exit_url)
    go_back(tab)

    expect(tab).to_have_url(FRONT_PAGE)
    expect(tab.locator("h1")).to_be_visible()


def test_back_after_leaving_shows_no_earlier_page(tab: Page, site: Site) -> None:
    tab.goto("/en/")
    tab.goto("/en/now?country=ES")
    tab.goto("/en/find?need=200&country=ES")
    tab.locator("article[data-result] h3 a").first.click()
    expect(tab).to_have_url(re.compile("/services/"))
    tab.locator(BUTTON).click()
    expect(tab).to_have_url(site.exit_url)
    go_back(tab)

    expect(tab).to_have_url(FRONT_PAGE)


def test_back_from_a_service_s_own_site_shows_the_service_again(tab: Page, site: Site) -> None:
    tab.goto(f"/en/services/{NATIONAL_LINE}")
    here = tab.url
    # The link of a real listing, led to the only other site that a test may visit.
    link = tab.locator("main a[rel~=noreferrer]").first
    link.evaluate("(link, url) => { link.href = url }", site.exit_url)
    link.click()
    expect(tab).to_have_url(site.exit_url)
    go_back(tab)

    expect(tab).to_have_url(here)


def test_back_within_the_site_goes_back(tab: Page) -> None:
    tab.goto("/en/find?need=200&country=ES")
    tab.locator("article[data-result] h3 a").first.click()
    expect(tab).to_have_url(re.compile("/services/"))
    go_back(tab)

    expect(tab).to_have_url(re.compile(r"/en/find\?"))
