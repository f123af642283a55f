"""The arrays of a snapshot: made from facts, and read back from a file.

Rows lie in the order of their cells; those without a point come last. `rank` sorts them in the
order in which a list without distances shows them: what was confirmed more lately first, then by
name and id; confidential rows, which never stand among others, by name and id alone (rule L-04).
What has few different values (sets of needs, of languages, whom a row serves, hours) is a number
in each row and a table of values, so that a filter asks each value once, and then looks up.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.search.compiled import (
    AGE,
    COUNTRY,
    FLAGS,
    HOURS,
    LANGUAGE,
    NEEDS,
    PER_DEGREE,
    RANK,
    REACH,
    TRAITS,
    Rows,
    Where,
)
from directory.search.compiled_near import places_of
from directory.search.facts import REMOTE, Facts, Listed
from directory.search.grid import NOWHERE, cells_of
from directory.search.hours import read_hours
from directory.search.opening import DAY
from directory.search.owners import KINDS, Owners, index_owners
from directory.search.postings import Ints, Postings, post, post_ranked, smallest
from directory.search.rows import WORLD
from directory.search.storage import Array, Part
from directory.search.texts import Texts, are_different, order_of, starts_of
from directory.search.vocabulary import Vocabulary, index_words

FIRST_PAGES = 128  # so many rows of long lists are at hand; who leafs farther waits a little


class Columns:
    """The arrays by name, and the lists of values that the numbers in them stand for."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        values = json.loads(arrays["values"].tobytes())
        self.countries: dict[str, int] = _numbered(values["countries"])
        self.codes: dict[str, int] = _numbered(values["codes"])
        self.areas: dict[str, int] = _numbered(values["areas"])
        self.tags: dict[str, int] = _numbered(values["tags"])
        self.language_sets = [tuple(languages) for languages in values["languages"]]
        self.zones: list[str] = values["zones"]
        # Patterns with exceptions, by their number.
        self.unusual = {number: read_hours(said) for number, said in values["unusual"]}

        self.spots, self.space, self.traits = (
            arrays[name] for name in ("spots", "space", "traits")
        )
        self.where: Where = arrays["cells"], arrays["cell_starts"], self.spots, self.space
        self.flags, self.reach = self.traits[FLAGS], self.traits[REACH]
        self.is_private, self.newer, self.by_id = (
            arrays[name] for name in ("is_private", "newer", "by_id")
        )
        self.with_need, self.of_reach, self.elsewhere = (
            Postings.of(arrays, name) for name in ("with_need", "of_reach", "elsewhere")
        )
        self.reaches_of, self.sets_with, self.sets_in = (
            Postings.of(arrays, name) for name in ("reaches_of", "sets_with", "sets_in")
        )
        self.vocabulary = Vocabulary(arrays, len(self))
        self.ids, self.names, self.answers, self.listings = (
            Texts(arrays[f"{name}.blob"], arrays[f"{name}.starts"])
            for name in ("ids", "names", "answers", "listings")
        )
        self.owners = {kind: Owners(arrays, kind) for kind in KINDS}

    def __len__(self) -> int:
        return len(self.newer)

    def points(self, rows: Rows) -> npt.NDArray[np.float64]:
        """(n, 2) degrees of rows that have a point."""
        return self.spots[rows] / PER_DEGREE

    @property
    def any_need(self) -> int:
        """The number that stands for any need at all, or none, in lists by need."""
        return len(self.codes)


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(values)}


def make_arrays(facts: Facts) -> Iterable[tuple[str, Part]]:
    """The arrays of these facts by name; texts, which are most of it, as they are needed."""
    cells = cells_of(facts.points)
    rank = _ranks(facts)
    order = np.argsort(cells * np.int64(len(facts) + 1) + rank)
    row_of = np.empty(len(facts), np.int64)
    row_of[order] = np.arange(len(facts))

    # numpy and compiled loops let two threads work at once.
    with ThreadPoolExecutor(1) as aside:
        words = aside.submit(index_words, facts, row_of)
        lists = aside.submit(_lists, facts, order, rank[order])
        by_id = aside.submit(_by_id, facts.ids)
        yield from _shown_arrays(facts, order)
        yield from _plain_columns(facts, order, cells[order], rank[order]).items()
        yield from _hours(facts).items()
        yield from words.result().items()
        yield from lists.result().items()
        yield "by_id", row_of[by_id.result()].astype(np.uint32)


