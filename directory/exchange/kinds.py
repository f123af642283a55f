"""The three kinds of records that can be searched through the API, told in one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.catalog.listing import Listing
from directory.catalog.shelf import Shelf
from directory.exchange import hsds
from directory.exchange.answers import Answer, Answers
from directory.exchange.pages import Items, find_organizations, find_places, find_services
from directory.exchange.parts import Terms
from directory.search.query import Query


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is found, how it stands in a list, and how its whole object is made.

    `of` gives the listings behind an id, none where it does not exist; `id_of` is the reverse.
    """

    name: str
    find: Callable[[Answers, Query], Items]
    item: Callable[[Answer], bytes]
    id_of: Callable[[Listing], str]
    of: Callable[[Shelf, str], Sequence[Listing]]
    whole: Callable[[Sequence[Listing], Terms, datetime], dict[str, Any]]


def _place(shelf: Shelf, record_id: str) -> Sequence[Listing]:
    listing = shelf.listings.get(record_id)
    return [listing] if listing is not None and listing.location_id is not None else []


KINDS = (
    Kind(
        name="services",
        find=find_services,
        item=lambda answer: answer.service,
        id_of=lambda listing: listing.service_id,
        of=lambda shelf, record_id: shelf.by_service.get(record_id, ()),
        whole=hsds.service,
    ),
    Kind(
        name="service_at_locations",
        find=find_places,
        item=lambda answer: answer.place,
        id_of=lambda listing: listing.id,
        of=_place,
        whole=lambda listings, terms, at: hsds.service_at_location(listings[0], terms, at),
    ),
    Kind(
        name="organizations",
        find=find_organizations,
        item=lambda answer: answer.organization,
        id_of=lambda listing: listing.organization_id,
        of=lambda shelf, record_id: shelf.by_organization.get(record_id, ()),
        whole=lambda listings, _terms, _at: hsds.organization(listings),
    ),
)
