"""The search that most people make, around a point and without words, as one call of machine code.

What it cannot answer (words, rows that are hidden, no radius, pages far behind) is left to
`finding`, step by step; both find the same.
"""

import numpy as np
from msgspec import Struct

from directory.machine_code import entry
from directory.search.areas import NUMBER, Areas, Asked
from directory.search.columns import Columns
from directory.search.compiled import Ground, Ints, Wanted
from directory.search.compiled_page import find_page
from directory.search.found import Run, Shown
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.reach import Group

_find_page = entry(find_page)


class Look(Struct, frozen=True):
    """numbers: how many rows are found, how many of them near, how many more in each of the groups,
    and then the rows of the page."""

    groups: tuple[Group, ...]
    numbers: Ints

    @property
    def total(self) -> int:
        total: int = self.numbers.item(0)
        return total

    @property
    def rows(self) -> Ints:
        return self.numbers[2 + len(self.groups) :]

    @property
    def counts(self) -> dict[Group, int]:
        """Of the groups that have any."""
        numbers = self.numbers[1 : 2 + len(self.groups)].tolist()
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


class AtOnce:
    """Looks around points, in one snapshot."""

    def __init__(self, columns: Columns, areas: Areas) -> None:
        self.areas = areas
        self._ground: Ground = columns.where, columns.traits

    def look(self, query: Query) -> Look | None:
        """None where it takes more than this."""
        point, radius_km = query.point, query.radius_km
        if point is None or radius_km is None or query.words:
            return None
        asked = self.areas.asked(query)
        groups, wanted = asked.at_once or self._want(asked)
        first = (query.page - 1) * query.size
        page = first, first + query.size
        # Given to it, because an array that machine code returns takes longer to make.
        numbers = np.empty(2 + len(groups) + query.size, np.int64)
        count = _find_page((*point, radius_km), page, self._ground, wanted, numbers)
        return Look(groups, numbers[:count]) if count else None

    def _want(self, asked: Asked) -> tuple[tuple[Group, ...], Wanted]:
        """The groups that have any, and what is asked, with the first rows of each."""
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
        rows = NO_ROWS if asked.listed is None else asked.listed
        wanted = (
            rows,
            asked.listed is not None,
            asked.tests_of_listed,
            asked.place.group_of,
            (table, firsts),
        )
        asked.at_once = groups, wanted
        return asked.at_once
