"""Asking a family in a browser: what they say, and the way through the page that is shown."""

from typing import Any

from httpx import Response

from directory.referrals.consent import SIX
from directory.referrals.models import Referral
from tests.accounts.browser import Browser
from tests.house.page import ParsedPage
from tests.referrals.cast import ADULT, Cast
from tests.referrals.pages.filling import Filled, Page, fill, send

TOLD: dict[str, Any] = {
    "language": "es",
    "told": sorted(SIX),
    "delivery": "read_aloud",
    "copy": "declined_unsafe",
}
YES: dict[str, Any] = {**TOLD, "own": "consent", "own_method": "signed_paper_held"}
PARENT: dict[str, Any] = {
    **TOLD,
    "own": "assent",
    "own_method": "typed_confirm",
    "adult": "parent",
    "adult_method": "signed_paper_held",
    "harmed_nobody": "yes",
    "harmed_no_parent": "yes",
}


def page_of(referral: Referral, path: str = "consent", language: str = "en") -> str:
    return f"/{language}/staff/referrals/{referral.id}/{path}"


async def draft_of_age(cast: Cast, band: str) -> Referral:
    return await cast.draft({**ADULT, "age_band": band})


async def shown_in(worker: Browser, draft: Referral, **chosen: Any) -> Response:
    """By the button on the page of the consent."""
    return await fill(worker, page_of(draft), page_of(draft, "show"), **chosen)


async def answer_of(worker: Browser, draft: Referral, **chosen: Any) -> Response:
    """All of it is shown, and what was chosen is written down."""
    return await send(worker, page_of(draft), after(await shown_in(worker, draft, **chosen)))


def after(shown: Response) -> Filled:
    """What goes back from the page that was shown, to be written down."""
    back = Page(shown.text).filled
    (mark,) = (each["value"] for each in ParsedPage(shown.text).all("button") if "value" in each)
    return {**{name: it for name, it in back.items() if name != "again"}, "shown": [mark]}
