"""The whole application on one page: what is ready at hand, the routes, what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Lifespan

from directory.accounts import routes as accounts_routes
from directory.accounts.office import Office
from directory.accounts.waiting import waiting_in_accounts
from directory.catalog import routes as catalog_routes
from directory.catalog.follower import Follower, following
from directory.catalog.rebuilding import Rebuilder
from directory.catalog.shelf import Shelf
from directory.catalog.stock import Stock
from directory.database import open_database
from directory.exchange import plain
from directory.exchange import routes as exchange_routes
from directory.exchange.answers import service_answer
from directory.exchange.queries import load_taxonomies
from directory.exchange.stock import ExchangeStock
from directory.finder import routes as finder_routes
from directory.finder.needs import load_needs
from directory.finder.own_words import load_lexicons
from directory.finder.questions import Asker
from directory.finder.stock import finder_stock
from directory.guides import routes as guides_routes
from directory.listings import routes as listings_routes
from directory.listings.once_a_day import OnceADay
from directory.listings.routes.listings import waiting_in_listings
from directory.places.gazetteer import Gazetteer
from directory.referrals import routes as referrals_routes
from directory.referrals.receipt_guesses import ReceiptGuesses
from directory.referrals.routes.board import waiting_in_referrals
from directory.referrals.waiting_at_desk import waiting_at_desk
from directory.settings import Settings
from directory.sheets import routes as sheets_routes
from directory.shortlist import routes as shortlist_routes
from directory.web import routes as web_routes
from directory.web.localized import localized
from directory.web.pages import Pages
from directory.web.shell import Site
from directory.web.static import Assets


def create_app(settings: Settings, life: Lifespan[Starlette] | None = None) -> Starlette:
    """The application. `life` brings what it answers from, instead of the settings' database."""
    assets = Assets()
    pages = [
        *finder_routes.localized_routes,
        *guides_routes.localized_routes,
        *catalog_routes.localized_routes,
        *accounts_routes.localized_routes,
        *referrals_routes.localized_routes,
        *listings_routes.localized_routes,
        *sheets_routes.localized_routes,
        *shortlist_routes.localized_routes,
        *web_routes.localized_routes,
    ]
    app = Site(
        routes=[
            *web_routes.routes,
            *exchange_routes.routes,
            Route("/readyz", readyz),
            Route("/static/{version}/{name:path}", assets.answer),
            *localized(pages, settings.languages),
        ],
        lifespan=life or lifespan,
        onion_location=settings.onion_location,
        at_hand=plain.at_hand,
    )
    app.state.settings = settings
    app.state.pages = Pages(settings, assets)
    app.state.office = Office.of(settings)
    app.state.receipt_guesses = ReceiptGuesses()
    app.state.corrections = OnceADay()
    # What the start page of staff asks: each part of the program says what waits in it.
    app.state.waiting = (
        waiting_in_referrals,
        waiting_at_desk,
        waiting_in_listings,
        waiting_in_accounts,
    )
    return app


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """From the start to the end: the records are followed, and shown as they are."""
    url, folder = app.state.settings.database_url, app.state.settings.search_folder
    make_ready(app)
    rebuilder = Rebuilder(url, folder, service_answer)
    async with open_database(url, for_all_tasks=True):
        app.state.follower = Follower(folder, service_answer, partial(show, app), rebuilder)
        async with following(app.state.follower):
            yield
    rebuilder.stop()


def make_ready(app: Starlette) -> None:
    """Read what does not change while the process lives: towns, needs, and the words for them."""
    app.state.finder = finder_stock(Gazetteer(app.state.settings.gazetteer_path), load_needs())
    load_lexicons()  # now, so that nobody's first search waits for them


async def show(app: Starlette, shelf: Shelf) -> None:
    """Put a new shelf in the place of the old one, for pages and programs at the same moment."""
    taxonomies, finder = await load_taxonomies(), app.state.finder
    app.state.exchange = ExchangeStock(taxonomies, Asker(finder))
    app.state.stock = Stock(app.state.settings, shelf, finder.needs, finder.gazetteer)


async def readyz(request: Request) -> Response:
    """Whether searches are answered from records that are at hand and not out of date."""
    state = request.app.state
    if not getattr(state, "follower", None) or not len(state.stock.shelf):
        return PlainTextResponse("not ready\n", 503)
    if state.follower.is_behind:
        return PlainTextResponse("behind\n", 503)
    return PlainTextResponse("ready\n")