def _shown_arrays(facts: Facts, order: Ints) -> Iterable[tuple[str, Part]]:
    yield "values", np.frombuffer(json.dumps(_values(facts)).encode(), np.uint8)
    yield from index_owners("services", facts.services, order).items()
    yield from index_owners("organizations", facts.organizations, order).items()
    for name in ("ids", "names", "answers", "listings"):
        texts: Texts = getattr(facts, name)
        yield f"{name}.starts", starts_of(np.diff(texts.starts)[order])
        yield f"{name}.blob", texts.in_order(order)


def _ranks(facts: Facts) -> Ints:
    private = np.array([reach[0] for reach in facts.reaches.values], bool)[facts.reaches.numbers]
    newest = int(facts.newer.max(initial=0))
    before = np.where(private, newest + 1, newest - facts.newer)
    ranks = np.empty(len(facts), np.int64)
    ranks[order_of(before, facts.names, facts.ids)] = np.arange(len(facts))
    return ranks


def _by_id(ids: Texts) -> Ints:
    """The rows of the facts in the order of their ids. Raises ValueError where two are the same."""
    order = order_of(np.zeros(len(ids), np.int64), ids, ids)
    if not are_different(order, ids):
        raise ValueError("Two records have the same id.")
    return order


def _values(facts: Facts) -> dict[str, Any]:
    return {
        "countries": facts.countries.values,
        "codes": _members(facts.needs.values),
        "areas": _members(serves for _, serves in facts.reaches.values),
        "tags": _members(facts.languages.values),
        "languages": facts.languages.values,
        "unusual": [(number, said) for number, (*_, said) in enumerate(facts.hours.values) if said],
        "zones": sorted({zone for _, zone, _ in facts.hours.values}),
    }


