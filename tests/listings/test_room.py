"""A service says whether it takes new people, until a day after which it says nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from directory.accounts.office import Office
from directory.catalog.listing import Listing
from directory.catalog.models import Intake, Service
from directory.catalog.queries import load_touched
from directory.catalog.truth import say_intake
from directory.languages.localizer import get_localizer
from directory.listings.reminding import end_intakes
from directory.listings.routes.room import ends
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import signed_in
from tests.finder.reading import words
from tests.listings.form import send


async def listed(service: Service) -> Listing:
    _, found = await load_touched([service.id])
    return found[0]


def path_of(service_id: UUID) -> str:
    return f"/en/staff/room/{service_id}"


async def say(browser: Browser, service: Service, state: str, until: str, wait: str = "") -> str:
    page = await browser.get(path_of(service.id))
    answer = await send(
        browser, path_of(service.id), page.text, state=state, until=until, wait=wait
    )
    return words((await browser.get(path_of(service.id))).text) if answer.is_redirect else ""


async def test_a_provider_says_it_in_three_taps(
    provider: Browser, office: Office, own: Service
) -> None:
    until = ends(office.clock().date())[-1]

    said = await say(provider, own, "waiting", until.isoformat(), "28")

    assert "They wait about 4 weeks." in said
    assert (await listed(own)).accepting is True
    assert own.name in words((await provider.get("/en/staff/room")).text)


async def test_who_is_full_takes_nobody_until_the_day_is_over(
    provider: Browser, office: Office, own: Service
) -> None:
    today = office.clock().date()
    until = ends(today)[0]
    await say(provider, own, "paused", until.isoformat())
    found = await listed(own)
    assert found.accepting is False
    assert say_intake(found.intake, get_localizer("en"), until) is not None

    # The day after, no page says it any more, and the clock makes the search forget it.
    assert say_intake(found.intake, get_localizer("en"), until + timedelta(days=1)) is None
    assert await end_intakes(until) == 0
    assert await end_intakes(until + timedelta(days=1)) == 1
    assert (await listed(own)).accepting is None


async def test_what_was_said_is_taken_back(provider: Browser, office: Office, own: Service) -> None:
    await say(provider, own, "open", ends(office.clock().date())[1].isoformat())
    page = await provider.get(path_of(own.id))
    assert "checked" in page.text

    await send(provider, path_of(own.id), page.text, state="silent")

    assert not await Intake.exists()


@pytest.mark.parametrize(("state", "until"), [("", ""), ("open", ""), ("open", "2030-01-01")])
async def test_what_is_left_out_is_asked_again(
    provider: Browser, own: Service, state: str, until: str
) -> None:
    page = await provider.get(path_of(own.id))
    answer = await send(provider, path_of(own.id), page.text, state=state, until=until)

    assert answer.status_code == 422
    assert "Choose one of these." in words(answer.text)


async def test_strangers_do_not_find_it(
    provider: Browser, strange: UUID, open_browser: Callable[..., Browser], cast: Cast
) -> None:
    assert (await provider.get(path_of(strange))).status_code == 404
    worker = await signed_in(open_browser(), cast.caseworker)
    assert (await worker.get("/en/staff/room")).status_code == 404


def test_the_next_friday_is_never_today() -> None:
    for day in range(14):
        today = date(2026, 11, 23) + timedelta(days=day)
        assert 1 <= (ends(today)[0] - today).days <= 7
