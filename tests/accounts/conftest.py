"""The staff pages of the whole application, with a clock that a test sets and cheap guesses."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from starlette.applications import Starlette

from directory.accounts import routes
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.accounts.waiting import waiting_in_accounts
from directory.settings import Settings
from directory.web import routes as web_routes
from directory.web.localized import localized
from directory.web.pages import Pages
from directory.web.shell import Site
from directory.web.static import Assets
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast, Player
from tests.accounts.clock import SetClock
from tests.accounts.staffed import LANGUAGES, cast_of, cheap_office, settings_in
from tests.conftest import KINDS, copy_of

# Keys are slow to make on purpose, and a busy machine is slower: no property has a deadline.
hypothesis.settings.register_profile("accounts", deadline=None)
hypothesis.settings.load_profile("accounts")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """With the cast in it, for whoever asks for them."""
    yield from copy_of(request, tmp_path, "staffed" if "cast" in request.fixturenames else "empty")


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    return settings_in(database, tmp_path)


@pytest.fixture
def office(settings: Settings, clock: SetClock) -> Office:
    return cheap_office(settings, clock)


@pytest.fixture
def app(settings: Settings, office: Office) -> Starlette:
    assets = Assets()
    pages = [*routes.localized_routes, *web_routes.localized_routes]
    app = Site(localized(pages, LANGUAGES))
    app.state.settings, app.state.office = settings, office
    app.state.pages = Pages(settings, assets)
    app.state.waiting = (waiting_in_accounts,)
    return app


@pytest.fixture
def cast(database: str, office: Office) -> Cast:
    # Where the mails went with which they were invited.
    office.mailbox.folder.mkdir(exist_ok=True)
    return cast_of(database)


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


@pytest.fixture
async def provider(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    """Who has given the second factor a moment ago, as all that they do here asks for."""
    player = cast.players[Role.PROVIDER]
    browser = await signed_in(open_browser(), player)
    await browser.confirm(player.secret)
    await browser.get("/en/staff/")
    return browser
