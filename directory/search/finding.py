"""One search in a snapshot, step by step: what is near, who serves the place, which page of it.

A search without words goes by place: cells around the point, then ready lists of who serves the
region, the country and the world. A search with words goes by its words: their rows are few, so
each is looked at. Rows may be hidden, because an overlay has something newer for them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point
from directory.search.areas import NO_GROUP, NUMBER, Areas, Members
from directory.search.columns import Columns
from directory.search.facets import Facets, FacetsAsked
from directory.search.found import Found, Hit, Shown
from directory.search.grid import Box
from directory.search.nearby import Near, Nearby
from directory.search.postings import NONE
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.sieve import Sieve, Tables
from directory.search.tally import Tally, count_rows
from directory.search.wording import Wording

Rows = npt.NDArray[np.int64]


_MANY = 10_000  # rows that a word may have before other ways are thought of


class Finder:
    """Answers queries from the columns of one snapshot."""

    def __init__(self, columns: Columns, shown: Shown) -> None:
        self.columns, self.shown = columns, shown
        self.tables = Tables(columns)
        self.areas = Areas(columns, self.tables)
        self.nearby = Nearby(columns, self.tables)

    def find(self, query: Query, asked: FacetsAsked, hidden: Rows = NONE) -> Found:
        first, last = (query.page - 1) * query.size, query.page * query.size
        search = _Search(self, query, hidden)
        counts = search.counts()
        total = sum(counts.values())
        return Found(
            hits=tuple(self._hits(search, counts, first, last, query.point)),
            total=total,
            page=query.page,
            pages=max(1, -(-total // query.size)),
            groups=counts,
            count_facets=partial(self.count_facets, query, asked, hidden),
        )

    def _hits(
        self, search: "_Search", counts: dict[Group, int], first: int, last: int, here: Point | None
    ) -> Iterator[Hit]:
        before = 0
        for group, count in counts.items():
            start, end = max(first - before, 0), min(last - before, count)
            if start < end:
                for number in search.rows(group, start, end).tolist():
                    yield Hit(self.shown, number, group, here)
            before += count

    def in_box(self, query: Query, box: Box, hidden: Rows = NONE) -> Rows:
        """The rows with points in the cells of a box that hold the filters and words of a query.

        Where the person is does not matter here: who moves the map looks there.
        """
        rows = self.nearby.within(box, query)
        if query.words.strip():
            rows = Wording(self.columns.vocabulary, query.words).choose(rows)
        return rows[~np.isin(rows, hidden)] if len(hidden) else rows

    def count_facets(self, query: Query, asked: FacetsAsked, hidden: Rows) -> Facets:
        return self.tally(query, asked, hidden).facets()

    def tally(self, query: Query, asked: FacetsAsked, hidden: Rows = NONE) -> Tally:
        return count_rows(self.tables, query, asked, lambda query: self.all_rows(query, hidden))

    def all_rows(self, query: Query, hidden: Rows = NONE) -> Rows:
        """Everything that a query finds, in no order."""
        return _Search(self, query, hidden).all_rows()


class _Search:
    """One query: what is near, and what was taken out of the groups that follow."""

    def __init__(self, finder: Finder, query: Query, hidden: Rows) -> None:
        self.finder, self.query = finder, query
        self.columns, self.areas = finder.columns, finder.areas
        self.place = finder.areas.place_of(query)
        self.sieve = Sieve(finder.tables, query)
        self.by_words = self._rows_with_words()
        self.near = self._near()
        # What is near is shown there; what is hidden is shown nowhere.
        self.left_out = self.near.rows
        if len(hidden):
            self.near = self.near.keep(~np.isin(self.near.rows, hidden))
            self.left_out = np.concatenate([self.near.rows, self._found_of(hidden)])
        self.taken = self._per_group(self.left_out).tolist()
        self.listed: dict[Group, Members] = {}

    def _rows_with_words(self) -> Rows | None:
        if not self.query.words.strip():
            return None
        wording = Wording(self.columns.vocabulary, self.query.words)
        if wording.count > _MANY:
            # Common words: there may be fewer rows that hold all the rest.
            rest = _Search(self.finder, replace(self.query, words=""), NONE)
            if sum(rest.counts().values()) < wording.count:
                return wording.choose(np.sort(rest.all_rows()))
        return self.sieve.sift(wording.rows())

    def _near(self) -> Near:
        if self.by_words is None:
            return self.finder.nearby.find(self.query)
        return self.finder.nearby.choose(self.query, self.by_words)

    def _found_of(self, hidden: Rows) -> Rows:
        """Those of the hidden rows that would be in some group."""
        if not len(hidden):
            return hidden
        if self.by_words is not None:
            hidden = hidden[np.isin(hidden, self.by_words)]
        return hidden if self.by_words is not None else self.sieve.sift(hidden)

    def counts(self) -> dict[Group, int]:
        """How many rows are in each group that has any, in the order of the groups."""
        self.listed = self._members(self.query.page * self.query.size)
        counts = {Group.NEAR: len(self.near.rows)}
        for group, listed in self.listed.items():
            counts[group] = listed.count - self.taken[NUMBER[group]]
        return {group: count for group, count in counts.items() if count}

    def _per_group(self, rows: Rows) -> npt.NDArray[np.int64]:
        groups = self.place.group_of[self.columns.reach[rows]]
        return np.bincount(groups, minlength=NO_GROUP + 1)

    def _members(self, most: int | None) -> dict[Group, Members]:
        if self.by_words is None:
            return self.areas.members(self.query, most)
        groups = self.place.group_of[self.columns.reach[self.by_words]]
        listed = {}
        for group in self.place.groups:
            rows = self.by_words[groups == NUMBER[group]]
            listed[group] = Members(len(rows), self.areas.in_order(rows, group, most))
        return listed

    def rows(self, group: Group, start: int, end: int) -> Rows:
        """The rows of a group from one place in its order to another."""
        if group is Group.NEAR and self.query.point is not None:
            return self.finder.nearby.in_order(self.query.point, self.near, end)[start:end]
        taken = self.taken[NUMBER[group]]
        if end + taken > len(self.listed[group].first) < self.listed[group].count:
            self.listed = self._members(end + taken)
        rows = self.listed[group].first
        if taken:
            rows = rows[~np.isin(rows, self.left_out)]
        return rows[start:end]

    def all_rows(self) -> Rows:
        """Everything that is found, in no order."""
        listed = [members.first for members in self._members(None).values()]
        served = np.concatenate([NONE, *listed])
        if len(self.left_out):
            served = served[~np.isin(served, self.left_out)]
        return np.concatenate([self.near.rows, served])
