"""The cast of the listings, in front of their table."""

from tests.accounts.conftest import (  # noqa: F401  # fixtures are looked up by their names
    browser,
    cast,
    clock,
    office,
    open_browser,
    settings,
)
from tests.listings.conftest import (  # noqa: F401  # as above
    app,
    database_url,
    editor,
    listed_postgres,
    listed_sqlite,
    own,
    provider,
    strange,
)
