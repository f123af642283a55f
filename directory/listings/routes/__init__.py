"""The pages on which listings are kept true."""

from directory.listings.routes.confirm import localized_routes as confirm
from directory.listings.routes.freshness import localized_routes as freshness
from directory.listings.routes.listings import localized_routes as listings
from directory.listings.routes.place import localized_routes as place
from directory.listings.routes.quality import localized_routes as quality
from directory.listings.routes.reviews import localized_routes as reviews
from directory.listings.routes.room import localized_routes as room
from directory.listings.routes.translations import localized_routes as translations
from directory.listings.routes.wrong import localized_routes as wrong

# Under /{language}.
localized_routes = [
    *confirm, *freshness, *listings, *place, *quality, *reviews, *room, *translations, *wrong,
]  # fmt: skip
