"""All that may be shown, ready at hand in memory: listings by id, and rows to search."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from directory.catalog.listing import Listing, Text
from directory.catalog.queries import load_listings
from directory.languages.folding import fold
from directory.search.rows import Row


@dataclass(frozen=True, slots=True)
class Shelf:
    """Listings by their id, by their service and by their organization, and the search's rows."""

    listings: Mapping[str, Listing]
    by_service: Mapping[str, tuple[Listing, ...]]
    by_organization: Mapping[str, tuple[Listing, ...]]
    rows: tuple[Row, ...]


async def fill_shelf() -> Shelf:
    return arrange(await load_listings())


def renew(shelf: Shelf, services: Collection[str], listings: Iterable[Listing]) -> Shelf:
    """The shelf with what is now listed of some services in the place of what was."""
    kept = (each for each in shelf.listings.values() if each.service_id not in services)
    return arrange(sorted((*kept, *listings), key=lambda listing: listing.id), shelf)


def arrange(listings: Iterable[Listing], before: Shelf | None = None) -> Shelf:
    """before: an older shelf, of which the rows of the same listings are used again."""
    by_id = {listing.id: listing for listing in listings}
    known = {row.id: row for row in before.rows} if before else {}
    same = {key for key in known if before and before.listings[key] is by_id.get(key)}
    by_service: dict[str, list[Listing]] = defaultdict(list)
    by_organization: dict[str, list[Listing]] = defaultdict(list)
    for listing in by_id.values():
        by_service[listing.service_id].append(listing)
        by_organization[listing.organization_id].append(listing)
    return Shelf(
        listings=by_id,
        by_service={key: tuple(found) for key, found in by_service.items()},
        by_organization={key: tuple(found) for key, found in by_organization.items()},
        rows=tuple(known[key] if key in same else row_of(it) for key, it in by_id.items()),
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
        hours=listing.hours,
        verified_on=listing.verified_on,
        name=listing.name.value,
        words=fold(" ".join(value for text in texts for value in _values(text))),
    )


def _values(text: Text | None) -> list[str]:
    return [] if text is None else [text.value, *(made.value for made in text.translations)]
