"""The cast of the listings, in front of their table."""

from tests.listings.conftest import (  # noqa: F401  # fixtures are looked up by their names
    app,
    browser,
    cast,
    clock,
    database_url,
    editor,
    listed_postgres,
    listed_sqlite,
    office,
    open_browser,
    own,
    provider,
    settings,
    strange,
)
