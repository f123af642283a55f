"""No sequence of requests keeps a session past its limits: asked of the pages themselves."""

from collections.abc import Callable
from random import Random

import pytest

from tests.accounts.browser import COOKIE, Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in

IDLE, LONGEST = 15 * 60, 8 * 3600
PATHS = ("", "stay", "account", "rights", "confirm", "once", "audit")
FORMS = ("confirm", "switch", "account/password", "audit/export", "account/sessions/end")


async def ask(browser: Browser, random: Random) -> bool:
    """Any page or any form. Whether it was answered as to somebody who is signed in."""
    if random.random() < 0.7:
        answer = await browser.get(f"/en/staff/{random.choice(PATHS)}")
    else:
        answer = await browser.post(f"/en/staff/{random.choice(FORMS)}", code="000000")
    asked_who = "/staff/sign-in" in answer.headers.get("location", "")
    return not asked_who and 'name="email"' not in answer.text


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_asked_for_it_ends_in_time_and_for_good(
    browser: Browser, open_browser: Callable[..., Browser], cast: Cast, seed: int
) -> None:
    """Another browser goes on with a copy of the cookie: it gains nothing by it."""
    random = Random(seed)  # noqa: S311 - the same walk each time, not a secret
    await signed_in(browser, cast.caseworker)
    cookie, now, last = browser.cookie or "", 0, 0
    thief = open_browser("198.51.100.9")
    thief.client.cookies.set(COOKIE, cookie, domain="site.example")
    longest_gap = (IDLE + 120) if seed % 2 else IDLE - 60
    while True:
        gap = random.randrange(longest_gap)
        browser.clock.advance(gap)
        now += gap
        one = random.choice((browser, thief))
        is_in = await ask(one, random)
        assert not is_in or (now - last < IDLE and now < LONGEST)
        assert is_in or now - last >= IDLE - 30 or now >= LONGEST - 60
        if not is_in:
            break
        last = now
    for back in (0, -gap, 60):
        browser.clock.advance(back)
        thief.client.cookies.set(COOKIE, cookie, domain="site.example")
        assert not await ask(thief, random)
