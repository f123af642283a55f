"""What a caseworker does in a browser with one referral."""

from httpx import Response

from directory.referrals.models import Referral
from tests.accounts.browser import Browser
from tests.house.page import ParsedPage

BOARD = "/en/staff/referrals"


def page_of(referral: Referral, path: str = "") -> str:
    return f"{BOARD}/{referral.id}{path}"


async def do(browser: Browser, referral: Referral, path: str, **fields: str) -> Response:
    """The button of a page that was just opened."""
    page = ParsedPage((await browser.get(page_of(referral))).text)
    hidden = {box["name"]: box.get("value", "") for box in page.all("input") if "name" in box}
    seen = {name: hidden[name] for name in ("request_id", "version") if name in hidden}
    return await browser.post(page_of(referral, path), **(seen | fields))


async def state_of(referral: Referral) -> tuple[str, str]:
    found = await Referral.get(id=referral.id)
    return found.state, found.reason
