"""The pages on which listings are kept true."""

from directory.listings.routes.confirm import localized_routes as confirm

# Under /{language}.
localized_routes = [*confirm]
