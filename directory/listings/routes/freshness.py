"""The page that says where the listings are true, and where somebody should look."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, query_of, show
from directory.accounts.permissions import Right
from directory.catalog.seed_values import countries
from directory.languages.localizer import Localizer
from directory.listings.routes.at_hand import write_of
from directory.listings.standing import State, read_standings
from directory.places.regions import area_name


async def freshness(request: Request, badge: Badge) -> Response:
    wanted = query_of(request, "country")
    country = wanted if wanted in countries() else ""
    found = await read_standings(country, badge.now.date())
    return show(
        request,
        badge,
        "listings/freshness.html",
        country=country,
        found=found,
        names={each.place: _name(each.place, write_of(request)) for each in found if each.place},
        states=State,
    )


def _name(place: str, write: Localizer) -> str:
    return area_name(place, write.code) if "-" in place else write.territory(place)


localized_routes = [StaffRoute("/staff/freshness", freshness, Right.CHECK_LISTINGS)]
