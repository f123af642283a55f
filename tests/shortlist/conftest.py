"""Staff of the cast in front of the whole application, with the real listings.

The accounts live in each kind of database in turn; the listings were read from one, once.
"""

import pytest
from starlette.applications import Starlette

from directory.accounts.office import Office
from directory.app import create_app
from directory.settings import Settings
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


@pytest.fixture
def app(settings: Settings, office: Office, stocked: Starlette) -> Starlette:  # noqa: F811  # as above
    app = create_app(settings)
    app.state.office = office
    app.state.stock, app.state.finder = stocked.state.stock, stocked.state.finder
    return app
