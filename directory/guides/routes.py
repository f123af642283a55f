"""Help right now: emergency numbers first, then lines that somebody answers."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.errors import BadRequest
from directory.guides.emergency import lines_for
from directory.guides.emergency_words import say_lines
from directory.languages.catalogues import N_
from directory.languages.localizer import get_localizer
from directory.places.regions import list_countries
from directory.settings import Settings
from directory.web.forms import read_query
from directory.web.pages import render


async def now(request: Request) -> Response:
    """The numbers of a country. Reads files only: it must answer with the database down (H-04)."""
    settings: Settings = request.app.state.settings
    localizer = get_localizer(request.path_params["language"])
    countries = list_countries(localizer.code)
    asked = (read_query(request).get("country") or settings.default_country or "").upper()
    if asked and asked not in dict(countries):
        why = N_("We do not know the country “%(value)s”. Choose one from the list.")
        raise BadRequest("country", asked, why)

    moment = datetime.now(UTC)
    page = lines_for(asked or None, moment.date())
    return render(
        request,
        "guides/now.html",
        country=asked,
        countries=countries,
        emergency=page,
        groups=say_lines(page, moment, localizer),
    )


localized_routes = [Route("/now", now)]
