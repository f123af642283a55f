"""The API of HSDS 3.2: lists by GET and by POST, single records, and what programs write."""

import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router

from directory.catalog.shelf import read_listing
from directory.catalog.stock import Stock, stock_of
from directory.errors import NotFound, Unreadable
from directory.exchange.answers import feature_answer
from directory.exchange.encoding import encode, etag_of
from directory.exchange.kinds import KINDS, Kind
from directory.exchange.openapi import describe_api
from directory.exchange.pages import find_listings, write_features, write_page
from directory.exchange.parameters import FULL, PAGING, SEARCH, TERMS, names_of
from directory.exchange.parts import Part
from directory.exchange.reading import Reader, read_pairs
from directory.exchange.stock import exchange_stock_of
from directory.exchange.writing import (
    confirm,
    delete_room,
    get_room,
    put_room,
    put_service,
    review,
)
from directory.search.query import Query
from directory.web.localized import language_of
from directory.web.programs import GEOJSON_TYPE, Encoded

_HSDS_NAMES = frozenset({"taxonomy_term_id", "search"})
_OF_GEOJSON = names_of((*SEARCH, *PAGING))
_OF_LISTS = names_of((*SEARCH, *PAGING, FULL))
Handler = Callable[[Request], Coroutine[Any, Any, Response]]

PROFILE = "https://docs.openreferral.org/en/latest/hsds/"
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?", re.ASCII)


async def api(request: Request) -> Response:
    """What the API is, as HSDS asks for it."""
    # Anybody can write anything as the host: only what looks like one is repeated.
    host = request.headers.get("host", "")
    origin = f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""
    about = {"version": "3.2", "profile": PROFILE, "openapi_url": f"{origin}/api/openapi.json"}
    return Encoded(encode(about | {"description": stock_of(request).settings.site_name}))


async def openapi(_: Request) -> Response:
    return Encoded(encode(describe_api()))


async def geojson(request: Request) -> Response:
    """The listings of a search as points; confidential ones have none."""
    stock = stock_of(request)
    reader = Reader(await read_pairs(request), _OF_GEOJSON)
    query = _query(request, reader, stock)

    found = find_listings(stock.shelf, query)
    features = [feature_answer(read_listing(hit)) for hit in found.hits]
    return Encoded(write_features(features, found.total, query), GEOJSON_TYPE)


def list_of(kind: Kind) -> Handler:
    """The handler of a kind's list."""

    async def find(request: Request) -> Response:
        stock = stock_of(request)
        reader = Reader(await read_pairs(request), _OF_LISTS)
        is_full = reader.switch(FULL.name)
        query = _query(request, reader, stock)

        if is_full:
            found = kind.find(stock.shelf, query)
            wholes = [_whole(request, kind, kind.id_of(hit)) for hit in found.hits]
            return Encoded(write_page(wholes, len(wholes), found.total, query))
        told = kind.tell(stock.shelf, query)
        return Encoded(write_page(told.pieces, told.count, told.total, query))

    return find


def record_of(kind: Kind) -> Handler:
    """The handler of one record of a kind."""

    async def get(request: Request) -> Response:
        return Encoded(_whole(request, kind, request.path_params["id"]))

    return get


async def taxonomies(request: Request) -> Response:
    reader = Reader(await read_pairs(request), names_of(PAGING))
    return _listed(reader, list(exchange_stock_of(request).taxonomies.taxonomies.values()))


async def taxonomy_terms(request: Request) -> Response:
    reader = Reader(await read_pairs(request), names_of((*PAGING, *TERMS)))
    taxonomy, parent = reader.text("taxonomy_id"), reader.text("parent_id")
    is_top_only = reader.switch("top_only")
    terms = [
        term
        for term in exchange_stock_of(request).taxonomies.terms.values()
        if taxonomy in {"", term.get("taxonomy_id")}
        and parent in {"", term.get("parent_id")}
        and not (is_top_only and "parent_id" in term)
    ]
    return _listed(reader, terms)


async def taxonomy(request: Request) -> Response:
    return _one(exchange_stock_of(request).taxonomies.taxonomies, request)


