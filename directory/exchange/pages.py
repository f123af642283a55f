"""One page of a list in HSDS's shape."""

from collections.abc import Callable, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from directory.catalog.listing import Listing
from directory.catalog.shelf import Shelf, read_listing
from directory.search.found import Hit, Run, answers_of, runs_of
from directory.search.owners import Kind
from directory.search.query import Query

Piece = bytes | memoryview


class Items(Struct, frozen=True):
    """What is on one page, and how many there are on all. A page after the last is empty."""

    runs: Sequence[Run]
    total: int

    @property
    def hits(self) -> list[Hit]:
        return [hit for run in self.runs for hit in run.hits()]

    def __len__(self) -> int:
        return sum([len(run.numbers) for run in self.runs])


class Told(Struct, frozen=True):
    """What is on one page as it is answered; `pieces` are some items each, joined by commas."""

    total: int
    count: int
    pieces: Sequence[Piece]


def tell_services(shelf: Shelf, query: Query) -> Told:
    if shelf.search.has_one_row_each:
        return Told(*shelf.search.answers(query))
    found = find_services(shelf, query)
    return Told(found.total, len(found), answers_of(found.runs))


def teller(
    find: Callable[[Shelf, Query], Items], answer: Callable[[Listing], bytes]
) -> Callable[[Shelf, Query], Told]:
    """Tells what is found of those whose answers are not at hand."""

    def tell(shelf: Shelf, query: Query) -> Told:
        found = find(shelf, query)
        return Told(found.total, len(found), [answer(read_listing(hit)) for hit in found.hits])

    return tell


def find_services(shelf: Shelf, query: Query) -> Items:
    """Services in the order of the search, each where its nearest place stands."""
    if shelf.search.has_one_row_each:
        return find_listings(shelf, query)
    return _find_once(shelf, query, "services")


def find_places(shelf: Shelf, query: Query) -> Items:
    return find_listings(shelf, replace(query, placed=True))


def find_listings(shelf: Shelf, query: Query) -> Items:
    found = shelf.search.find(query)
    return Items(found.runs, found.total)


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
    return Items(runs_of(islice(first.values(), start, start + query.size)), total)


def write_page(contents: Sequence[Piece], count: int, total: int, query: Query) -> bytes:
    """HSDS's Page: {"total_items": …, "total_pages": …, …, "contents": […]}.

    `contents` are `count` items, some of them perhaps joined by commas already.
    """
    counts = _counts(count, total, query)
    joined = contents[0] if len(contents) == 1 else b",".join(contents)
    return b"".join((b"{", counts, b',"contents":[', joined, b"]}"))


def write_features(features: Sequence[bytes], total: int, query: Query) -> bytes:
    """A GeoJSON FeatureCollection that counts like a Page, in members that RFC 7946 leaves free."""
    counts = _counts(len(features), total, query)
    kind, joined = b'"type":"FeatureCollection"', b",".join(features)
    return b'{%b,%b,"features":[%b]}' % (kind, counts, joined)


_SAID = (b"false", b"true")


def _counts(count: int, total: int, query: Query) -> bytes:
    """The counts of a page as members of its object; by hand in a fifth of an encoder's time."""
    page, pages = query.page, max(1, -(-total // query.size))
    return (
        b'"total_items":%d,"total_pages":%d,"page_number":%d,"size":%d'
        b',"first_page":%b,"last_page":%b,"empty":%b'
    ) % (total, pages, page, count, _SAID[page == 1], _SAID[page >= pages], _SAID[not count])
