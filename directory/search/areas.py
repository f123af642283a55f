"""Who serves a place: the groups of `reach` that depend on the region and country alone.

Rows that serve the same areas are told apart once for a place, not row by row. What is listed for
a place and filters is kept for the next who asks, but never for words or for a point.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from directory.search.columns import FIRST_PAGES, Columns
from directory.search.compiled import NEEDS, RANK, REACH, Ints, Rows, Tests, Wanted
from directory.search.compiled_rows import sift, sift_all
from directory.search.facts import REMOTE, SWITCH_BITS
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.rows import WORLD
from directory.search.sieve import Tables, pack_tests

NUMBER = {group: number for number, group in enumerate(Group)}
NO_GROUP = len(NUMBER)
WITH_PLACE = tuple(Group)[1:-1]
WITHOUT_PLACE = (Group.WORLD, Group.ELSEWHERE, Group.CONFIDENTIAL)
_key_of = attrgetter("region", "country", "needs", "language", "age", "open_on", *SWITCH_BITS)
MOST_KEPT = 8192  # a region and a need each; they are a few kB


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Which group rows that serve the same are in (NO_GROUP: none), and the groups in order."""

    group_of: npt.NDArray[np.uint8]
    groups: tuple[Group, ...]
    keys: Mapping[Group, Ints]  # of its lists in `of_reach`, before a need is added
    every: Ints  # all of these keys, group after group
    ends: Ints  # how many of them there are up to the end of each group

    def test(self, group: Group) -> Tests:
        """For the rows of one group."""
        return pack_tests({REACH: self.group_of == NUMBER[group]})

    def test_any(self) -> Tests:
        return pack_tests({REACH: self.group_of != NO_GROUP})


@dataclass(frozen=True, slots=True)
class Members:
    """How many rows are in a group, and the first of them in order."""

    count: int
    first: Rows


NOBODY = Members(0, NO_ROWS)


@dataclass(slots=True, eq=False)
class Asked:
    """What a query asks of any row, whatever its words and its point."""

    place: Place
    tests: Tests
    code: int  # of the only need, or that for any need
    listed: Rows | None  # all rows that have the only need, sorted
    tests_of_listed: Tests  # what is to be asked of those that are listed under the code
    members: dict[Group, Members] = field(default_factory=dict)  # the first pages
    counts: dict[Group, int] | None = None  # of all groups that have any, once it is known
    at_once: tuple[tuple[Group, ...], Wanted] | None = None  # the same for `at_once`

    @property
    def is_sifted(self) -> bool:
        """Whether not all that is listed is wanted."""
        return len(self.tests_of_listed[0]) > 0


