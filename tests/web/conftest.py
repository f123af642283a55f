"""A small application of real parts: the shell around a few routes that go wrong on purpose."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from directory.errors import BadRequest, Unavailable
from directory.settings import Settings, read_settings
from directory.web import routes
from directory.web.forms import read_form, read_query
from directory.web.localized import localized
from directory.web.pages import Pages, render
from directory.web.shell import Site
from directory.web.static import Assets

LANGUAGES = ("en", "es", "fr", "ar")
ONION = "https://example.onion"


async def home(request: Request) -> Response:
    return render(request, "web/safety.html")


async def echo(request: Request) -> Response:
    form = await read_form(request) if request.method == "POST" else read_query(request)
    return PlainTextResponse(repr(sorted(form.multi_items())))


async def explode(request: Request) -> Response:
    await request.body()
    raise KeyError(f"{request.url} {dict(request.headers)} {await request.body()!r}")


async def misread(request: Request) -> Response:
    raise BadRequest("date", "<b>30 Februry</b>", "We could not read “%(value)s”.")


async def fail_for_a_while(request: Request) -> Response:
    raise Unavailable


PAGES = [
    Route("/staff/safety", home),
    Route("/", home),
    Route("/echo", echo, methods=["GET", "POST"]),
    Route("/explode/{word}", explode, methods=["GET", "POST"]),
    Route("/misread", misread),
    Route("/unavailable", fail_for_a_while),
    *routes.localized_routes,
]


@pytest.fixture
def settings() -> Settings:
    environ = {"HANDRAIL_SITE_NAME": "Local help", "HANDRAIL_ONION_LOCATION": ONION}
    return replace(read_settings(environ, dev=True), languages=LANGUAGES)


@pytest.fixture
def app(settings: Settings) -> Starlette:
    assets = Assets()
    app = Site(
        routes=[
            *routes.routes,
            Route("/static/{version}/{name:path}", assets.answer),
            *localized(PAGES, LANGUAGES),
        ],
        onion_location=settings.onion_location,
    )
    app.state.pages = Pages(settings, assets)
    return app


@pytest.fixture
async def visitor(app: Starlette) -> AsyncIterator[AsyncClient]:
    """A browser somewhere on the internet (a documentation address)."""
    transport = ASGITransport(app, client=("192.0.2.7", 40_000))
    async with AsyncClient(transport=transport, base_url="https://site.example") as client:
        yield client
