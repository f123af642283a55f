"""Who serves a place: the groups of `reach` that depend on the region and country alone.

Rows that serve the same areas are told apart once for a place, not row by row. What is listed for
a place and filters is kept for the next who asks, but never for words or for a point.
"""

from bisect import bisect_left
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from directory.search.columns import FIRST_PAGES, Columns
from directory.search.facts import SWITCH_BITS
from directory.search.postings import NONE, Ints, joined
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.rows import WORLD
from directory.search.sieve import Sieve, Tables

GROUPS = tuple(Group)
NUMBER = {group: number for number, group in enumerate(GROUPS)}
NO_GROUP = len(GROUPS)
WITH_PLACE = GROUPS[1:-1]
WITHOUT_PLACE = (Group.WORLD, Group.ELSEWHERE, Group.CONFIDENTIAL)
MOST_KEPT = 1024

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Which group rows that serve the same are in (NO_GROUP: none), and the groups in order."""

    group_of: npt.NDArray[np.uint8]
    groups: tuple[Group, ...]
    keys: npt.NDArray[np.int64]  # in `of_reach`, before a need is added, group after group
    ends: tuple[int, ...]  # where the keys of each group end

    def by_group(self, lists: list[Ints]) -> dict[Group, list[Ints]]:
        starts = (0, *self.ends)
        return {
            group: lists[start:end]
            for group, start, end in zip(self.groups, starts, self.ends, strict=False)
        }


@dataclass(frozen=True, slots=True)
class Members:
    """How many rows are in a group, and the first of them in order."""

    count: int
    first: Rows


EMPTY = Members(0, NONE)


class Areas:
    """Finds what serves a place, in one snapshot."""

    def __init__(self, columns: Columns, tables: Tables) -> None:
        self.columns, self.tables = columns, tables
        self._areas = sorted(columns.areas)
        self.place = lru_cache(256)(self._place)
        self._kept: dict[Hashable, dict[Group, Members]] = {}

    def place_of(self, query: Query) -> Place:
        country = query.country or (query.region or "").split("-")[0]
        return self.place(query.region, country, query.point is None and not country)

    def _place(self, region: str | None, country: str, is_anywhere: bool) -> Place:
        start = NUMBER[Group.ELSEWHERE] if is_anywhere else NO_GROUP
        group_of = np.full(len(self.columns.is_private), start, np.uint8)
        self._mark(group_of, Group.WORLD, WORLD)
        if region is None and country:
            # All that begins with "ES-" sorts before "ES.".
            first, last = (bisect_left(self._areas, country + end) for end in "-.")
            for area in self._areas[first:last]:
                self._mark(group_of, Group.PARTS, area)
        self._mark(group_of, Group.COUNTRY, country)
        if region is not None:
            self._mark(group_of, Group.REGION, region)
        group_of[self.columns.is_private & (group_of != NO_GROUP)] = NUMBER[Group.CONFIDENTIAL]
        groups = WITHOUT_PLACE if is_anywhere else WITH_PLACE
        # Elsewhere is all the rest, and has lists of its own.
        listed = [
            NONE if group is Group.ELSEWHERE else np.flatnonzero(group_of == NUMBER[group])
            for group in groups
        ]
        keys = np.concatenate(listed) * (self.columns.any_need + 1)
        return Place(group_of, groups, keys, tuple(accumulate(map(len, listed))))

    def _mark(self, group_of: npt.NDArray[np.uint8], group: Group, area: str) -> None:
        number = self.columns.areas.get(area)
        if number is not None:
            group_of[self.columns.reaches_of.get(number)] = NUMBER[group]

    def members(self, query: Query, most: int | None) -> dict[Group, Members]:
        """Every group of a query without words; at least `most` of its first rows (None: all)."""
        place = self.place_of(query)
        if most is None or most > FIRST_PAGES:
            return self._list_all(place, query, most)
        key = place, _without_text(query)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = self._list_all(place, query, FIRST_PAGES)
        return kept

    def _list_all(self, place: Place, query: Query, most: int | None) -> dict[Group, Members]:
        codes = self.tables.codes(query.needs) if query.needs else [self.columns.any_need]
        if not codes:
            return dict.fromkeys(place.groups, EMPTY)
        # Lists of two needs may share rows: then the list for any need is looked through.
        code = codes[0] if len(codes) == 1 else self.columns.any_need
        lists = place.by_group(self.columns.of_reach.many(place.keys + code))
        sieve = Sieve(self.tables, query, for_needs=len(codes) > 1)
        listed = {group: self._list(group, lists[group], sieve, most) for group in place.groups}
        if Group.ELSEWHERE in listed:
            listed[Group.ELSEWHERE] = self._list_elsewhere(place, code, sieve, most)
        return listed

    def _list_elsewhere(self, place: Place, code: int, sieve: Sieve, most: int | None) -> Members:
        """All the rest, where no place is known: the first are at hand, for the others it looks."""
        columns, group = self.columns, Group.ELSEWHERE
        if most is not None and most <= FIRST_PAGES and not sieve.tests:
            count = int(columns.arrays["elsewhere.counts"][code])
            return Members(count, joined([columns.elsewhere.get(code)[:most]]))
        is_any = code == columns.any_need
        rows = np.arange(len(columns)) if is_any else joined([columns.with_need.get(code)])
        rows = sieve.sift(rows[place.group_of[columns.reach[rows]] == NUMBER[group]])
        first = self.in_order(rows, group, most)
        return Members(len(rows), first if most is None else first.copy())

    def _list(self, group: Group, lists: list[Ints], sieve: Sieve, most: int | None) -> Members:
        if not lists:
            return EMPTY
        if sieve.tests:
            rows = sieve.sift(joined(lists))
            count = len(rows)
        else:
            count = sum(map(len, lists))
            rows = joined([rows[:most] for rows in lists])
        first = self.in_order(rows, group, most) if len(lists) > 1 else rows[:most]
        # A copy, so that what is kept does not keep all the rest in memory.
        return Members(count, first if most is None else first.copy())

    def in_order(self, rows: Rows, group: Group, most: int | None) -> Rows:
        """The first of some rows by the order of their group."""
        order = self.columns.rank[rows].astype(np.int64)
        if group is Group.ELSEWHERE:
            order += len(self.columns) * (self.columns.flags[rows] & 2 == 0)
        if most is not None and len(rows) > 2 * most:
            best = np.argpartition(order, most)[:most]
            rows, order = rows[best], order[best]
        return rows[np.argsort(order)][:most]


def _without_text(query: Query) -> Hashable:
    """What a list depends on beside the place: no words, no point, no seconds."""
    minute = query.open_at and query.open_at.replace(second=0, microsecond=0)
    switches = tuple(getattr(query, name) for name in SWITCH_BITS)
    return query.needs, query.language, query.age, minute, query.open_on, switches
