"""The pages of the table."""

from directory.sheets.routes.away import localized_routes as away
from directory.sheets.routes.back import localized_routes as back

localized_routes = [*away, *back]
