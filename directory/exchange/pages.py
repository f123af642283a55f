"""One page of a list in HSDS's shape."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from directory.exchange.answers import Answer, Answers
from directory.exchange.encoding import encode
from directory.search.engine import Found, find_rows
from directory.search.query import Query
from directory.search.rows import Row


@dataclass(frozen=True, slots=True)
class Items:
    """What is on one page, and how many there are on all. A page after the last is empty."""

    answers: Sequence[Answer]
    total: int


def find_services(answers: Answers, query: Query) -> Items:
    """Services in the order of the search, each where its nearest place stands."""
    if answers.has_one_place_each:
        return _items(answers, find_rows(answers.shelf.rows, query))
    return _distinct(answers, query, lambda answer: answer.listing.service_id)


def find_places(answers: Answers, query: Query) -> Items:
    return _items(answers, find_rows(answers.placed_rows, query))


def find_listings(answers: Answers, query: Query) -> Items:
    return _items(answers, find_rows(answers.shelf.rows, query))


def find_organizations(answers: Answers, query: Query) -> Items:
    return _distinct(answers, query, lambda answer: answer.listing.organization_id)


def _items(answers: Answers, found: Found) -> Items:
    return Items([answers.by_id[hit.row.id] for hit in found.hits], found.total)


def _distinct(answers: Answers, query: Query, key: Callable[[Answer], str]) -> Items:
    rows: Sequence[Row] = answers.shelf.rows
    everything = find_rows(rows, replace(query, page=1, size=max(1, len(rows))))
    first: dict[str, Answer] = {}
    for answer in _items(answers, everything).answers:
        first.setdefault(key(answer), answer)
    start = (query.page - 1) * query.size
    return Items(list(islice(first.values(), start, start + query.size)), len(first))


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
