"""The search that most people make, around a point and without words, as one call of machine code.

What it cannot answer (words, rows that are hidden, no radius, pages far behind) is left to
`finding`, step by step; both find the same.
"""

from math import isfinite

import numpy as np
from msgspec import Struct

from directory.machine_code import entry
from directory.search.areas import NUMBER, Areas, Asked
from directory.search.columns import Columns
from directory.search.compiled import Ints, Served
from directory.search.compiled_page import find_page
from directory.search.found import Run, Shown
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.reach import Group

_find_page = entry(find_page)


class Look(Struct, frozen=True):
    """numbers: how many rows are near, how many more in each of the groups, and then the rows of
    the page."""

    groups: tuple[Group, ...]
    numbers: Ints

    @property
    def total(self) -> int:
        return sum(self.numbers[: 1 + len(self.groups)].tolist())

    @property
    def counts(self) -> dict[Group, int]:
        """Of the groups that have any."""
        numbers = self.numbers[: 1 + len(self.groups)].tolist()
        every = zip((Group.NEAR, *self.groups), numbers, strict=True)
        return {group: count for group, count in every if count}

    def runs(self, query: Query, shown: Shown) -> tuple[Run, ...]:
        """The rows of the page, those of each group for itself."""
        runs, rows = [], self.rows.tolist()
        first, last = (query.page - 1) * query.size, query.page * query.size
        for group, count in self.counts.items():
            some = min(last, count) - max(first, 0)
            if some > 0:
                runs.append(Run(shown, group, query.point, rows[:some]))
                rows = rows[some:]
            first, last = first - count, last - count
        return tuple(runs)

    @property
    def rows(self) -> Ints:
        return self.numbers[1 + len(self.groups) :]


class AtOnce:
    """Looks around points, in one snapshot."""

    def __init__(self, columns: Columns, areas: Areas) -> None:
        self.columns, self.areas = columns, areas

    def look(self, query: Query) -> Look | None:
        """None where it takes more than this."""
        point, radius_km = query.point, query.radius_km
        if point is None or radius_km is None or query.words:
            return None
        lat, lon = point
        if not (isfinite(lat) and isfinite(lon) and radius_km >= 0):
            return None
        asked, columns = self.areas.asked(query), self.columns
        groups, served = asked.served or self._serve(asked)
        listed, first = asked.listed, (query.page - 1) * query.size
        numbers = _find_page(
            (lat, lon, radius_km),
            NO_ROWS if listed is None else listed,
            listed is not None,
            asked.tests_of_listed,
            columns.where,
            columns.traits,
            (first, first + query.size),
            asked.place.group_of,
            served,
        )
        return Look(groups, numbers) if len(numbers) else None

    def _serve(self, asked: Asked) -> tuple[tuple[Group, ...], Served]:
        """The groups that have any, and the first rows of each."""
        groups = tuple(self.areas.counts(asked))
        members = [self.areas.members(asked, group) for group in groups]
        ends = np.cumsum([len(each.first) for each in members])
        table = np.array(
            [
                (NUMBER[group], each.count, end)
                for group, each, end in zip(groups, members, ends, strict=True)
            ],
            np.int64,
        ).reshape(-1, 3)
        firsts = np.concatenate([NO_ROWS, *(each.first for each in members)])
        asked.served = groups, (table, firsts)
        return asked.served
