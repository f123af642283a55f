"""Invitations as tests need them: the link, which in life only the mail holds."""

from base64 import b32decode

from directory.accounts.actions.invitations import invite
from directory.accounts.models import Team
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.accounts.totp import TotpSecret
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import HOUSE


async def invite_somebody(
    office: Office, email: str, team: Team, role: Role = Role.CASEWORKER
) -> str:
    """The path of the link."""
    link, left = await invite(office, HOUSE, email, Offer(role, team.agency, team), "en")
    assert left
    return link.removeprefix(ORIGIN)


async def secret_on(browser: Browser, path: str) -> TotpSecret:
    """What a phone learns from the page: the letters below the square."""
    page = (await browser.get(path)).text
    letters = page.partition('<p class="wide-code"><bdi>')[2].partition("</bdi>")[0]
    return secret_of(letters)


def secret_of(letters: str) -> TotpSecret:
    return TotpSecret(b32decode(letters.replace(" ", "")))
