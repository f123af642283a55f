"""From a service to a sent referral by keyboard alone, with the family beside; all of it usable."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from tests.browser.conftest import OpenTab
from tests.browser.site import Site
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import LOOKS, SEEN, find_violations
from tests.browser.test_keyboard import walk_to
from tests.pages import NATIONAL_LINE

REFER = f"/en/staff/services/{NATIONAL_LINE}/refer"
CONSENT = re.compile("/staff/referrals/[0-9a-f]{32}/consent$")
SEND = re.compile("/send$")
SUBMIT = "[data-submit]"
YES = {"delivery": "read_aloud", "copy": "given", "own": "consent"}


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


@pytest.fixture(autouse=True)
def desk(site: Site, demo: dict[str, Colleague]) -> None:
    """The service belongs to the organization in which the recipient of the demonstration works."""
    with sqlite3.connect(site.folder / "handrail.sqlite3") as database:
        database.execute(
            "UPDATE agencies SET organization_id = (SELECT organization_id FROM services"
            " WHERE id = ?) WHERE name = 'Clinic (demo)'",
            (str(NATIONAL_LINE),),
        )


def press(tab: Page, selector: str, *keys: str) -> None:
    walk_to(tab, selector)
    for key in keys:
        tab.keyboard.press(key)


def choose(tab: Page, name: str, words: str) -> None:
    walk_to(tab, f"select[name={name}]")
    tab.keyboard.type(words)


def write_by_keyboard(tab: Page) -> None:
    tab.goto(REFER)
    press(tab, "[name=connected]", "Space")
    press(tab, "[name=overheard]", "Space")
    press(tab, "[name=need]", "Space")
    press(tab, "[name=urgency]", "Space")
    press(tab, "[name=who]", "Space", "ArrowDown", "ArrowDown")
    choose(tab, "language", "Arabic")
    press(tab, SUBMIT, "Enter")
    expect(tab).to_have_url(CONSENT)


def show_by_keyboard(tab: Page) -> None:
    choose(tab, "age_band", "Age: 18")
    press(tab, "[data-show]", "Enter")
    article = tab.locator("article[data-shown]")
    expect(article).to_have_attribute("lang", "ar")
    expect(article).to_have_attribute("dir", "rtl")
    expect(tab.locator("[data-said]")).to_contain_text("المساعدة لشخص بالغ")
    press(tab, SUBMIT, "Enter")
    expect(tab).to_have_url(CONSENT)
    expect(tab.locator("[name=shown]")).to_be_checked()


def agree_by_keyboard(tab: Page) -> None:
    for box in tab.locator("[name=told]").all():
        press(tab, f"[name=told][value={box.get_attribute('value')}]", "Space")
    for name in YES:
        press(tab, f"[name={name}]", "Space")
    choose(tab, "own_method", "signed on paper")
    press(tab, SUBMIT, "Enter")
    expect(tab).to_have_url(SEND)


def refer_by_keyboard(tab: Page, worker: Colleague) -> None:
    worker.come_back(tab)
    write_by_keyboard(tab)
    show_by_keyboard(tab)
    agree_by_keyboard(tab)
    press(tab, "main button.is-main", "Enter")
    expect(tab.locator("[data-receipt]")).to_contain_text(re.compile(r"\d{3}"))
    expect(tab.locator("[data-code]")).to_contain_text(re.compile(r"\w{4}-\w{4}-\w{3}"))


def walk_through(tab: Page, language: str) -> Iterator[str]:
    """Every page on the way, also with everything wrong, to be looked at."""
    tab.goto(REFER.replace("/en/", f"/{language}/"))
    yield "refer"
    tab.locator("[value=service_contacts_client]").check()
    tab.locator(SUBMIT).click()
    yield "refer, refused"
    tab.locator("[value=client_calls_service]").check()
    for name in ("connected", "overheard", "need", "urgency", "who"):
        tab.locator(f"[name={name}]").first.check()
    tab.locator("[name=language]").select_option("ar")
    tab.locator(SUBMIT).click()
    expect(tab).to_have_url(CONSENT)
    yield "consent"
    tab.locator("[name=age_band]").select_option("18+")
    tab.locator(SUBMIT).click()
    yield "consent, unread"
    for name, value in YES.items():
        tab.locator(f"[name={name}][value={value}]").check()
    tab.locator("[name=own_method]").select_option("oral_witnessed")
    tab.locator(SUBMIT).click()
    yield "consent, refused"
    tab.locator("[data-show]").click()
    yield "shown"
    tab.locator(SUBMIT).click()
    expect(tab.locator("[name=shown]")).to_be_checked()
    for box in tab.locator("[name=told]").all():
        box.check()
    tab.locator("[name=own_method]").select_option("typed_confirm")
    tab.locator(SUBMIT).click()
    expect(tab).to_have_url(SEND)
    yield "send"


def test_a_referral_is_sent_by_keyboard_alone(tab: Page, demo: dict[str, Colleague]) -> None:
    refer_by_keyboard(tab, demo["caseworker"])


def test_it_is_sent_without_scripts_too(open_tab: OpenTab, demo: dict[str, Colleague]) -> None:
    refer_by_keyboard(open_tab(java_script_enabled=False), demo["caseworker"])


def test_how_contact_is_safe_is_asked_only_where_the_service_makes_contact(
    tab: Page, demo: dict[str, Colleague]
) -> None:
    demo["caseworker"].come_back(tab)
    tab.goto(REFER)
    address = tab.locator("[name='safe_contact.address']")
    expect(address).to_be_hidden()
    tab.locator("[value=service_contacts_client]").check()
    expect(address).to_be_visible()
    address.fill("somewhere")
    tab.locator("[value=via_caseworker]").check()
    expect(address).to_be_hidden()
    tab.locator(SUBMIT).click()
    expect(address).to_be_visible()
    expect(address).to_have_value("somewhere")


def test_everybody_can_use_the_pages_of_senders(tab: Page, demo: dict[str, Colleague]) -> None:
    faults: list[str] = []
    demo["caseworker"].come_back(tab)
    for look, language in SEEN:
        tab.set_viewport_size(LOOKS[look]["viewport"])
        tab.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
        for name in walk_through(tab, language):
            faults += [f"{name}, {language}, {look}: {each}" for each in find_violations(tab)]
            width = tab.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            faults += [f"{name}, {language}, {look}: wider than the screen"] * (width > 0)

    assert not faults, "\n".join(faults)
