"""The filters of a query as tables: each different value is asked once, rows are looked up."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from directory.search.columns import Columns
from directory.search.compiled import AGE, FLAGS, HOURS, LANGUAGE, NEEDS, Table, Tests
from directory.search.facts import SWITCH_BITS
from directory.search.filters import speaks
from directory.search.opening import DAY, WEEK
from directory.search.opening_now import spans_around
from directory.search.query import Query

# Combinations of needs and the like, never words or points. They are few, and die with the process.
_KEPT = 512
# One for all, so that it is at hand: most searches ask nothing but their need.
NO_TESTS: Tests = np.empty((0, 2), np.int64), np.empty(0, bool)


def pack_tests(tables: Mapping[int, Table]) -> Tests:
    """Tables by their trait, as `compiled` takes them."""
    if not tables:
        return NO_TESTS
    ends = list(accumulate(map(len, tables.values())))
    asked = list(zip(tables, [0, *ends], strict=False))
    return np.array(asked, np.int64).reshape(-1, 2), np.concatenate([*tables.values()])


class Tables:
    """What each value of a column answers to a filter. Asked often, so the answers are kept."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.set_count = int(columns.traits[NEEDS].max(initial=0)) + 1
        self.pattern_count = len(columns.arrays["hours.days"])
        self.needs = lru_cache(_KEPT)(self._needs)
        self.language = lru_cache(_KEPT)(self._language)
        self.age = lru_cache(_KEPT)(self._age)
        self.open_on = lru_cache(_KEPT)(self._open_on)
        self._unusual = lru_cache(2)(self._unusual_on)
        self._open_at = lru_cache(8)(self._open_at_minute)

    def of(self, query: Query) -> dict[int, Table]:
        """All filters of a query but its words, by the trait of a row that they look at."""
        tests: dict[int, Table] = {}
        if query.needs:
            tests[NEEDS] = self.needs(query.needs)
        if query.language is not None:
            tests[LANGUAGE] = self.language(query.language)
        if query.age is not None:
            tests[AGE] = self.age(query.age)
        if query.open_at is not None:
            tests[HOURS] = self.open_at(query.open_at)
        if query.open_on is not None:
            on_day = self.open_on(query.open_on)
            tests[HOURS] = on_day & tests[HOURS] if HOURS in tests else on_day
        if bits := sum(bit for name, bit in SWITCH_BITS.items() if getattr(query, name)):
            tests[FLAGS] = self.flags(bits)
        return tests

    def codes(self, needs: frozenset[str]) -> list[int]:
        """The numbers of those needs that any row has."""
        return [self.columns.codes[need] for need in needs if need in self.columns.codes]

    def flags(self, bits: int) -> Table:
        table: Table = np.arange(1 << len(SWITCH_BITS)) & bits == bits
        return table

    def country(self, country: str) -> Table:
        table: Table = np.arange(len(self.columns.countries)) == self.columns.countries.get(country)
        return table

    def open_at(self, moment: datetime) -> Table:
        return self._open_at(moment.astimezone(UTC).replace(second=0, microsecond=0))

    def _needs(self, needs: frozenset[str]) -> Table:
        table = np.zeros(self.set_count, bool)
        for code in self.codes(needs):
            table[self.columns.sets_with.get(code)] = True
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

    @cached_property
    def _zones(self) -> list[ZoneInfo]:
        # Held, because Python forgets all but a few and would read their files each minute.
        return [ZoneInfo(zone or "UTC") for zone in self.columns.zones]

    def _open_at_minute(self, moment: datetime) -> Table:
        """Open at this minute, by the clock on each wall (see `opening_now`)."""
        arrays = self.columns.arrays
        walls = [moment.astimezone(zone) for zone in self._zones]
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
        if self.columns.unusual:
            number, zone, opens, closes = self._unusual(tuple(wall.date() for wall in walls))
            minute = minutes[zone] % DAY
            table[list(self.columns.unusual)] = False
            table[number[(opens <= minute) & (minute < closes)]] = True
        return table

    def _unusual_on(self, today: tuple[date, ...]) -> npt.NDArray[np.int64]:
        """(4, spans): the patterns with exceptions on the dates that the walls of the zones show.

        The pattern's number, its zone's, and when it opens and closes in minutes of its day.
        """
        zone_of = self.columns.arrays["hours.zone"]
        spans = [
            (number, zone_of[number], opens, closes)
            for number, hours in self.columns.unusual.items()
            for opens, closes in spans_around(hours, today[zone_of[number]])
        ]
        return np.array(spans, np.int64).reshape(-1, 4).T
