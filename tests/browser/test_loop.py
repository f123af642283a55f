"""A referral goes round: written in Spanish, answered in English, followed in Arabic by its family.

Three people with three browsers, on the listing of the demonstration, with scripts and without.
"""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from directory.accounts.door import COOKIE
from directory.referrals.demo import LISTING
from tests.browser.conftest import DESKTOP, PHONE, OpenTab
from tests.browser.site import Site
from tests.browser.staff import Colleague
from tests.browser.test_accessibility import LOOKS, SEEN, find_violations
from tests.browser.test_receipt import open_receipt, step

REFER = f"/es/staff/services/{LISTING}/refer"
SUBMIT = "[data-submit]"


@pytest.fixture
def cookie() -> str | None:
    return COOKIE


@pytest.fixture(autouse=True)
def no_code_was_used(site: Site, demo: dict[str, Colleague]) -> None:
    """So that nobody waits half a minute for the next one."""
    with sqlite3.connect(site.folder / "handrail.sqlite3") as database:
        database.execute("UPDATE members SET totp_step = 0")
    for colleague in demo.values():
        colleague.step = 0


def choose(tab: Page, **values: str) -> None:
    for name, value in values.items():
        tab.locator(f"[name={name}][value='{value}']").check()


def write_in_spanish(tab: Page, worker: Colleague) -> tuple[str, str]:
    """The family's number, and the code to say on the telephone."""
    worker.come_back(tab)
    tab.goto(REFER)
    choose(tab, connected="no", overheard="no", need="200", urgency="routine", who="child")
    tab.locator("[name=language]").select_option("ar")
    tab.locator("[name=age_band]").select_option("12-14")
    tab.locator(SUBMIT).click()
    expect(tab).to_have_url(re.compile("/consent$"))

    tab.locator("[data-show]").click()
    expect(tab.locator("article[data-shown]")).to_have_attribute("lang", "ar")
    tab.locator(SUBMIT).click()
    expect(tab.locator("[name=shown]")).to_be_checked()
    for box in tab.locator("[name=told]").all():
        box.check()
    choose(tab, delivery="read_aloud", copy="given", own="assent")
    tab.locator("[name=own_method]").select_option("signed_paper_held")
    agree_for_the_child(tab)
    tab.locator(SUBMIT).click()
    expect(tab).to_have_url(re.compile("/send$"))
    expect(tab.locator("html")).to_have_attribute("lang", "es")
    tab.locator("main button.is-main").click()
    number = tab.locator("[data-receipt]").inner_text().strip()
    return number, tab.locator("[data-code]").inner_text().strip()


def agree_for_the_child(tab: Page) -> None:
    """A parent says yes as well."""
    tab.locator("[name=adult]").select_option("parent")
    tab.locator("[name=adult_method]").select_option("signed_paper_held")
    for name in ("harmed_nobody", "harmed_no_parent"):
        tab.locator(f"[name={name}]").check()


def find_by_code(tab: Page, desk: Colleague, code: str) -> None:
    desk.come_back(tab)
    tab.goto("/en/staff/inbox")
    tab.locator("[name=code]").fill(code)
    tab.locator(SUBMIT).click()
    expect(tab).to_have_url(re.compile("/en/staff/inbox/[0-9a-f]{32}$"))


def read_in_english(tab: Page, desk: Colleague) -> None:
    tab.locator("main a[href$='/open']").click()
    if "/confirm" in tab.url:
        desk.give_code(tab)
    expect(tab.locator("[data-said]")).to_contain_text("12 to 14 years")


def answer(tab: Page, event: str, reason: str | None = None) -> None:
    if reason is not None:
        tab.locator(f"details[data-act={event}] summary").click()
        tab.locator(f"#field-{event}").select_option(reason)
    tab.locator(f"form:has([name=act][value='{event}']) button").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_referral_goes_round_in_three_languages(
    open_tab: OpenTab, demo: dict[str, Colleague], *, scripts: bool
) -> None:
    worker = open_tab(viewport=DESKTOP, java_script_enabled=scripts)
    desk = open_tab(viewport=DESKTOP, java_script_enabled=scripts)
    family = open_tab(viewport=PHONE, is_mobile=True, java_script_enabled=scripts)
    number, code = write_in_spanish(worker, demo["caseworker"])

    open_receipt(family, number)
    find_by_code(desk, demo["recipient"], code)
    read_in_english(desk, demo["recipient"])
    answer(desk, "accept")
    expect(desk.locator("[data-state=accepted]")).to_be_visible()
    worker.goto(re.sub("/send$", "", worker.url))
    expect(worker.locator("main")).to_contain_text("Aceptada")
    step(family, "read")
    expect(family.locator("[data-receipt-state=accepted]")).to_be_visible()

    step(family, "ask")
    step(family, "withdraw")
    expect(family.locator("[data-receipt-state=withdrawn]")).to_contain_text("أُلغيت.")
    desk.reload()
    expect(desk.locator("[data-state=withdrawn]")).to_be_visible()
    expect(desk.locator("main a[href$='/open'], [data-said]")).to_have_count(0)
    worker.reload()
    expect(worker.locator("main a[href$='/open']")).to_have_count(0)
    assert family.context.cookies() == []


def test_everybody_can_use_the_pages_of_a_desk(
    open_tab: OpenTab, demo: dict[str, Colleague]
) -> None:
    faults: list[str] = []
    for look, language in SEEN:
        tab = open_tab(**LOOKS[look])
        demo["recipient"].come_back(tab)
        for name in walk_through_the_desk(tab, demo["recipient"], language):
            faults += [f"{name}, {look}: {each}" for each in find_violations(tab)]
            width = tab.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            faults += [f"{name}, {look}: wider than the screen"] * (width > 0)

    assert not faults, "\n".join(faults)


def walk_through_the_desk(tab: Page, desk: Colleague, language: str) -> Iterator[str]:
    tab.goto(f"/{language}/staff/inbox")
    yield "inbox"
    tab.locator("[data-group=answer] a.button").first.click()
    yield "one"
    tab.locator("main a[href$='/open']").click()
    if "/confirm" in tab.url:
        desk.give_code(tab)
    expect(tab.locator("[data-said]")).to_be_visible()
    yield "opened"
    answer(tab, "decline", "")
    yield "refused"
    tab.goto(f"/{language}/staff/desk")
    yield "desks"
    tab.locator("main table a, main .rows a").first.click()
    yield "desk"
