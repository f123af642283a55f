"""The three kinds of records that can be searched through the API, told in one table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.catalog.listing import Listing
from directory.catalog.shelf import Shelf, read_listing
from directory.exchange import hsds
from directory.exchange.answers import organization_answer, place_answer
from directory.exchange.pages import Items, Piece, find_organizations, find_places, find_services
from directory.exchange.parts import Terms
from directory.search.found import Hit, answers_of
from directory.search.query import Query


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is found, how it stands in a list, and how its whole object is made.

    `of` gives the listings behind an id, none where it does not exist; `id_of` is the reverse.
    """

    name: str
    find: Callable[[Shelf, Query], Items]
    items: Callable[[Items], Iterable[Piece]]
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
        items=lambda found: answers_of(found.runs),
        id_of=lambda hit: hit.owner("services"),
        of=lambda shelf, record_id: shelf.listings_of("services", record_id),
        whole=hsds.service,
    ),
    Kind(
        name="service_at_locations",
        find=find_places,
        items=lambda found: [place_answer(read_listing(hit)) for hit in found.hits],
        id_of=lambda hit: hit.id,
        of=_place,
        whole=lambda listings, terms, at: hsds.service_at_location(listings[0], terms, at),
    ),
    Kind(
        name="organizations",
        find=find_organizations,
        items=lambda found: [organization_answer(read_listing(hit)) for hit in found.hits],
        id_of=lambda hit: hit.owner("organizations"),
        of=lambda shelf, record_id: shelf.listings_of("organizations", record_id),
        whole=lambda listings, _terms, _at: hsds.organization(listings),
    ),
)
