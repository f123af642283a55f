"""A caseworker finds services and compares them: by keyboard alone, and with scripts off."""

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from tests.browser.conftest import OpenTab
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import LOOKS, SEEN, find_violations

COLUMN = "[data-column]"
MARK = "[data-result] [name=service]"


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


def search_new_york(tab: Page, language: str = "en") -> None:
    tab.goto(f"/{language}/staff/find")
    tab.locator("#field-country").select_option("US")
    tab.locator("#field-place").fill("New York")
    tab.locator("#field-help").select_option("251")
    tab.locator("[data-submit]").click()
    expect(tab.locator("[data-result]").first).to_be_visible()


def compare_two(tab: Page) -> None:
    for number in range(2):
        tab.locator(MARK).nth(number).check()
    tab.locator("[data-compare]").first.click()
    expect(tab.locator(COLUMN)).to_have_count(2)


def test_the_keyboard_alone_leads_from_the_search_to_the_comparison(
    tab: Page, demo: dict[str, Colleague]
) -> None:
    demo["caseworker"].come_back(tab)
    tab.goto("/en/staff/find")
    tab.locator("#field-country").focus()
    tab.keyboard.type("United States")
    tab.locator("#field-place").focus()
    tab.keyboard.type("New York")
    tab.keyboard.press("Enter")
    marks = tab.locator(MARK)
    expect(tab.locator("#list h2")).to_contain_text("New York")

    marks.first.focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowDown")
    expect(marks.nth(1)).to_be_focused()
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    expect(marks.nth(1)).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(COLUMN)).to_have_count(2)


def test_all_of_it_works_without_scripts(open_tab: OpenTab, demo: dict[str, Colleague]) -> None:
    tab = open_tab(java_script_enabled=False)
    demo["caseworker"].come_back(tab)
    search_new_york(tab)
    compare_two(tab)
    expect(tab.locator("[data-print]")).to_be_hidden()
    tab.locator("#for-language").select_option("es")
    tab.locator("[data-submit]").click()
    expect(tab.locator(".verdicts").first).to_contain_text("Language:")
    tab.locator("button[name=without]").first.click()
    expect(tab.locator(COLUMN)).to_have_count(1)

    tab.locator(".languages [lang=ar] button").click()
    expect(tab.locator("html")).to_have_attribute("dir", "rtl")
    expect(tab.locator(COLUMN)).to_have_count(1)
    tab.locator("#check button[formaction*='/staff/find']").click()
    expect(tab.locator(f"{MARK}:checked")).to_have_count(1)


def test_everybody_can_use_the_list_and_the_comparison(
    tab: Page, demo: dict[str, Colleague]
) -> None:
    demo["caseworker"].come_back(tab)
    faults: list[str] = []
    for look, language in SEEN:
        tab.set_viewport_size(LOOKS[look]["viewport"])
        tab.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
        search_new_york(tab, language)
        faults += [f"list, {language}, {look}: {each}" for each in find_violations(tab)]
        compare_two(tab)
        faults += [f"comparison, {language}, {look}: {each}" for each in find_violations(tab)]
        assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    assert not faults, "\n".join(faults)


def test_what_is_printed_is_the_comparison_without_the_desk(
    tab: Page, demo: dict[str, Colleague]
) -> None:
    demo["caseworker"].come_back(tab)
    search_new_york(tab)
    compare_two(tab)
    tab.emulate_media(media="print")

    for unprinted in (".desk", ".idle", "[data-leave]", "[data-print]", "[name=without]"):
        expect(tab.locator(unprinted).first).to_be_hidden()
    expect(tab.locator(COLUMN)).to_have_count(2)
