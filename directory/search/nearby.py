"""What lies near a point: the rows of the cells around it, and how far each is."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point
from directory.search.columns import Columns
from directory.search.distances import (
    are_within,
    in_space_one,
    longest_way,
    steps_to,
    surely_beyond,
    surely_within,
)
from directory.search.grid import Box, box_around, runs_of
from directory.search.postings import NONE, joined
from directory.search.query import Query
from directory.search.sieve import Sieve, Tables

Rows = npt.NDArray[np.int64]
Squares = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Near:
    """Rows within the radius in no order, with the squares of the straight lines to them (km²)."""

    rows: Rows
    squares: Squares

    def keep(self, kept: npt.NDArray[np.bool_]) -> "Near":
        return Near(self.rows[kept], self.squares[kept])


NOTHING = Near(NONE, np.empty(0, np.float32))


def _is_somewhere(query: Query) -> bool:
    """Whether anything can lie near: a radius that is NaN or negative holds nothing."""
    is_point = query.point is not None and all(map(isfinite, query.point))
    return is_point and (query.radius_km is None or query.radius_km >= 0)


class Nearby:
    """Finds what is near, in one snapshot."""

    def __init__(self, columns: Columns, tables: Tables) -> None:
        self.columns, self.tables = columns, tables

    def find(self, query: Query) -> Near:
        """All rows in the group NEAR that hold the filters; words are not looked at."""
        if query.point is None or not _is_somewhere(query):
            return NOTHING
        if query.radius_km is None:
            rows = self.at_home(query, self._with_needs(query))
            return self.measured(query.point, Sieve(self.tables, query).sift(rows))
        rows = self.within(box_around(query.point, query.radius_km), query)
        return self.reached(query.point, query.radius_km, rows)

    def choose(self, query: Query, rows: Rows) -> Near:
        """Those of some rows, whatever found them, that are near."""
        if query.point is None or not _is_somewhere(query):
            return NOTHING
        rows = rows[rows < len(self.columns.points)]
        if query.radius_km is None:
            return self.measured(query.point, self.at_home(query, rows))
        return self.reached(query.point, query.radius_km, rows)

    def within(self, box: Box, query: Query) -> Rows:
        """The rows in the cells of a box that hold the filters."""
        codes = self.tables.codes(query.needs)
        if query.needs and not codes:
            return NONE
        cells = self.columns.cells
        runs = cells.starts[cells.keys.searchsorted(runs_of(box))]  # of rows now: firsts, ends
        if len(codes) == 1:
            listed = self.columns.with_need.get(codes[0])
            pairs = zip(*listed.searchsorted(runs).tolist(), strict=True)
            rows = joined([listed[a:b] for a, b in pairs if a < b])
            return Sieve(self.tables, query, for_needs=False).sift(rows)
        pairs = zip(*runs.tolist(), strict=True)
        rows = joined([np.arange(start, end) for start, end in pairs if start < end])
        return Sieve(self.tables, query).sift(rows)

    def _with_needs(self, query: Query) -> Rows:
        codes = self.tables.codes(query.needs)
        if len(codes) == 1:
            rows = self.columns.with_need.get(codes[0])
            return rows[: rows.searchsorted(np.uint32(len(self.columns.points)))].astype(np.int64)
        return np.arange(len(self.columns.points))

    def at_home(self, query: Query, rows: Rows) -> Rows:
        """Those of some rows with a point that are in the country of the query, if it has one."""
        country = query.country or (query.region or "").split("-")[0]
        if not country:
            return rows
        number = self.columns.countries.get(country, -1)
        at_home: Rows = rows[self.columns.country[rows] == number]
        return at_home

    def measured(self, here: Point, rows: Rows) -> Near:
        lines = self.columns.space[rows]
        lines -= in_space_one(here)
        return Near(rows, np.einsum("ij,ij->i", lines, lines))

    def reached(self, here: Point, radius_km: float, rows: Rows) -> Near:
        """Those of some rows that are within the radius, to the last bit."""
        near = self.measured(here, rows)
        near = near.keep(near.squares <= surely_beyond(radius_km) ** 2)
        sure = surely_within(radius_km)
        doubtful = np.flatnonzero(near.squares > sure * abs(sure))
        if not len(doubtful):
            return near
        kept = np.ones(len(near.rows), bool)
        kept[doubtful] = are_within(here, self.columns.points[near.rows[doubtful]], radius_km)
        return near.keep(kept)

    def in_order(self, here: Point, near: Near, most: int) -> Rows:
        """The nearest rows in order."""
        if len(near.rows) > most + most // 2 + 8:
            line = float(np.partition(near.squares, most - 1)[most - 1]) ** 0.5
            # Whatever rounds to the same ten metres as the last one may come before it.
            near = near.keep(near.squares <= surely_beyond(longest_way(line) + 0.011) ** 2)
        lines = np.sqrt(near.squares)
        order = np.argsort(lines)
        if _are_apart(lines[order]):
            return near.rows[order[:most]]
        steps = steps_to(here, self.columns.points[near.rows])
        return near.rows[np.argsort((steps << 32) + self.columns.rank[near.rows])[:most]]


def _are_apart(lines: Squares) -> bool:
    """Whether straight lines, sorted, differ by so much that the distances must sort alike.

    Up to 100 km a line and its way differ by 3 metres at most, and rounding moves a way by 5.
    """
    if len(lines) and lines[-1] > 100:
        return False
    return bool((lines[1:] - lines[:-1] > 0.02).all())
