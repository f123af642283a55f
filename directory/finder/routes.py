"""The search as pages: home, results, the map, and choosing a place from lists."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.finder.asking import ask
from directory.finder.criteria import OF_NOBODY, Criteria, read_criteria
from directory.finder.desk import Desk, desk_for
from directory.finder.drawing import draw_results
from directory.finder.home import home_view
from directory.finder.places import list_places
from directory.finder.results import find_results
from directory.finder.where import locate
from directory.guides.emergency import lines_for
from directory.web.forms import form_pairs, query_pairs
from directory.web.kept import kept_pages_of
from directory.web.pages import render


async def home(request: Request) -> Response:
    desk = desk_for(request)
    country = desk.stock.settings.default_country
    return render(request, "finder/home.html", **home_view(Criteria(country=country), desk))


async def find(request: Request) -> Response:
    return await _answer(request, "finder/results.html")


async def show_map(request: Request) -> Response:
    return await _answer(request, "finder/map.html")


async def where(request: Request) -> Response:
    """Country, then region, then town, for those who would rather choose than write."""
    desk = desk_for(request)
    criteria = await _read(request, desk)
    if not criteria.is_valid:
        return _ask_again(request, criteria, desk)
    return render(request, "finder/where.html", criteria=criteria, **list_places(criteria, desk))


async def _answer(request: Request, template: str) -> Response:
    desk = desk_for(request)
    kept = kept_pages_of(request, OF_NOBODY, desk.stock, desk.moment)
    return kept.find(request) or kept.keep(request, await _search(request, desk, template))


async def _search(request: Request, desk: Desk, template: str) -> Response:
    criteria, place = locate(await _read(request, desk), desk.finder.gazetteer)
    if not criteria.is_valid:
        return _ask_again(request, criteria, desk)

    needs, language = desk.finder.needs, desk.localizer.code
    asked = ask(criteria, place, needs, language, desk.moment)
    results = find_results(asked, desk)
    picture = draw_results(results, desk) if template == "finder/map.html" else None
    emergency = lines_for(place.country, desk.moment.date())
    return render(
        request,
        template,
        results=results,
        picture=picture,
        emergency=emergency,
        is_posted=request.method == "POST",
    )


async def _read(request: Request, desk: Desk) -> Criteria:
    """A form leaves nothing in the history; an address is for a link that someone chose."""
    is_form = request.method == "POST"
    sent = await form_pairs(request) if is_form else query_pairs(request)
    return read_criteria(sent, desk.finder.known)


def _ask_again(request: Request, criteria: Criteria, desk: Desk) -> Response:
    return render(request, "finder/home.html", status=422, **home_view(criteria, desk))


localized_routes = [
    Route("/", home),
    Route("/find", find, methods=["GET", "POST"]),
    Route("/map", show_map, methods=["GET", "POST"]),
    Route("/where", where, methods=["GET", "POST"]),
]
