"""The pages of a desk, with somebody of it before them."""

from collections.abc import AsyncIterator, Callable

import pytest
from starlette.applications import Starlette

from directory.accounts import routes as accounts_routes
from directory.accounts.office import Office
from directory.catalog.stock import Stock
from directory.finder.needs import load_needs
from directory.referrals import routes
from directory.referrals.waiting_at_desk import waiting_at_desk
from directory.settings import Settings
from directory.web import routes as web_routes
from directory.web.localized import localized
from directory.web.pages import Pages
from directory.web.shell import Site
from directory.web.static import Assets
from tests.accounts.browser import Browser
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.referrals.cast import Cast


@pytest.fixture
def app(settings: Settings, office: Office) -> Starlette:
    pages = [
        *accounts_routes.localized_routes,
        *routes.localized_routes,
        *web_routes.localized_routes,
    ]
    app = Site(localized(pages, settings.languages))
    app.state.settings, app.state.office = settings, office
    app.state.pages = Pages(settings, Assets())
    app.state.stock = Stock(settings, None, load_needs(), None)  # type: ignore[arg-type]  # no listing is asked for
    app.state.waiting = (waiting_at_desk,)
    return app


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
async def desk(open_browser: Callable[..., Browser], cast: Cast) -> Browser:
    """Somebody of Haven, signed in a while ago: the second factor is asked for again."""
    browser = await signed_in(open_browser(), cast.desk)
    cast.clock.advance(6 * 60)
    return browser


@pytest.fixture
def visitor(open_browser: Callable[..., Browser]) -> Browser:
    """Somebody without an account."""
    return open_browser("192.0.2.20")
