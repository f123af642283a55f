"""One record: a service, at its place or without one, and an organization with its services."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from directory.catalog.card import Card, make_card
from directory.catalog.hours_words import DayAhead, next_days, week_table
from directory.catalog.listing import Listing
from directory.catalog.queries import get_successor
from directory.catalog.stock import Stock, stock_of
from directory.catalog.truth import say_truth
from directory.catalog.wording import best
from directory.database import LOST
from directory.errors import NotFound
from directory.languages.localizer import Localizer, get_localizer
from directory.web.forms import read_form
from directory.web.pages import render


async def service(request: Request) -> Response:
    """By the id of a service, or of one of its places.

    A search that was sent by a form is sent along, so that the page can lead back to its list.
    """
    stock, localizer = stock_of(request), get_localizer(request.path_params["language"])
    record_id = request.path_params["id"]
    listing = stock.shelf.listing(record_id)
    places = stock.shelf.listings_of("services", listing.service_id if listing else record_id)
    if not places:
        return await _lead_on(stock, request)

    listing = listing or places[0]
    card = _cards([listing], stock, localizer)[0]
    siblings = stock.shelf.listings_of("organizations", listing.organization_id)
    others = [place for place in places if place.id != listing.id]
    return render(
        request,
        "catalog/service.html",
        card=card,
        truth=say_truth(listing, localizer, stock.clock().date()),
        sent=(await read_form(request)).multi_items() if request.method == "POST" else [],
        week=week_table(listing.hours, localizer) if listing.hours else [],
        next_days=_unusual_days(listing, stock, localizer),
        others=_cards(others, stock, localizer),
        siblings=len(siblings) - len(places),
    )


async def _lead_on(stock: Stock, request: Request) -> Response:
    """From the address of a service that was merged into another to that other one."""
    try:
        successor = await get_successor(request.path_params["id"])
    except LOST:  # all else is answered from memory
        raise NotFound from None
    if not stock.shelf.listings_of("services", successor):
        raise NotFound
    return RedirectResponse(f"/{request.path_params['language']}/services/{successor}", 308)


async def organization(request: Request) -> Response:
    stock, localizer = stock_of(request), get_localizer(request.path_params["language"])
    listings = stock.shelf.listings_of("organizations", request.path_params["id"])
    if not listings:
        raise NotFound

    name = best(listings[0].organization, (localizer.code, "en"))
    cards = _cards(listings, stock, localizer)
    return render(request, "catalog/organization.html", name=name, cards=cards)


def _unusual_days(listing: Listing, stock: Stock, localizer: Localizer) -> tuple[DayAhead, ...]:
    """The next seven days, if any of them is not as usual."""
    ahead = next_days(listing.hours, stock.clock(), localizer) if listing.hours else ()
    return () if all(day.is_usual for day in ahead) else ahead


def _cards(listings: Iterable[Listing], stock: Stock, localizer: Localizer) -> list[Card]:
    moment = stock.clock()
    ordered = sorted(listings, key=lambda listing: (listing.name.value, listing.id))
    return [
        make_card(listing, number=number, labels=stock.labels, localizer=localizer, moment=moment)
        for number, listing in enumerate(ordered, start=1)
    ]


localized_routes = [
    Route("/services/{id}", service, methods=["GET", "POST"]),
    Route("/organizations/{id}", organization),
]
