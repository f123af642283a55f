"""Is an engine's answer right? Compared with the plain engine, which looks at every row.

At a million rows that takes seconds a search, so the plain engine is only shown rows that could
be found: those with a need that was asked for, in a box around the radius or serving the place,
with a word of the vocabulary that its own rules accept. What is left out, it would refuse.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from directory.bench.peers.answer import Answer
from directory.bench.rows import row_of
from directory.bench.world import World
from directory.search.compiled import Box
from directory.search.filters import filters_of, sift
from directory.search.grid import box_around
from directory.search.query import Query
from directory.search.reach import Group, Placed, Reach
from directory.search.rows import WORLD, Row
from directory.search.words import WordFilter

# A sphere is wrong by up to 0.56%; engines that measure on one may not be wrong by more.
TOLERANCE = 0.006
_ROUNDED = 1.1  # distances are sorted in steps of ten metres; both were rounded

Mask = npt.NDArray[np.bool_]


class Reference:
    """Right answers, remembered."""

    def __init__(self, world: World) -> None:
        self.facts = world.facts
        facts = world.facts
        self._row = lru_cache(100_000)(lambda number: row_of(facts, number))
        self._accepted = lru_cache(1000)(self._accept)
        # One search is compared with the answers of every engine in turn.
        self.find = lru_cache(4)(self._find)
        counts = np.diff(facts.word_starts).astype(np.int64)
        self._row_of_word = np.repeat(np.arange(len(facts)), counts)

    def _find(self, query: Query) -> list[Placed]:
        """Everything that is found, in order: `engine.find_rows` without pages and counts."""
        reach = Reach(query)
        placed = [each for each in map(reach.place, self._candidates(query)) if each is not None]
        found, _ = sift(placed, filters_of(query))
        return sorted(found, key=lambda each: each.order)

    def _candidates(self, query: Query) -> list[Row]:
        mask = np.ones(len(self.facts), bool)
        if query.needs:
            sets = [not query.needs.isdisjoint(codes) for codes in self.facts.needs.values]
            mask &= np.array(sets, bool)[self.facts.needs.numbers]
        if query.point is not None or query.country is not None:
            mask &= self._in_reach(query)
        for word in query.words.split():
            mask &= self._with_word(word)
        return [self._row(number) for number in np.flatnonzero(mask).tolist()]

    def _in_reach(self, query: Query) -> Mask:
        country = query.country or "-"
        serves = [
            any(area in (WORLD, country) or area.startswith(country + "-") for area in areas)
            for _, areas in self.facts.reaches.values
        ]
        mask: Mask = np.array(serves, bool)[self.facts.reaches.numbers]
        if query.point is not None and query.radius_km is not None:
            mask |= self._within(box_around(query.point, query.radius_km))
        return mask

    def _within(self, box: Box) -> Mask:
        south, west, north, east = box
        lat, lon = self.facts.points.T
        is_east, is_west = lon >= west, lon <= east
        in_turn = is_east & is_west if west <= east else is_east | is_west
        within: Mask = (lat >= south) & (lat <= north) & in_turn
        return within

    def _with_word(self, word: str) -> Mask:
        has_any = np.zeros(len(self.facts), bool)
        has_any[self._row_of_word[self._accepted(word)[self.facts.words.numbers]]] = True
        return has_any

    def _accept(self, word: str) -> Mask:
        # As if it were the last word, which may go on: that accepts more, never less.
        accepts = WordFilter(word).holds
        return np.array([accepts(known) for known in self.facts.words.values], bool)

    def is_same(self, query: Query, answer: Answer) -> bool:
        """The same ids in the same order, the same total."""
        found = self.find(query)
        shown = tuple(placed.row.id for placed in found[: query.size])
        return answer.total == len(found) and answer.ids == shown

    def is_close(self, query: Query, answer: Answer) -> bool:
        """The same, but for distances that were measured on a sphere.

        Of words, which others rank by their own measure and without slips: nothing is shown, and
        nothing counted, that is not found.
        """
        if self.is_same(query, answer):
            return True
        if query.words:
            found_ids = {placed.row.id for placed in self.find(query)}
            return answer.total <= len(found_ids) and found_ids.issuperset(answer.ids)
        if query.point is None or query.radius_km is None:
            return False
        found = self.find(query)
        steps = [placed.order[1] for placed in found if placed.group is Group.NEAR]
        after = [placed.row.id for placed in found[len(steps) :]]
        least, most = (
            self._near(replace(query, radius_km=query.radius_km * (1 + slack)))
            for slack in (-TOLERANCE, TOLERANCE)
        )
        shown = [most[each] for each in answer.ids if each in most]
        others = [each for each in answer.ids if each not in most]
        return (
            len(least) <= answer.total - len(after) <= len(most)
            and len(set(answer.ids)) == min(query.size, answer.total)
            and others == after[: len(others)]
            and all(map(_is_close, shown, steps))
        )

    def _near(self, query: Query) -> dict[str, int]:
        placed = (placed for placed in self.find(query) if placed.group is Group.NEAR)
        return {each.row.id: each.order[1] for each in placed}


def _is_close(steps: int, right: int) -> bool:
    return abs(steps - right) <= TOLERANCE * right + _ROUNDED
