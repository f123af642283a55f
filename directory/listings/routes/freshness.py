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
    write, wanted = write_of(request), query_of(request, "country")
    country = wanted if wanted in countries() else ""
    found = await read_standings(country, badge.now.date())
    return show(
        request,
        badge,
        "listings/freshness.html",
        country=country,
        found=found,
        names={each.place: _name(each.place, country, write) for each in found},
        states=State,
    )


def _name(place: str, country: str, write: Localizer) -> str:
    """country: the one whose regions are shown, of which a listing without a region serves all."""
    if not place:
        return write.gettext("The whole country") if country else write.gettext("not said")
    return area_name(place, write.code) if "-" in place else write.territory(place)


localized_routes = [StaffRoute("/staff/freshness", freshness, Right.CHECK_LISTINGS)]