class Areas:
    """Finds what serves a place, in one snapshot."""

    def __init__(self, columns: Columns, tables: Tables) -> None:
        self.columns, self.tables = columns, tables
        self._areas = sorted(columns.areas)
        self._listed = lru_cache(None)(columns.with_need.get)
        self._place = lru_cache(4096)(self._find_place)  # as many as the world has regions
        self._kept: dict[Hashable, Asked] = {}

    def asked(self, query: Query) -> Asked:
        """Kept by the place and the filters: no words, no point, no seconds."""
        minute = query.open_at and query.open_at.replace(second=0, microsecond=0)
        key = query.point is None, minute, _key_of(query)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = self._ask(query)
        return kept

    def _ask(self, query: Query) -> Asked:
        tables, codes = self.tables.of(query), self.tables.codes(query.needs)
        tests, code, listed = pack_tests(tables), self.columns.any_need, None
        if len(codes) == 1:
            code, listed = codes[0], self._listed(codes[0])
            tables.pop(NEEDS)
        return Asked(self.place_of(query), tests, code, listed, pack_tests(tables))

    def place_of(self, query: Query) -> Place:
        country = query.country or (query.region or "").split("-")[0]
        return self._place(query.region, country, query.point is None and not country)

    def _find_place(self, region: str | None, country: str, is_anywhere: bool) -> Place:
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
        keys: dict[Group, Ints] = {
            group: np.flatnonzero(group_of == NUMBER[group]) * (self.columns.any_need + 1)
            for group in groups
            if group is not Group.ELSEWHERE  # all the rest, which has lists of its own
        }
        every = np.concatenate(list(keys.values()))
        return Place(
            group_of, groups, keys, every, np.cumsum([len(each) for each in keys.values()])
        )

    def _mark(self, group_of: npt.NDArray[np.uint8], group: Group, area: str) -> None:
        number = self.columns.areas.get(area)
        if number is not None:
            group_of[self.columns.reaches_of.get(number)] = NUMBER[group]

    def counts(self, asked: Asked) -> dict[Group, int]:
        """How many are in each group that has any; in the order of the groups.

        Who they are is looked up only where a page shows them.
        """
        if asked.counts is None:
            counts = self._members_counted(asked) if asked.is_sifted else self._lengths(asked)
            asked.counts = {group: count for group, count in counts if count}
        return asked.counts

    def _members_counted(self, asked: Asked) -> Iterator[tuple[Group, int]]:
        for group in asked.place.groups:
            yield group, self.members(asked, group).count

    def _lengths(self, asked: Asked) -> Iterator[tuple[Group, int]]:
        place = asked.place
        starts, ends = self.columns.of_reach.spans(place.every + asked.code)
        sums = np.concatenate([[0], np.cumsum(ends - starts)])[place.ends].tolist()
        lengths = dict(zip(place.keys, (b - a for a, b in pairwise((0, *sums))), strict=True))
        for group in place.groups:
            elsewhere = group is Group.ELSEWHERE
            yield group, self.members(asked, group).count if elsewhere else lengths[group]

    def members(self, asked: Asked, group: Group, most: int = FIRST_PAGES) -> Members:
        """The members of a group; at least `most` of its first rows."""
        if most > FIRST_PAGES:
            return self._list(asked, group, most)
        listed = asked.members.get(group)
        if listed is None:
            listed = asked.members[group] = self._list(asked, group, FIRST_PAGES)
        return listed

    def _list(self, asked: Asked, group: Group, most: int) -> Members:
        if group is Group.ELSEWHERE:
            return self._list_elsewhere(asked, most)
        lists = self.columns.of_reach
        starts, ends = lists.spans(asked.place.keys[group] + asked.code)
        count = int((ends - starts).sum())
        if not count:
            return NOBODY
        if not asked.is_sifted:
            ends = np.minimum(ends, starts + most)
        rows = sift(lists.rows, starts, ends, asked.tests_of_listed, self.columns.traits)
        return Members(len(rows) if asked.is_sifted else count, self.in_order(rows, group, 0, most))

    def _list_elsewhere(self, asked: Asked, most: int) -> Members:
        columns = self.columns
        if most <= FIRST_PAGES and not asked.is_sifted:
            count = int(columns.arrays["elsewhere.counts"][asked.code])
            return Members(count, columns.elsewhere.get(asked.code)[:most])
        rows = sift_all(self.every(asked), asked.place.test(Group.ELSEWHERE), columns.traits)
        return Members(len(rows), self.in_order(rows, Group.ELSEWHERE, 0, most))

    def every(self, asked: Asked) -> Rows:
        """The rows of all groups, in no order."""
        columns = self.columns
        if Group.ELSEWHERE in asked.place.groups:  # then every row is in one of the groups
            rows = (
                np.arange(len(columns), dtype=np.uint32) if asked.listed is None else asked.listed
            )
            return sift_all(rows, asked.tests_of_listed, columns.traits)
        keys = asked.place.every + asked.code
        starts, ends = columns.of_reach.spans(keys)
        return sift(columns.of_reach.rows, starts, ends, asked.tests_of_listed, columns.traits)

    def in_order(self, rows: Rows, group: Group, first: int, last: int) -> Rows:
        """The rows of a group from one place in its order to another."""
        keys = self.columns.traits[RANK][rows].astype(np.int64)
        if group is Group.ELSEWHERE:
            keys += len(self.columns) * (self.columns.flags[rows] & REMOTE == 0)
        keys <<= 32
        keys |= rows
        if last < len(keys):
            keys = np.partition(keys, last)[:last]
        keys.sort()
        ordered: Rows = (keys[first:last] & 0xFFFFFFFF).astype(np.uint32)
        return ordered
