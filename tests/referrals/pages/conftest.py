"""The cast of referrals in front of the whole application, which has read the real listings.

People and referrals lie in each kind of database in turn; the listings were read from one, once.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from directory.accounts.office import Office
from directory.app import create_app
from directory.settings import Settings, read_settings
from tests.accounts.browser import Browser
from tests.accounts.cast import Player
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.accounts.staffed import LANGUAGES
from tests.referrals.cast import Cast

SignIn = Callable[[Player], Awaitable[Browser]]


@pytest.fixture(scope="session")
def stocked(seeded_sqlite: Path, data_dir: Path) -> Starlette:
    environ = {
        "HANDRAIL_DATABASE_URL": f"sqlite://{seeded_sqlite}",
        "HANDRAIL_DATA_DIR": str(data_dir),
    }
    app = create_app(read_settings(environ, dev=True))
    asyncio.run(_start(app))
    return app


async def _start(app: Starlette) -> None:
    async with app.router.lifespan_context(app):
        pass


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, languages=LANGUAGES)


@pytest.fixture
def app(settings: Settings, office: Office, stocked: Starlette) -> Starlette:
    app = create_app(settings)
    app.state.office = office
    app.state.stock, app.state.finder = stocked.state.stock, stocked.state.finder
    return app


@pytest.fixture
async def sign_in(app: Starlette, clock: SetClock) -> AsyncIterator[SignIn]:
    """A browser in which somebody has signed in, and a day later shows the second factor again."""
    opened: list[Browser] = []

    async def sign_in(player: Player) -> Browser:
        opened.append(Browser(app, clock, f"192.0.2.{len(opened) + 1}"))
        return await signed_in(opened[-1], player)

    yield sign_in
    for browser in opened:
        await browser.client.aclose()


@pytest.fixture
async def worker(cast: Cast, sign_in: SignIn) -> Browser:
    return await sign_in(cast.worker)
