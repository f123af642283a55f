"""An editor translates a listing, and everybody can use the pages of editors."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.answering import COOKIE
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import find_violations


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


@pytest.mark.parametrize(
    "options",
    [{"viewport": DESKTOP}, {"viewport": PHONE, "java_script_enabled": False}],
    ids=["desktop", "phone without scripts"],
)
def test_an_editor_translates_a_listing(
    open_tab: OpenTab, demo: dict[str, Colleague], options: dict[str, Any]
) -> None:
    tab = open_tab(color_scheme="dark", **options)
    demo["editor"].come_back(tab)
    tab.goto("/en/staff/listings?name=ANAR")
    tab.locator("table.rows a").first.click()
    tab.get_by_role("link", name="Translations").click()
    tab.get_by_role("link", name="French").click()
    name = tab.get_by_label("French · Name of the service")
    name.fill("Ligne d'aide ANAR")
    tab.get_by_role("button", name="Keep it").click()

    expect(tab.get_by_text("Kept. Families see it within a second.")).to_be_visible()
    expect(name).to_have_value("Ligne d'aide ANAR")


def test_everybody_can_use_the_pages_of_an_editor(tab: Page, demo: dict[str, Colleague]) -> None:
    demo["editor"].come_back(tab)
    tab.goto("/en/staff/listings?country=ES")
    listing = tab.locator("table.rows a").first.get_attribute("href") or ""
    tab.emulate_media(color_scheme="dark")
    for path in (listing, f"{listing}/translations/ar", "/en/staff/table", "/en/staff/reviews"):
        tab.goto(path.replace("/en/", "/ar/", 1))
        assert find_violations(tab) == [], path
