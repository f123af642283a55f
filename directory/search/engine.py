"""Answers a search: the plain engine, which looks at every row.

It is small enough to be seen to be right, so anything faster is compared with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.search.facets import NO_FACETS, Facets, FacetsAsked, count_facets
from directory.search.filters import filters_of, sift
from directory.search.near import quick_distance_km
from directory.search.query import Query
from directory.search.reach import Group, Placed, Reach
from directory.search.rows import Row


@dataclass(frozen=True, slots=True)
class Hit:
    """A row on a page of results; the distance only where both ends are known points."""

    row: Row
    group: Group
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search, and what is to be said of the whole.

    `pages` is at least 1. A page after the last is empty and no error. `groups` counts the whole
    search, not the page, in the order in which the groups are shown.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    groups: Mapping[Group, int]
    facets: Facets


def find_rows(rows: Iterable[Row], query: Query, asked: FacetsAsked = NO_FACETS) -> Found:
    """Search. The order is that of `reach`, the same on every page; the total is exact."""
    reach = Reach(query)
    within_reach = [placed for placed in map(reach.place, rows) if placed is not None]
    found, near_misses = sift(within_reach, filters_of(query))
    found.sort(key=lambda placed: placed.order)
    first = (query.page - 1) * query.size
    return Found(
        hits=tuple(_hit(placed, query) for placed in found[first : first + query.size]),
        total=len(found),
        page=query.page,
        pages=max(1, -(-len(found) // query.size)),
        groups=Counter(placed.group for placed in found),
        facets=count_facets(query, [placed.row for placed in found], near_misses, asked),
    )


def _hit(placed: Placed, query: Query) -> Hit:
    here, there = query.point, placed.row.point
    distance_km = quick_distance_km(here, there) if here and there else None
    return Hit(placed.row, placed.group, distance_km)
