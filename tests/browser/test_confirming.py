"""A provider on a phone without scripts confirms its listing: one link, one button."""

from email import message_from_bytes, policy
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships none
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenTab
from tests.browser.site import Site

ON_A_PHONE: dict[str, Any] = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
WITHOUT_SCRIPTS = {"java_script_enabled": False}


def asked(site: Site) -> str:
    """The link that the next provider in turn gets from the clock."""
    before = set((site.folder / "mail").glob("*.eml"))
    assert "1  providers asked" in site.run("remind", "--providers", "1")
    for path in set((site.folder / "mail").glob("*.eml")) - before:
        body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body()
        assert body is not None
        link = next((line for line in body.get_content().split() if "/confirm/" in line), None)
        if link:
            return str(link)
    raise AssertionError("no mail asks whether a listing is still right")


def see_listing(tab: Page) -> None:
    tab.get_by_role("link", name="See the listing as families see it").click()


def test_one_button_confirms_everything(site: Site, open_tab: OpenTab) -> None:
    tab = open_tab(**ON_A_PHONE, **WITHOUT_SCRIPTS)
    tab.goto(asked(site).replace("/es/", "/en/").replace("/fr/", "/en/"))

    tab.get_by_role("button", name="All of it is right").click()

    expect(tab.get_by_role("heading", name="Thank you")).to_be_visible()
    see_listing(tab)
    # It is in every answer within a second; a busy machine may take a few.
    for _ in range(10):
        if tab.get_by_text("Last confirmed today.").count():
            break
        tab.wait_for_timeout(500)
        tab.reload()
    expect(tab.get_by_text("Last confirmed today.")).to_be_visible()


def test_a_change_is_typed_and_sent_without_scripts(site: Site, open_tab: OpenTab) -> None:
    tab = open_tab(**ON_A_PHONE, **WITHOUT_SCRIPTS)
    tab.goto(asked(site).replace("/es/", "/en/").replace("/fr/", "/en/"))
    hours = tab.locator("[data-section=hours]")
    hours.get_by_text("Change it").click()
    hours.get_by_label("Monday, from").first.fill("9.30")
    hours.get_by_label("Monday, until").first.fill("5 pm")
    hours.get_by_label("Day and night, every day").set_checked(False)
    hours.get_by_role("button", name="Show the next seven days").click()
    # The page comes back with the days ahead, and with all that was typed.
    hours = tab.locator("[data-section=hours]")
    expect(hours.locator("[data-preview]")).to_be_visible()
    expect(hours.get_by_label("Monday, from").first).to_have_value("9.30")

    tab.locator("[data-section=cost]").get_by_label("This is right").check()
    tab.get_by_role("button", name="Send").click()

    expect(tab.get_by_text("An editor will look at these changes.")).to_be_visible()


def test_the_form_is_accessible_when_all_of_it_is_open(site: Site, open_tab: OpenTab) -> None:
    tab = open_tab(**ON_A_PHONE)
    tab.goto(asked(site))
    tab.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")

    found = Axe().run(tab)

    assert found.response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
