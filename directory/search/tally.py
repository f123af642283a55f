"""Counts that facets are made of: they can be added up over several snapshots."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec.structs import replace

from directory.search.compiled import FLAGS, HOURS, LANGUAGE, NEEDS, Ints, Rows
from directory.search.compiled_rows import count_values
from directory.search.facets import Facets, FacetsAsked, count_languages
from directory.search.facts import FACET_BITS, SWITCH_BITS
from directory.search.opening import DAYS
from directory.search.query import Query
from directory.search.sieve import Tables


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows by what they are: those that need codes would leave, by their languages, and so on."""

    needs: Mapping[str, int]
    languages: Mapping[tuple[str, ...], int]
    switches: Mapping[str, int]
    open_now: int | None
    days: tuple[int, ...]

    def __add__(self, other: "Tally") -> "Tally":
        is_counted = self.open_now is not None and other.open_now is not None
        return Tally(
            _sum(self.needs, other.needs),
            _sum(self.languages, other.languages),
            _sum(self.switches, other.switches),
            (self.open_now or 0) + (other.open_now or 0) if is_counted else None,
            tuple(map(sum, zip(self.days, other.days, strict=True))),
        )

    def facets(self) -> Facets:
        return Facets(
            needs=dict(self.needs),
            languages=count_languages(self.languages),
            open_now=self.open_now,
            days=self.days,
            **self.switches,
        )


def _sum(one: Mapping[Any, int], other: Mapping[Any, int]) -> dict[Any, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def count_rows(
    tables: Tables, query: Query, asked: FacetsAsked, rows_of: Callable[[Query], Rows]
) -> Tally:
    """Count what a query finds, and what it would find without one filter or another."""
    columns, found = tables.columns, rows_of(query)

    def count(rows: Rows, trait: int, values: int) -> Ints:
        return count_values(rows, trait, values, columns.traits)

    spoken = rows_of(replace(query, language=None)) if query.language else found
    dated = found if query.open_on is None else rows_of(replace(query, open_on=None))
    flags, hours = (
        count(found, FLAGS, 1 << len(SWITCH_BITS)),
        count(found, HOURS, tables.pattern_count),
    )
    on_days = hours if dated is found else count(dated, HOURS, tables.pattern_count)
    languages = count(spoken, LANGUAGE, len(columns.language_sets))
    moment = query.open_at or asked.now
    return Tally(
        needs=count_needs(tables, query, asked.needs, rows_of) if asked.needs else {},
        languages={
            columns.language_sets[at]: int(languages[at]) for at in np.flatnonzero(languages)
        },
        switches={name: int(flags[tables.flags(bit)].sum()) for name, bit in FACET_BITS.items()},
        open_now=None if moment is None else int(hours[tables.open_at(moment)].sum()),
        days=tuple(int(on_days[tables.open_on(day)].sum()) for day in range(len(DAYS))),
    )


def count_needs(
    tables: Tables,
    query: Query,
    needs: Mapping[str, frozenset[str]],
    rows_of: Callable[[Query], Rows],
) -> dict[str, int]:
    """A need joins those already chosen, so each count is of rows that answer any of them."""
    rows = rows_of(replace(query, needs=frozenset()))
    sets = count_values(rows, NEEDS, tables.set_count, tables.columns.traits)
    there = np.flatnonzero(sets)  # around one place few of the sets are met
    counts = sets[there]
    return {
        code: int(counts[tables.needs(answers | query.needs)[there]].sum())
        for code, answers in needs.items()
    }
