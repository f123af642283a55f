"""Somebody who works here comes in, with a phone or a passkey, and is gone at a click."""

import re

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from tests.browser.conftest import OpenTab
from tests.browser.site import Site
from tests.browser.staff import SIGN_IN, START, Colleague, join
from tests.browser.test_accessibility import LOOKS, SEEN, find_violations
from tests.browser.test_leaving import BUTTON, go_back

# A device that holds passkeys and knows its owner's finger.
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

STAFF_PAGES = {
    "team_lead": ("", "sign-in", "account", "account/app", "confirm", "invite", "audit", "rights"),
    "operator": ("members", "agencies", "account/passkey"),
}


@pytest.fixture(autouse=True)
def accounts(demo: dict[str, Colleague]) -> None:
    """Fictional accounts come first: they are not made beside real ones."""


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


def leave_and_come_back(tab: Page, site: Site) -> None:
    """Out by the quick exit; after that neither Back nor the address shows the work."""
    name = tab.locator(".desk-who")
    expect(name).to_be_visible()
    tab.locator(".desk a[href$='/account']").click()
    expect(tab).to_have_url(re.compile("/account$"))
    tab.locator(BUTTON).click()
    expect(tab).to_have_url(site.exit_url)
    assert tab.context.cookies() == []
    go_back(tab)

    expect(tab.locator("h1")).to_be_visible()
    expect(tab).not_to_have_url(re.compile("/staff/(account)?$"))
    expect(name).to_have_count(0)
    tab.goto("/en/staff/")
    expect(tab).to_have_url(SIGN_IN)
    expect(tab.locator("[name=password]")).to_be_visible()


def come_in_and_leave(tab: Page, site: Site, email: str) -> None:
    colleague = join(tab, site, email)
    tab.locator("main a.button.is-main").click()
    expect(tab).to_have_url(START)
    leave_and_come_back(tab, site)
    colleague.sign_in(tab)


def test_an_invitation_leads_to_work_and_the_exit_ends_it(tab: Page, site: Site) -> None:
    come_in_and_leave(tab, site, "nour@harbour.example")


def test_all_of_it_works_without_scripts(open_tab: OpenTab, site: Site) -> None:
    come_in_and_leave(open_tab(java_script_enabled=False), site, "noor@harbour.example")


def test_the_session_is_in_one_cookie_that_no_script_and_no_other_site_gets(
    tab: Page, demo: dict[str, Colleague]
) -> None:
    demo["caseworker"].sign_in(tab)
    (cookie,) = tab.context.cookies()

    assert cookie["name"] == COOKIE
    assert cookie["secure"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert cookie["expires"] == -1  # until the browser is closed
    assert tab.evaluate("document.cookie") == ""


def test_a_passkey_takes_the_place_of_the_phone(tab: Page, site: Site) -> None:
    device = tab.context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    colleague = join(tab, site, "nura@harbour.example")
    tab.goto("/en/staff/account/passkey")
    colleague.give_code(tab)
    tab.locator("[name=name]").fill("Laptop")
    tab.locator("[data-submit]").click()
    expect(tab.locator("table.rows", has_text="Laptop")).to_be_visible()
    tab.locator(".desk form button").click()
    expect(tab).to_have_url(SIGN_IN)

    colleague.give_password(tab)
    tab.locator("[data-passkey=get] button").click()
    expect(tab).to_have_url(START)
    expect(tab.locator(".desk-who")).to_contain_text("Nour")


@pytest.mark.parametrize("role", STAFF_PAGES)
def test_everybody_can_use_the_pages_of_staff(
    tab: Page, demo: dict[str, Colleague], role: str
) -> None:
    faults: list[str] = []
    demo[role].come_back(tab)
    tab.goto("/en/staff/confirm")
    demo[role].give_code(tab)
    expect(tab).to_have_url(START)
    own_team = tab.locator(".desk a[href*='/teams/']").all()
    teams = [(link.get_attribute("href") or "").removeprefix("/en/staff/") for link in own_team]
    for look, language in SEEN:
        tab.set_viewport_size(LOOKS[look]["viewport"])
        tab.emulate_media(color_scheme=LOOKS[look]["color_scheme"])
        for page in [*STAFF_PAGES[role], *teams]:
            answer = tab.goto(f"/{language}/staff/{page}")
            assert answer is not None
            assert answer.ok, page
            assert tab.url.endswith(f"/{language}/staff/{page}")
            faults += [f"{page}, {language}, {look}: {each}" for each in find_violations(tab)]

    assert not faults, "\n".join(faults)
