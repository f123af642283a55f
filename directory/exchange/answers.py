"""Every listing's answers, encoded once: a page of a list is then a join of bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.catalog.listing import Listing
from directory.catalog.shelf import Shelf
from directory.exchange import hsds
from directory.exchange.encoding import encode
from directory.search.rows import Row


@dataclass(frozen=True, slots=True)
class Answer:
    """One listing as an item of each list. `place` is empty for a service without a place."""

    listing: Listing
    service: bytes
    place: bytes
    organization: bytes
    feature: bytes


@dataclass(frozen=True, slots=True)
class Answers:
    """One generation of answers with the shelf that it was made from. Replaced as a whole."""

    shelf: Shelf
    by_id: Mapping[str, Answer]
    placed_rows: tuple[Row, ...]

    @property
    def has_one_place_each(self) -> bool:
        """Whether no service is listed twice, so that a page of services is a page of listings."""
        return len(self.shelf.by_service) == len(self.shelf.listings)


def make_answers(shelf: Shelf, before: Answers | None = None) -> Answers:
    """Encode what is new. Listings never change: the same object has the same answers."""
    known = before.by_id if before else {}
    by_id = {
        listing_id: kept
        if (kept := known.get(listing_id)) is not None and kept.listing is listing
        else _answer(listing)
        for listing_id, listing in shelf.listings.items()
    }
    return Answers(shelf, by_id, tuple(row for row in shelf.rows if by_id[row.id].place))


def _answer(listing: Listing) -> Answer:
    return Answer(
        listing=listing,
        service=encode(hsds.service_item(listing)),
        place=encode(hsds.place_item(listing)) if listing.location_id else b"",
        organization=encode(hsds.organization_item(listing)),
        feature=encode(hsds.feature(listing)),
    )
