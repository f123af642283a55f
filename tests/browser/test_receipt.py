"""A family on its telephone, with a number alone: it reads in its language, and takes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from directory.languages.localizer import get_localizer
from directory.referrals.consent_wording import languages_of_consent
from tests.browser.conftest import PHONE, OpenTab
from tests.browser.site import Site
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import LOOKS, find_violations
from tests.browser.test_leaving import BUTTON, FRONT_PAGE, go_back
from tests.browser.test_referring import desk, refer_by_keyboard

__all__ = ["desk"]  # a fixture: the service that is referred to has a desk
ARABIC_DIGITS = {ord("0") + value: 0x660 + value for value in range(10)}


@pytest.fixture
def cookie() -> str | None:
    """Of the caseworker who sends it."""
    return COOKIE


@pytest.fixture
def number(open_tab: OpenTab, demo: dict[str, Colleague], only_read: list[str]) -> str:
    """Of a referral that nobody has taken back."""
    if not only_read:
        tab = open_tab()
        refer_by_keyboard(tab, demo["caseworker"])
        only_read.append(tab.locator("[data-receipt]").inner_text().strip())
    return only_read[-1]


@pytest.fixture(scope="module")
def only_read() -> list[str]:
    """The number that the tests read with; whoever takes one back takes it from here."""
    return []


def step(tab: Page, name: str) -> None:
    tab.locator(f"main button[value={name}]").click()


def open_receipt(tab: Page, number: str) -> None:
    tab.goto("/ar/")
    tab.locator("main a[href='/ar/receipt']").click()
    tab.locator("[name=number]").fill(number.translate(ARABIC_DIGITS))
    step(tab, "read")
    expect(tab.locator("[data-receipt-state=sent]")).to_have_attribute("dir", "rtl")


def faults_of(tab: Page, language: str) -> list[str]:
    # A language changes how wide a page is and which way it is read: one of each way is enough.
    is_looked_at = language in {"en", "ar"}
    broken = find_violations(tab, contrast=language == "en") if is_looked_at else []
    width = tab.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return broken + ["wider than the screen"] * (width > 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_family_reads_and_takes_back_in_arabic(
    open_tab: OpenTab, number: str, only_read: list[str], *, scripts: bool
) -> None:
    only_read.clear()
    tab = open_tab(viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=scripts)

    open_receipt(tab, number)
    expect(tab.locator("[data-said]")).to_contain_text("المساعدة لشخص بالغ")
    step(tab, "ask")
    expect(tab.locator("[data-receipt-ask] h1")).to_have_text("هل تريد إلغاءها؟")
    step(tab, "read")
    expect(tab.locator("[data-receipt-state=sent]")).to_be_visible()
    step(tab, "ask")
    step(tab, "withdraw")
    expect(tab.locator("[data-receipt-state=withdrawn]")).to_contain_text("أُلغيت.")
    expect(tab.locator("[data-said], main button[value=ask]")).to_have_count(0)

    expect(tab).to_have_url(re.compile("/ar/receipt$"))
    assert tab.context.cookies() == []


@pytest.mark.parametrize("look", LOOKS)
def test_everybody_can_use_a_receipt(open_tab: OpenTab, number: str, look: str) -> None:
    tab = open_tab(**LOOKS[look])
    open_receipt(tab, number)
    faults: list[str] = []

    for language in languages_of_consent() if look == "light" else ("en", "ar"):
        tab.locator("[name=language]").select_option(language)
        step(tab, "read")
        inside = tab.locator("[data-receipt-state]")
        expect(inside).to_have_attribute("lang", language)
        expect(inside).to_have_attribute("dir", get_localizer(language).direction)
        faults += [f"{language}: {each}" for each in faults_of(tab, language)]
        step(tab, "ask")
        expect(tab.locator("[data-receipt-ask]")).to_have_attribute("lang", language)
        faults += [f"{language}, asked: {each}" for each in faults_of(tab, language)]
        step(tab, "read")

    assert not faults, "\n".join(faults)


def test_who_left_a_receipt_does_not_come_back_to_it(
    open_tab: OpenTab, number: str, site: Site
) -> None:
    tab = open_tab(viewport=PHONE)
    open_receipt(tab, number)
    tab.locator(BUTTON).click()
    expect(tab).to_have_url(site.exit_url)

    go_back(tab)

    expect(tab).to_have_url(FRONT_PAGE)
    expect(tab.locator("h1")).to_be_visible()
    expect(tab.locator("[data-receipt-state]")).to_have_count(0)
