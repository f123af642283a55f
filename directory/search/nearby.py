"""What lies near a point: the rows of the cells around it, and how far each is."""

from collections.abc import Callable
from math import inf, isfinite

import numpy as np

from directory.machine_code import entry
from directory.search.areas import Asked
from directory.search.columns import Columns
from directory.search.compiled import COUNTRY, GROUPS, Box, Ints, Rows, Tests
from directory.search.compiled_near import find_near, rows_in_box, rows_near
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.sieve import NO_TESTS, Tables, pack_tests


class Near:
    """What is within a circle: how much, how much of it serves as which group, and a page of it."""

    __slots__ = ("_find_rows", "by_group", "page", "total")

    def __init__(self, found: Ints, find_rows: Callable[[], Rows]) -> None:
        numbers: list[int] = found.tolist()
        self.by_group, self.total = numbers[:GROUPS], numbers[GROUPS]
        self.page, self._find_rows = numbers[GROUPS + 1 :], find_rows

    @property
    def is_on_page(self) -> bool:
        """Whether all of them are, as on most first pages."""
        return len(self.page) == self.total

    @property
    def rows(self) -> Rows:
        """All of them, sorted; gathered again where not all are on the page: few ask for them."""
        return np.array(sorted(self.page), np.uint32) if self.is_on_page else self._find_rows()


NOTHING = Near(np.zeros(GROUPS + 1, np.int64), lambda: NO_ROWS)
_find_near, _rows_near = entry(find_near), entry(rows_near)


class Nearby:
    """Finds what is near, in one snapshot."""

    def __init__(self, columns: Columns, tables: Tables) -> None:
        self.columns, self.tables = columns, tables

    def find(
        self, query: Query, asked: Asked, hidden: Rows = NO_ROWS, chosen: Rows | None = None
    ) -> Near:
        """All rows in the group NEAR that pass; or of those that are chosen already."""
        radius_km = inf if query.radius_km is None else query.radius_km
        # A radius that is NaN or negative holds nothing.
        if query.point is None:
            return NOTHING
        lat, lon = query.point
        if not (isfinite(lat) and isfinite(lon) and radius_km >= 0):
            return NOTHING
        tests, listed = asked.tests_of_listed, asked.listed
        if chosen is not None:
            tests, listed = NO_TESTS, chosen
        home = self._home(query) if query.radius_km is None else NO_TESTS
        what = (
            (lat, lon, radius_km),
            NO_ROWS if listed is None else listed,
            listed is not None,
            tests,
            home,
            hidden,
            self.columns.where,
            self.columns.traits,
        )
        page = (query.page - 1) * query.size, query.page * query.size
        return Near(_find_near(*what, page, asked.place.group_of), lambda: _rows_near(*what))

    def _home(self, query: Query) -> Tests:
        """Without a radius, what is in the same country is near."""
        country = query.country or (query.region or "").split("-")[0]
        return pack_tests({COUNTRY: self.tables.country(country)}) if country else NO_TESTS

    def in_box(self, box: Box, asked: Asked) -> Rows:
        """The rows in the cells of a box that pass."""
        rows, is_listed = (NO_ROWS, False) if asked.listed is None else (asked.listed, True)
        columns = self.columns
        return rows_in_box(
            box, rows, is_listed, asked.tests_of_listed, columns.where, columns.traits
        )
