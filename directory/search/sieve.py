"""The filters of a query as tables: each different value is asked once, rows are looked up."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from directory.search.columns import Columns
from directory.search.facts import SWITCH_BITS
from directory.search.filters import speaks
from directory.search.opening import DAY, WEEK
from directory.search.postings import Ints
from directory.search.query import Query

Table = npt.NDArray[np.bool_]  # by the number of a value

# Combinations of needs and the like, never words or points. They are few, and die with the process.
_KEPT = 512


class Tables:
    """What each value of a column answers to a filter. Asked often, so the answers are kept."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.set_count = int(columns.needs.max(initial=0)) + 1
        self.pattern_count = len(columns.arrays["hours.days"])
        self.needs = lru_cache(_KEPT)(self._needs)
        self.language = lru_cache(_KEPT)(self._language)
        self.age = lru_cache(_KEPT)(self._age)
        self.open_on = lru_cache(_KEPT)(self._open_on)
        self._open_at = lru_cache(8)(self._open_at_minute)

    def codes(self, needs: frozenset[str]) -> list[int]:
        """The numbers of those needs that any row has."""
        return [self.columns.codes[need] for need in needs if need in self.columns.codes]

    def flags(self, bits: int) -> Table:
        table: Table = np.arange(1 << len(SWITCH_BITS)) & bits == bits
        return table

    def open_at(self, moment: datetime) -> Table:
        return self._open_at(moment.astimezone(UTC).replace(second=0, microsecond=0))

    def _needs(self, needs: frozenset[str]) -> Table:
        table = np.zeros(self.set_count, bool)
        for sets in self.columns.sets_with.many(np.array(sorted(self.codes(needs)), np.int64)):
            table[sets] = True
        return table

    def _language(self, asked: str) -> Table:
        table = np.zeros(len(self.columns.language_sets), bool)
        for tag, number in self.columns.tags.items():
            if speaks((tag,), asked):
                table[self.columns.sets_in.get(number)] = True
        return table

    def _age(self, age: int) -> Table:
        youngest, oldest = self.columns.arrays["ages"].T
        is_for: Table = (np.maximum(youngest, 0) <= age) & ((oldest < 0) | (age <= oldest))
        return is_for

    def _open_on(self, day: int) -> Table:
        is_open: Table = self.columns.arrays["hours.days"] >> day & 1 == 1
        return is_open

    def _open_at_minute(self, moment: datetime) -> Table:
        """Open at this minute, by the clock on each wall (see `opening_now`)."""
        arrays = self.columns.arrays
        walls = [moment.astimezone(ZoneInfo(zone or "UTC")) for zone in self.columns.zones]
        minutes = np.array(
            [at.weekday() * DAY + at.hour * 60 + at.minute for at in walls], np.int64
        )
        pattern = arrays["hours.pattern"]
        opens, closes = arrays["hours.times"].astype(np.int64).T
        minute = minutes[arrays["hours.zone"][pattern]]
        is_open = (opens <= minute) & (minute < closes)
        is_open |= (opens <= minute + WEEK) & (minute + WEEK < closes)
        table = np.zeros(len(arrays["hours.days"]), bool)
        table[pattern[is_open]] = True
        return table


class Sieve:
    """All filters of one query but its words; without its needs, where lists by need are used."""

    def __init__(self, tables: Tables, query: Query, *, for_needs: bool = True) -> None:
        columns = tables.columns
        self.tests: list[tuple[Ints, Table]] = []
        if query.needs and for_needs:
            self.tests.append((columns.needs, tables.needs(query.needs)))
        if query.language is not None:
            self.tests.append((columns.language, tables.language(query.language)))
        if query.age is not None:
            self.tests.append((columns.age, tables.age(query.age)))
        if query.open_at is not None:
            self.tests.append((columns.hours, tables.open_at(query.open_at)))
        if query.open_on is not None:
            self.tests.append((columns.hours, tables.open_on(query.open_on)))
        if bits := sum(bit for name, bit in SWITCH_BITS.items() if getattr(query, name)):
            self.tests.append((columns.flags, tables.flags(bits)))

    def sift(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Those of the rows that hold every filter, in the same order."""
        for column, table in self.tests:
            rows = rows[table[column[rows]]]
        return rows
