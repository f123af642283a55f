"""One page of a list in HSDS's shape."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from directory.catalog.shelf import Shelf
from directory.exchange.encoding import encode
from directory.search.found import Hit
from directory.search.owners import Kind
from directory.search.query import Query


@dataclass(frozen=True, slots=True)
class Items:
    """What is on one page, and how many there are on all. A page after the last is empty."""

    hits: Sequence[Hit]
    total: int


def find_services(shelf: Shelf, query: Query) -> Items:
    """Services in the order of the search, each where its nearest place stands."""
    if shelf.search.has_one_row_each:
        return find_listings(shelf, query)
    return _find_once(shelf, query, "services")


def find_places(shelf: Shelf, query: Query) -> Items:
    return find_listings(shelf, replace(query, placed=True))


def find_listings(shelf: Shelf, query: Query) -> Items:
    found = shelf.search.find(query)
    return Items(found.hits, found.total)


def find_organizations(shelf: Shelf, query: Query) -> Items:
    return _find_once(shelf, query, "organizations")


def _find_once(shelf: Shelf, query: Query, kind: Kind) -> Items:
    """Each owner once, where its first listing stands: as many listings are read as that takes."""
    total = shelf.search.count_owners(query, kind)
    last = min(query.page * query.size, total)
    first: dict[str, Hit] = {}
    size = last
    while len(first) < last:
        first = {}
        for hit in shelf.search.find(replace(query, page=1, size=size)).hits:
            first.setdefault(hit.owner(kind), hit)
        size *= 2
    start = (query.page - 1) * query.size
    return Items(list(islice(first.values(), start, start + query.size)), total)


def write_page(contents: Iterable[bytes], total: int, page: int, size: int) -> bytes:
    """HSDS's Page: {"total_items": …, "total_pages": …, …, "contents": […]}."""
    return _join(_counts(contents := list(contents), total, page, size), b"contents", contents)


def write_features(features: Iterable[bytes], total: int, page: int, size: int) -> bytes:
    """A GeoJSON FeatureCollection that counts like a Page, in members that RFC 7946 leaves free."""
    counts = _counts(features := list(features), total, page, size)
    return _join({"type": "FeatureCollection", **counts}, b"features", features)


def _counts(items: Sequence[bytes], total: int, page: int, size: int) -> dict[str, object]:
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not items,
    }


def _join(head: dict[str, object], name: bytes, items: Iterable[bytes]) -> bytes:
    return encode(head)[:-1] + b',"' + name + b'":[' + b",".join(items) + b"]}"