async def taxonomy_term(request: Request) -> Response:
    return _one(exchange_stock_of(request).taxonomies.terms, request)


def _query(request: Request, reader: Reader, stock: Stock) -> Query:
    """What the search is asked; Unreadable with all that is wrong, ours and the finder's."""
    per_page, exchange = reader.per_page(), exchange_stock_of(request)
    given = _in_our_names(reader, exchange.taxonomies.terms)

    def language() -> str:
        return language_of(request.scope, stock.settings.languages)

    try:
        query = exchange.asker.any(given, per_page, language, stock.clock)
    except Unreadable as refused:
        raise Unreadable([*reader.faults, *refused.faults]) from None
    reader.finish()
    return query


def _in_our_names(reader: Reader, terms: Mapping[str, Part]) -> Mapping[str, Sequence[str]]:
    """HSDS's own names for what we call need and q."""
    if not reader.has_any(_HSDS_NAMES):
        return reader.given
    given = dict(reader.given)
    for term_id in given.pop("taxonomy_term_id", ()):
        if term_id not in terms:
            reader.refuse("taxonomy_term_id", "There is no such term.", term_id)
        elif code := terms[term_id].get("code"):
            given["need"] = [*given.get("need", ()), code]
    if words := given.pop("search", ()):
        given["q"] = [*given.get("q", ()), *words]
    return given


def _whole(request: Request, kind: Kind, record_id: str) -> bytes:
    stock, terms = stock_of(request), exchange_stock_of(request).taxonomies.by_code
    listings = kind.of(stock.shelf, record_id)
    if not listings:
        raise NotFound
    return encode(kind.whole(listings, terms, stock.clock()))


def _listed(reader: Reader, parts: list[Part]) -> Response:
    asked = Query(page=reader.whole("page", 1, 10**9), size=reader.per_page())
    reader.finish()
    start = (asked.page - 1) * asked.size
    items = [encode(part) for part in parts[start : start + asked.size]]
    return Encoded(write_page(items, len(items), len(parts), asked))


def _one(parts: Mapping[str, Part], request: Request) -> Response:
    if request.path_params["id"] not in parts:
        raise NotFound
    return Encoded(encode(parts[request.path_params["id"]]))


_LISTS: Mapping[str, tuple[Handler, Handler]] = {
    **{kind.name: (list_of(kind), record_of(kind)) for kind in KINDS},
    "taxonomies": (taxonomies, taxonomy),
    "taxonomy_terms": (taxonomy_terms, taxonomy_term),
}


def service(get: Handler) -> Handler:
    """The handler of one service, which programs may write, too."""

    async def read_or_write(request: Request) -> Response:
        if request.method == "PUT":
            return await put_service(request)
        found = await get(request)
        # What a program changes, it says that it has read.
        found.headers["ETag"] = etag_of(bytes(found.body))
        return found

    return read_or_write


_ROOM: Mapping[str, Handler] = {
    "GET": get_room, "HEAD": get_room, "PUT": put_room, "DELETE": delete_room,
}  # fmt: skip


async def room(request: Request) -> Response:
    return await _ROOM[request.method](request)


_PATHS = [
    Route("/", api),
    Route("/openapi.json", openapi),
    Route("/services.geojson", geojson, methods=["GET", "POST"]),
    *(Route(f"/{name}", find, methods=["GET", "POST"]) for name, (find, _) in _LISTS.items()),
    Route("/services/{id}", service(_LISTS["services"][1]), methods=["GET", "PUT"]),
    Route("/services/{id}/confirmations", confirm, methods=["POST"]),
    Route("/services/{id}/room", room, methods=["GET", "PUT", "DELETE"]),
    Route("/reviews/{id}", review),
    *(Route(f"/{name}/{{id}}", get) for name, (_, get) in _LISTS.items()),
]
# Outside of any language. Starlette's own redirect for slashes repeats the Host header.
routes = [Route("/api", api), Mount("/api", app=Router(_PATHS, redirect_slashes=False))]
