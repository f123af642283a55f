"""The whole application on one page: what is ready at hand, the routes, what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from directory.catalog import routes as catalog_routes
from directory.catalog.shelf import fill_shelf
from directory.catalog.stock import Stock
from directory.database import open_database
from directory.exchange import routes as exchange_routes
from directory.exchange.answers import make_answers
from directory.exchange.queries import load_taxonomies
from directory.exchange.stock import ExchangeStock
from directory.finder import routes as finder_routes
from directory.finder.needs import load_needs
from directory.finder.own_words import load_lexicons
from directory.finder.questions import asker
from directory.finder.stock import finder_stock
from directory.guides import routes as guides_routes
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from directory.web import routes as web_routes
from directory.web.localized import localized
from directory.web.pages import Pages
from directory.web.refusals import HANDLERS
from directory.web.shell import shell
from directory.web.static import Assets


def create_app(settings: Settings) -> Starlette:
    """The application. Its lifespan opens the database and fills the shelf."""
    assets = Assets()
    pages = [
        *finder_routes.localized_routes,
        *guides_routes.localized_routes,
        *catalog_routes.localized_routes,
        *web_routes.localized_routes,
    ]
    app = Starlette(
        routes=[
            *web_routes.routes,
            *exchange_routes.routes,
            Route("/readyz", readyz),
            Route("/static/{version}/{name:path}", assets.answer),
            *localized(pages, settings.languages),
        ],
        middleware=shell(settings.onion_location),
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.pages = Pages(settings, assets)
    return app


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    needs = load_needs()
    load_lexicons()  # now, so that nobody's first search waits for them
    async with open_database(settings.database_url, for_all_tasks=True):
        shelf, taxonomies = await fill_shelf(), await load_taxonomies()
        app.state.stock = Stock(settings, shelf, needs)
        app.state.finder = finder_stock(Gazetteer(settings.gazetteer_path), needs)
        ask = asker(app.state.finder)
        app.state.exchange = ExchangeStock(make_answers(shelf), taxonomies, ask)
        yield


async def readyz(request: Request) -> Response:
    """Whether searches can be answered: the records are read and the towns are at hand."""
    is_ready = bool(getattr(request.app.state, "stock", None)) and bool(
        request.app.state.stock.shelf.listings
    )
    return PlainTextResponse("ready\n" if is_ready else "not ready\n", 200 if is_ready else 503)
