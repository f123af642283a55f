"""All that may be shown, ready at hand: a search that brings listings, in a file workers share."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from directory.catalog.listing import Listing, Text
from directory.languages.folding import fold
from directory.search.facts import Record
from directory.search.found import Hit
from directory.search.overlay import Overlay
from directory.search.owners import Kind
from directory.search.rows import Row
from directory.search.snapshot import Snapshot

# What a service's listing says in lists of the API: the search brings it along, encoded once.
Answer = Callable[[Listing], bytes]

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Listing)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One state of the catalog, to be searched and read. Replaced as a whole.

    `changed` and `gone` (ids of listings) are what has been touched since the snapshot was made;
    `search` is both together.
    """

    snapshot: Snapshot
    changed: Mapping[str, Record]
    gone: frozenset[str]
    search: Overlay

    def __len__(self) -> int:
        return len(self.search)

    @property
    def holds_what_is_private(self) -> bool:
        """Whether the file still has a place of a service whose place is private now.

        Nobody is shown it, but who takes the disk would read it (rules L-01 and L-03): the file has
        to go.
        """
        columns = self.snapshot.columns
        private = {it.service for it in self.changed.values() if it.row.is_confidential}
        rows = [row for service in private for row in columns.owners["services"].rows_of(service)]
        return not columns.is_private[columns.reach[rows]].all()

    def listing(self, listing_id: str) -> Listing | None:
        stored = self.search.listing(listing_id)
        return None if stored is None else _decoder.decode(stored)

    def listings_of(self, kind: Kind, owner_id: str) -> tuple[Listing, ...]:
        """All of a service or an organization, in the order of their ids."""
        found = map(_decoder.decode, self.search.listings_of(kind, owner_id))
        return tuple(sorted(found, key=lambda listing: listing.id))

    def renew(
        self, services: Collection[str], listings: Iterable[Listing], answer: Answer
    ) -> "Shelf":
        """The shelf with what is now listed of some services in the place of what was."""
        made = {listing.id: record_of(listing, answer) for listing in listings}
        kept = {key: it for key, it in self.changed.items() if it.service not in services}
        owners = self.snapshot.columns.owners["services"]
        rows = (row for service in services for row in owners.rows_of(service))
        replaced = {self.snapshot.ids.text(row) for row in rows}
        changed, gone = kept | made, (self.gone | replaced) - kept.keys() - made.keys()
        return lay_over(self.snapshot, changed, gone)


def lay_over(
    snapshot: Snapshot, changed: Mapping[str, Record] | None = None, gone: Collection[str] = ()
) -> Shelf:
    changed, gone = changed or {}, frozenset(gone)
    return Shelf(snapshot, changed, gone, Overlay(snapshot, changed, gone))


def read_listing(hit: Hit) -> Listing:
    """The listing that a search has found."""
    return _decoder.decode(hit.listing)


def encode_listing(listing: Listing) -> bytes:
    return _encoder.encode(listing)


def record_of(listing: Listing, answer: Answer) -> Record:
    return Record(
        row_of(listing),
        answer(listing),
        encode_listing(listing),
        listing.service_id,
        listing.organization_id,
    )


def row_of(listing: Listing) -> Row:
    """What a search may know of a listing: for a confidential one no point (rule L-03)."""
    is_confidential = listing.visibility != "public"
    texts = (listing.name, listing.organization, listing.description, listing.audience)
    return Row(
        id=listing.id,
        needs=frozenset(listing.needs),
        point=None if is_confidential else listing.point,
        country=listing.country,
        region=listing.region,
        serves=frozenset(listing.serves),
        is_confidential=is_confidential,
        languages=frozenset(listing.languages),
        minimum_age=listing.minimum_age,
        maximum_age=listing.maximum_age,
        is_free=None if listing.cost is None else listing.cost == "free",
        is_remote=bool(listing.lines or listing.chat_url),
        is_accessible=listing.accessible,
        has_place=listing.location_id is not None,
        is_accepting=listing.accepting,
        hours=listing.hours,
        verified_on=listing.verified_on,
        name=listing.name.value,
        words=fold(" ".join(value for text in texts for value in _values(text))),
    )


def _values(text: Text | None) -> list[str]:
    return [] if text is None else [text.value, *(made.value for made in text.translations)]
