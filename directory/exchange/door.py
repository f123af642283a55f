"""The door for programs that write: the key that they show, and what they say they have read.

No cookie is read here: a browser that another site makes send something shows no key, so there is
nothing to forge; and what it may not send without asking first, it is never allowed to.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.api_keys import use_key
from directory.accounts.answering import address_of, office_of
from directory.accounts.badge import Bearer
from directory.accounts.scopes import Scope
from directory.catalog.listing import Listing
from directory.catalog.queries import load_touched
from directory.catalog.stock import stock_of
from directory.errors import NoKey, NotFound, Outdated, Unconditional
from directory.exchange import hsds
from directory.exchange.encoding import encode, etag_of
from directory.exchange.stock import exchange_stock_of


async def show_key(request: Request, scope: Scope) -> Bearer:
    """Who acts. NoKey, ScopeMissing, or TooOften."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise NoKey
    return await use_key(office_of(request), key.strip(), scope, address_of(request))


@dataclass(frozen=True, slots=True)
class Shown:
    """A service as it is read now, from the database: what this process has in memory may be a
    moment older. body: of `whole`."""

    listing: Listing
    whole: dict[str, Any]
    body: bytes

    @property
    def etag(self) -> str:
        return etag_of(self.body)


async def show_service(request: Request, service_id: UUID) -> Shown:
    """NotFound where it is not listed any more."""
    _, listings = await load_touched([service_id])
    if not listings:
        raise NotFound
    terms = exchange_stock_of(request).taxonomies.by_code
    whole = hsds.service(listings, terms, stock_of(request).clock())
    return Shown(listings[0], whole, encode(whole))


def require_read(request: Request, shown: Shown) -> None:
    """That it is what the program has read. Unconditional, or Outdated."""
    said = request.headers.get("if-match")
    if said is None or said.strip() == "*":
        raise Unconditional
    if shown.etag not in {each.strip() for each in said.split(",")}:
        raise Outdated(shown.etag)


def answer(body: bytes, status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status, named, "application/json")
