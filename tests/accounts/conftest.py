"""The staff pages of the whole application, with a clock that a test sets and cheap guesses."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from starlette.applications import Starlette

from directory.accounts import routes
from directory.accounts.office import Office
from directory.accounts.waiting import waiting_in_accounts
from directory.privacy.stretching import Cost
from directory.settings import Settings, read_settings
from directory.web import routes as web_routes
from directory.web.localized import localized
from directory.web.pages import Pages
from directory.web.refusals import HANDLERS
from directory.web.shell import shell
from directory.web.static import Assets
from tests.accounts.browser import ORIGIN, Browser
from tests.accounts.cast import Cast, Player, make_cast
from tests.accounts.clock import SetClock

# Keys are slow to make on purpose, and a busy machine is slower: no property has a deadline.
hypothesis.settings.register_profile("accounts", deadline=None)
hypothesis.settings.load_profile("accounts")

LANGUAGES = ("en", "es", "fr", "ar")
# The least that Argon2 can do: these tests are about what happens, not about what it costs.
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    environ = {
        "HANDRAIL_DATABASE_URL": database,
        "HANDRAIL_DATA_DIR": str(tmp_path),
        "HANDRAIL_SITE_URL": ORIGIN,
    }
    return replace(read_settings(environ, dev=True), languages=LANGUAGES)


@pytest.fixture
def office(settings: Settings, clock: SetClock) -> Office:
    office = Office.of(settings, clock, CHEAP)
    return replace(office, code_cost=CHEAP, pause=_no_pause)


async def _no_pause(_: float) -> None:
    """A test does not wait; how long somebody would is asked of the slow-down itself."""


@pytest.fixture
def app(settings: Settings, office: Office) -> Starlette:
    assets = Assets()
    pages = [*routes.localized_routes, *web_routes.localized_routes]
    app = Starlette(
        routes=localized(pages, LANGUAGES), middleware=shell(), exception_handlers=HANDLERS
    )
    app.state.settings, app.state.office = settings, office
    app.state.pages = Pages(settings, assets)
    app.state.waiting = (waiting_in_accounts,)
    return app


@pytest.fixture
async def cast(office: Office, clock: SetClock) -> Cast:
    return await make_cast(office, clock)


@pytest.fixture
async def open_browser(app: Starlette, clock: SetClock) -> AsyncIterator[Callable[..., Browser]]:
    opened: list[Browser] = []

    def open_browser(address: str = "192.0.2.7") -> Browser:
        opened.append(Browser(app, clock, address))
        return opened[-1]

    yield open_browser
    for browser in opened:
        await browser.client.aclose()


@pytest.fixture
def browser(open_browser: Callable[..., Browser]) -> Browser:
    return open_browser()


async def signed_in(browser: Browser, player: Player) -> Browser:
    answer = await browser.sign_in(player.email, player.password, player.secret)
    assert answer.status_code == 303, answer.text
    await browser.get("/en/staff/")
    return browser


@pytest.fixture
async def lead(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    return await signed_in(open_browser(), cast.lead)


@pytest.fixture
async def caseworker(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    return await signed_in(open_browser("192.0.2.8"), cast.caseworker)


@pytest.fixture
async def operator(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    return await signed_in(open_browser("192.0.2.9"), cast.operator)


@pytest.fixture
async def stranger(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    return await signed_in(open_browser("192.0.2.10"), cast.stranger)
