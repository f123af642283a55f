"""The three kinds of records that can be searched through the API, told in one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.catalog.listing import Listing
from directory.catalog.shelf import Shelf
from directory.exchange import hsds
from directory.exchange.answers import organization_answer, place_answer
from directory.exchange.pages import (
    Items,
    Told,
    find_organizations,
    find_places,
    find_services,
    tell_services,
    teller,
)
from directory.exchange.parts import Terms
from directory.search.found import Hit
from directory.search.query import Query


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is found, how a list tells it, and how its whole object is made.

    `of` gives the listings behind an id, none where it does not exist; `id_of` is the reverse.
    """

    name: str
    find: Callable[[Shelf, Query], Items]
    tell: Callable[[Shelf, Query], Told]
    id_of: Callable[[Hit], str]
    of: Callable[[Shelf, str], Sequence[Listing]]
    whole: Callable[[Sequence[Listing], Terms, datetime], dict[str, Any]]


def _place(shelf: Shelf, record_id: str) -> Sequence[Listing]:
    listing = shelf.listing(record_id)
    return [listing] if listing is not None and listing.location_id is not None else []


KINDS = (
    Kind(
        name="services",
        find=find_services,
        tell=tell_services,
        id_of=lambda hit: hit.owner("services"),
        of=lambda shelf, record_id: shelf.listings_of("services", record_id),
        whole=hsds.service,
    ),
    Kind(
        name="service_at_locations",
        find=find_places,
        tell=teller(find_places, place_answer),
        id_of=lambda hit: hit.id,
        of=_place,
        whole=lambda listings, terms, at: hsds.service_at_location(listings[0], terms, at),
    ),
    Kind(
        name="organizations",
        find=find_organizations,
        tell=teller(find_organizations, organization_answer),
        id_of=lambda hit: hit.owner("organizations"),
        of=lambda shelf, record_id: shelf.listings_of("organizations", record_id),
        whole=lambda listings, _terms, _at: hsds.organization(listings),
    ),
)
