"""Somebody who works here: how they come in by a mailed link, and how they sign in again."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from time import sleep, time
from typing import Any

from playwright.sync_api import Page, expect
from pyotp import TOTP

from tests.browser.site import Site

START = re.compile(r"/en/staff/$")
SIGN_IN = re.compile(r"/en/staff/sign-in(\?|$)")


@dataclass(slots=True)
class Colleague:
    """secret: in Base32, as the page says it to the phone. step: that of the newest code. cookies:
    of a session that goes on."""

    email: str
    password: str
    secret: str = ""
    step: int = 0
    cookies: list[Any] = field(default_factory=list)

    def code(self) -> str:
        """A code that was not used yet, for no code is taken twice.

        The one before is taken late and the next one early: never one with less than ten seconds
        to be sent in, and where even the next is used, after a wait.
        """
        now = time()
        self.step = max(self.step + 1, int(now + 10) // 30 - 1)
        sleep(max(0.0, (self.step - 1) * 30 - now))
        return TOTP(self.secret.replace(" ", "")).generate_otp(self.step)

    def come_back(self, tab: Page) -> None:
        """With the session of another test, if it goes on: a new code is half a minute's wait."""
        tab.context.add_cookies(self.cookies)
        tab.goto("/en/staff/")
        if not START.search(tab.url):
            self.sign_in(tab)
            self.cookies = tab.context.cookies()

    def sign_in(self, tab: Page) -> None:
        self.give_password(tab)
        self.give_code(tab)
        expect(tab).to_have_url(START)

    def give_code(self, tab: Page) -> None:
        tab.locator("[name=code]").fill(self.code())
        tab.locator("[data-submit]").click()

    def give_password(self, tab: Page) -> None:
        tab.goto("/en/staff/sign-in")
        tab.locator("[name=email]").fill(self.email)
        tab.locator("[name=password]").fill(self.password)
        tab.locator("[data-submit]").click()


def mailed_link(site: Site, email: str) -> str:
    for path in (site.folder / "mail").glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body()
        link = re.search(r"http\S+/staff/link/\S+", body.get_content()) if body else None
        if link and email in str(mail["To"]):
            return link[0]
    raise AssertionError(f"no mail with a link to {email}")


def join(tab: Page, site: Site, email: str) -> Colleague:
    """By the link of the invitation, to the page with the codes for paper."""
    place = ("--organization", "Harbour House", "--team", "Quay")
    site.run("user", "add", email, "--role", "team_lead", *place)
    colleague = Colleague(email, "four quiet lanterns wander")
    tab.goto(mailed_link(site, email))
    colleague.secret = tab.locator(".wide-code bdi").inner_text()
    tab.locator("[name=name]").fill("Nour")
    tab.locator("[name=password]").fill(colleague.password)
    tab.locator("[name=code]").fill(colleague.code())
    tab.locator("[data-submit]").click()
    expect(tab.locator("[data-codes] li")).to_have_count(10)
    tab.reload()
    expect(tab.locator("h1")).to_have_text("This was shown once")
    return colleague


def demo_colleagues(site: Site) -> dict[str, Colleague]:
    """By role, as the verb prints them: role, address, password, "code", the code, the secret."""
    lines = [line.split(maxsplit=5) for line in site.run("demo").splitlines() if "@" in line]
    return {
        role: Colleague(email, password, secret) for role, email, password, _, _, secret in lines
    }