def _members(sets: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({member for members in sets for member in members})


def _plain_columns(facts: Facts, order: Ints, cells: Ints, rank: Ints) -> dict[str, Array]:
    points = facts.points[order[: np.searchsorted(cells, NOWHERE)]]
    keys, starts = np.unique(cells, return_index=True)
    return {
        "spots": np.rint(points * PER_DEGREE).astype(np.int32),
        "space": places_of(points, facts.reaches.numbers[order].astype(np.int64)),
        "traits": _traits(facts, order, rank),
        "newer": smallest(facts.newer[order]),
        "cells": keys,
        "cell_starts": np.r_[starts, len(cells)].astype(np.uint32),
        "ages": np.array(facts.ages.values, np.int32).reshape(-1, 2),
        "is_private": np.array([private for private, _ in facts.reaches.values], bool),
    }


def _traits(facts: Facts, order: Ints, rank: Ints) -> Array:
    """(8, rows): what `compiled` looks up, side by side."""
    traits = np.empty((TRAITS, len(order)), np.uint32)
    traits[FLAGS], traits[RANK] = facts.flags[order], rank
    listed: dict[int, Listed[Any]] = {
        NEEDS: facts.needs,
        LANGUAGE: facts.languages,
        AGE: facts.ages,
        HOURS: facts.hours,
        REACH: facts.reaches,
        COUNTRY: facts.countries,
    }
    for trait, column in listed.items():
        traits[trait] = column.numbers[order]
    return traits


def _hours(facts: Facts) -> dict[str, Array]:
    """Each pattern's zone and times; and the days on which it is open at all, as bits."""
    zones = sorted({zone for _, zone, _ in facts.hours.values})
    spans = [span for spans, _, _ in facts.hours.values for span in spans]
    counts = np.array([len(spans) for spans, _, _ in facts.hours.values], np.int64)
    times = np.array(spans, np.uint16).reshape(-1, 2)
    pattern = np.repeat(np.arange(len(counts)), counts)
    days = np.zeros(len(counts), np.uint8)
    for day in range(14):  # what begins on Sunday may last until the next one
        begins = (times[:, 0] // DAY == day) | _is_cut(times, day * DAY)
        np.bitwise_or.at(days, pattern[begins], np.uint8(1 << day % 7))
    zone = [zones.index(zone) for _, zone, _ in facts.hours.values]
    return {
        "hours.days": days,
        "hours.zone": smallest(np.array(zone, np.int64)),
        "hours.pattern": smallest(pattern),
        "hours.times": times,
    }


def _is_cut(times: Array, midnight: int) -> npt.NDArray[np.bool_]:
    """Whether a span is so long that it is told in days, and goes on after this midnight."""
    opens, closes = times.astype(np.int64).T
    is_cut: npt.NDArray[np.bool_] = (
        (closes - opens > DAY) & (opens < midnight) & (midnight < closes)
    )
    return is_cut


def _lists(facts: Facts, order: Ints, rank: Ints) -> dict[str, Array]:
    codes = _numbered(_members(facts.needs.values))
    areas = _numbered(_members(serves for _, serves in facts.reaches.values))
    tags = _numbered(_members(facts.languages.values))
    sets_with = _invert(facts.needs.values, codes)
    rows, row_codes = _spread(facts.needs.numbers[order], facts.needs.values, codes)
    with_need = post(row_codes, rows)

    # Beside its needs each row has "any", for searches that ask for none.
    rows = np.concatenate([rows, np.arange(len(order))])
    row_codes = np.concatenate([row_codes, np.full(len(order), len(codes))])
    row_at = np.empty(len(rank), np.int64)
    row_at[rank] = np.arange(len(rank))
    reach = facts.reaches.numbers[order]
    of_reach = post_ranked(reach[rows] * (len(codes) + 1) + row_codes, rank[rows], row_at)

    serves = [serves for _, serves in facts.reaches.values]
    return {
        **with_need.arrays("with_need"),
        **of_reach.arrays("of_reach"),
        **_elsewhere(facts, order, rank, with_need),
        **sets_with.arrays("sets_with"),
        **_invert(serves, areas).arrays("reaches_of"),
        **_invert(facts.languages.values, tags).arrays("sets_in"),
    }


def _elsewhere(facts: Facts, order: Ints, rank: Ints, with_need: Postings) -> dict[str, Array]:
    """What serves no place in particular, by need: the first pages of each list, and its length."""
    reach = facts.reaches.numbers[order]
    is_here = np.array([_is_elsewhere(*each) for each in facts.reaches.values], bool)[reach]
    late = rank + len(order) * (facts.flags[order] & REMOTE == 0)
    lists, counts = [], []
    codes = np.arange(len(_members(facts.needs.values)))
    every: Iterator[Ints] = chain(map(with_need.get, codes.tolist()), [np.arange(len(order))])
    for rows in every:
        listed = rows[is_here[rows]]
        counts.append(len(listed))
        if len(listed) > FIRST_PAGES:
            listed = listed[np.argpartition(late[listed], FIRST_PAGES)[:FIRST_PAGES]]
        lists.append(listed[np.argsort(late[listed])].astype(np.uint32))
    keys = np.arange(len(lists))
    starts = np.r_[0, np.cumsum([len(listed) for listed in lists])].astype(np.uint32)
    posted = Postings(keys, starts, np.concatenate(lists))
    return {**posted.arrays("elsewhere"), "elsewhere.counts": np.array(counts)}


def _is_elsewhere(is_private: bool, serves: tuple[str, ...]) -> bool:
    return not is_private and WORLD not in serves


def _invert(sets: list[tuple[str, ...]], numbers: Mapping[str, int]) -> Postings:
    """For each member the numbers of the sets it is in."""
    pairs = [(numbers[member], at) for at, members in enumerate(sets) for member in members]
    members, places = np.array(pairs, np.int64).reshape(-1, 2).T
    return post(members, places)


def _spread(
    column: Ints, sets: list[tuple[str, ...]], numbers: Mapping[str, int]
) -> tuple[Ints, Ints]:
    """Each row as often as its set has members, beside the number of one member."""
    counts = np.array([len(members) for members in sets], np.int64)
    flat = np.array([numbers[member] for members in sets for member in members], np.int64)
    starts = np.cumsum(counts) - counts
    rows = np.repeat(np.arange(len(column)), counts[column])
    firsts = np.repeat(np.cumsum(counts[column]) - counts[column], counts[column])
    return rows, flat[np.repeat(starts[column], counts[column]) + np.arange(len(rows)) - firsts]
