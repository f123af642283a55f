"""What lies near a point: the rows of the cells around it, and how far each is."""

from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from directory.search.areas import Asked
from directory.search.columns import Columns
from directory.search.compiled import COUNTRY, GROUPS, Box, Ints, Rows, Tests
from directory.search.compiled_near import find_near, rows_in_box
from directory.search.grid import box_around
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.sieve import NO_TESTS, Tables, pack_tests


@dataclass(frozen=True, slots=True)
class Near:
    """All rows within a circle, those of the asked page, and how many serve as which group."""

    rows: Rows
    page: Rows
    by_group: Ints


NOTHING = Near(NO_ROWS, NO_ROWS, np.zeros(GROUPS, np.int64))


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
        if query.point is None or not (all(map(isfinite, query.point)) and radius_km >= 0):
            return NOTHING
        box, circle = box_around(query.point, radius_km), (*query.point, radius_km)
        page = (query.page - 1) * query.size, query.page * query.size
        tests, listed = asked.tests_of_listed, asked.listed
        if chosen is not None:
            tests, listed = NO_TESTS, chosen
        home = self._home(query) if query.radius_km is None else NO_TESTS
        found = find_near(
            box,
            circle,
            page,
            NO_ROWS if listed is None else listed,
            listed is not None,
            tests,
            home,
            hidden,
            asked.place.group_of,
            self.columns.where,
            self.columns.traits,
        )
        return Near(*found)

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
