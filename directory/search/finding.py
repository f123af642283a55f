"""One search in a snapshot, step by step: what is near, who serves the place, which page of it.

A search without words goes by place: cells around the point, then ready lists of who serves the
region, the country and the world. A search with words goes by its words: their rows are few, so
each is looked at. Rows may be hidden, because an overlay has something newer for them.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

import numpy as np
from msgspec.structs import replace

from directory.search.areas import NUMBER, Areas
from directory.search.at_once import AtOnce
from directory.search.columns import Columns
from directory.search.compiled import Box, Ints, Rows
from directory.search.compiled_rows import count_groups, sift_all, without
from directory.search.facets import Facets, FacetsAsked
from directory.search.found import Found, Run, Shown
from directory.search.nearby import Nearby
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.sieve import Tables
from directory.search.tally import Tally, count_needs, count_rows
from directory.search.wording import Wording

_MANY = 10_000  # rows that a word may have before other ways are thought of


class Finder:
    """Answers queries from the columns of one snapshot."""

    def __init__(self, columns: Columns, shown: Shown) -> None:
        self.columns, self.shown = columns, shown
        self.tables = Tables(columns)
        self.areas = Areas(columns, self.tables)
        self.nearby = Nearby(columns, self.tables)
        self.at_once = AtOnce(columns, self.areas)

    def find(self, query: Query, asked: FacetsAsked, hidden: Rows = NO_ROWS) -> Found:
        look = None if len(hidden) else self.at_once.look(query)
        if look is None:
            search = _Search(self, query, hidden)
            counts, runs = search.counts, search.runs(self.shown)
        else:
            counts, runs = look.counts, look.runs(query, self.shown)
        total = sum(counts.values())
        return Found(
            runs=runs,
            total=total,
            page=query.page,
            pages=max(1, -(-total // query.size)),
            groups=counts,
            count_facets=partial(self.count_facets, query, asked, hidden),
        )

    def rows(self, query: Query) -> tuple[int, Sequence[int] | Ints]:
        """How many are found, and those of the page; for whoever does not ask in which groups."""
        look = self.at_once.look(query)
        if look is not None:
            return look.total, look.rows
        search = _Search(self, query, NO_ROWS)
        return sum(search.counts.values()), [
            row for run in search.runs(self.shown) for row in run.numbers
        ]

    def in_box(self, query: Query, box: Box, hidden: Rows = NO_ROWS) -> Rows:
        """The rows with points in the cells of a box that hold the filters and words of a query.

        Where the person is does not matter here: who moves the map looks there.
        """
        asked = self.areas.asked(query)
        rows = self.nearby.in_box(box, asked)
        if query.words.strip():
            rows = Wording(self.columns.vocabulary, query.words).choose(rows)
        return without(rows, hidden) if len(hidden) else rows

    def count_facets(self, query: Query, asked: FacetsAsked, hidden: Rows) -> Facets:
        return self.tally(query, asked, hidden).facets()

    def tally(self, query: Query, asked: FacetsAsked, hidden: Rows = NO_ROWS) -> Tally:
        return count_rows(self.tables, query, asked, lambda query: self.all_rows(query, hidden))

    def count_needs(
        self, query: Query, needs: Mapping[str, frozenset[str]], hidden: Rows = NO_ROWS
    ) -> dict[str, int]:
        return count_needs(self.tables, query, needs, lambda query: self.all_rows(query, hidden))

    def all_rows(self, query: Query, hidden: Rows = NO_ROWS) -> Rows:
        """Everything that a query finds, in no order."""
        return _Search(self, query, hidden).all_rows()


class _Search:
    """One query: what is near, and what is left out of the groups that follow."""

    def __init__(self, finder: Finder, query: Query, hidden: Rows) -> None:
        self.finder, self.query, self.hidden = finder, query, hidden
        self.traits, self.areas = finder.columns.traits, finder.areas
        self.asked = finder.areas.asked(query)
        self.by_words = self._rows_with_words() if query.words and query.words.strip() else None
        self.near = finder.nearby.find(query, self.asked, hidden, self.by_words)
        # What is near is shown there; what is hidden is shown nowhere.
        self.gone, self.taken = NO_ROWS, self.near.by_group
        if len(hidden) and self.by_words is None:
            self.gone = sift_all(hidden, self.asked.tests, self.traits)
            gone = count_groups(self.gone, self.asked.place.group_of, self.traits)
            self.taken = [*map(sum, zip(self.taken, gone.tolist(), strict=True))]
        self.counts = self._counts()

    @cached_property
    def left_out(self) -> Rows:
        rows = self.near.rows
        return np.sort(np.concatenate([rows, self.gone])) if len(self.gone) else rows

    def _rows_with_words(self) -> Rows:
        wording = Wording(self.finder.columns.vocabulary, self.query.words)
        if wording.count > _MANY:
            # Common words: there may be fewer rows that hold all the rest.
            rest = _Search(self.finder, replace(self.query, words=""), self.hidden)
            if sum(rest.counts.values()) < wording.count:
                return wording.choose(np.sort(rest.all_rows()))
        rows = sift_all(wording.rows(), self.asked.tests, self.traits)
        return without(rows, self.hidden) if len(self.hidden) else rows

    def _counts(self) -> dict[Group, int]:
        """How many rows are in each group that has any, in the order of the groups."""
        counts = {Group.NEAR: self.near.total} if self.near.total else {}
        if self.by_words is None:
            served = self.areas.counts(self.asked)
        else:
            place = self.asked.place
            numbers = count_groups(self.by_words, place.group_of, self.traits).tolist()
            served = {group: numbers[NUMBER[group]] for group in place.groups}
        for group, count in served.items():
            left = count - self.taken[NUMBER[group]]
            if left > 0:
                counts[group] = left
        return counts

    def runs(self, shown: Shown) -> tuple[Run, ...]:
        """What is on the page."""
        query, runs = self.query, []
        first, last = (query.page - 1) * query.size, query.page * query.size
        for group, count in self.counts.items():
            if first < count:
                rows = self._rows(group, max(first, 0), min(last, count))
                runs.append(Run(shown, group, query.point, rows))
            first, last = first - count, last - count
            if last <= 0:
                break
        return tuple(runs)

    def _rows(self, group: Group, first: int, last: int) -> list[int]:
        """The rows of a group from one place in its order to another."""
        if group is Group.NEAR:
            return self.near.page
        if self.by_words is None:
            return self._served(group, first, last)
        rows = sift_all(self.by_words, self.asked.place.test(group), self.traits)
        rows = self.areas.in_order(without(rows, self.left_out), group, first, last)
        found: list[int] = rows.tolist()
        return found

    def _served(self, group: Group, first: int, last: int) -> list[int]:
        taken = self.taken[NUMBER[group]]
        rows = self.areas.members(self.asked, group, last + taken).first
        found: list[int]
        if taken and self.near.is_on_page and not len(self.gone):
            # So few that they are left out before an array of them is made.
            near, found = set(self.near.page), rows[: last + taken].tolist()
            return [row for row in found if row not in near][first:last]
        if taken:
            rows = without(rows, self.left_out)
        found = rows[first:last].tolist()
        return found

    def all_rows(self) -> Rows:
        """Everything that is found, in no order."""
        place = self.asked.place
        if self.by_words is None:
            served = self.areas.every(self.asked)
        else:
            served = sift_all(self.by_words, place.test_any(), self.traits)
        return np.concatenate([self.near.rows, without(served, self.left_out)])
