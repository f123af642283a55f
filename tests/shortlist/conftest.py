"""Staff of the cast in front of the whole application, with the real listings.

The accounts live in each kind of database in turn; the listings were read from one, once.
"""

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette

from directory.accounts.office import Office
from directory.app import create_app
from directory.settings import Settings, read_settings
from tests.accounts.conftest import (  # noqa: F401  # fixtures are looked up by their names
    browser,
    caseworker,
    cast,
    clock,
    database_url,
    lead,
    office,
    open_browser,
    operator,
    settings,
)


@pytest.fixture(scope="session")
def stocked(seeded_sqlite: Path, data_dir: Path) -> Starlette:
    """An application that has read the listings."""
    environ = {
        "HANDRAIL_DATABASE_URL": f"sqlite://{seeded_sqlite}",
        "HANDRAIL_DATA_DIR": str(data_dir),
        "HANDRAIL_DEFAULT_COUNTRY": "ES",
    }
    app = create_app(read_settings(environ, dev=True))
    asyncio.run(_start(app))
    return app


async def _start(app: Starlette) -> None:
    async with app.router.lifespan_context(app):
        pass


@pytest.fixture
def app(settings: Settings, office: Office, stocked: Starlette) -> Starlette:  # noqa: F811  # as above
    app = create_app(settings)
    app.state.office = office
    app.state.stock, app.state.finder = stocked.state.stock, stocked.state.finder
    return app
