"""How many listings would remain if one more filter were switched on."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from directory.search.filters import FACETS, OpenAt, OpenOn, speaks
from directory.search.opening import DAYS
from directory.search.query import Query
from directory.search.rows import Row

Spoken = TypeVar("Spoken", frozenset[str], tuple[str, ...])


@dataclass(frozen=True, slots=True)
class FacetsAsked:
    """What to count: needs by their code with the codes that answer each, and "now" (aware)."""

    needs: Mapping[str, frozenset[str]]
    now: datetime | None = None


NO_FACETS = FacetsAsked({})


@dataclass(frozen=True, slots=True)
class Facets:
    """Totals of the same search with one filter more.

    A need joins the needs already chosen (one of them is enough), a language takes the place of
    the one chosen; languages that would leave nothing are left out. `open_now` is None where no
    moment was given. Listings whose hours are not known are not counted as open.
    """

    needs: Mapping[str, int]
    languages: Mapping[str, int]
    free: int
    remote: int
    accessible: int
    accepting: int
    open_now: int | None
    days: tuple[int, ...]  # open on Monday to Sunday; a day takes the place of the one chosen


def count_facets(
    query: Query,
    found: Sequence[Row],
    near_misses: Mapping[str, Sequence[Row]],
    asked: FacetsAsked,
) -> Facets:
    """Count from what a search found and what missed a single filter (see `filters.sift`)."""
    switches = {name: sum(map(holds, found)) for name, holds in FACETS.items()}
    moment = query.open_at or asked.now
    # With needs chosen, those found already have one: only what missed them can join.
    already, joining = (len(found), near_misses["needs"]) if query.needs else (0, found)
    spoken = [*found, *near_misses.get("language", ())]
    return Facets(
        needs={code: already + count for code, count in _count_needs(joining, asked.needs)},
        languages=count_languages(Counter(row.languages for row in spoken)),
        open_now=None if moment is None else _count_open(found, moment),
        days=_count_days([*found, *near_misses.get("open_on", ())]),
        **switches,
    )


def _count_needs(
    rows: Sequence[Row], needs: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, int]]:
    sets = Counter(row.needs for row in rows)
    for code, answers in needs.items():
        yield code, sum(count for codes, count in sets.items() if not answers.isdisjoint(codes))


def count_languages(sets: Mapping[Spoken, int]) -> dict[str, int]:
    """Each language of some rows, and each without its script or region, with its rows.

    The rows are given as their sets of languages, each with how many rows have it.
    """
    spoken = {tag for languages in sets for tag in languages}
    tags = spoken | {tag.split("-")[0] for tag in spoken}
    alike = defaultdict(list)  # only what begins alike can answer
    for tag in tags:
        alike[_first_part(tag)].append(tag)
    answered = {
        tag: [asked for asked in alike[_first_part(tag)] if speaks((tag,), asked)] for tag in spoken
    }
    counts = dict.fromkeys(sorted(tags), 0)
    for languages, count in sets.items():
        for asked in {asked for tag in languages for asked in answered[tag]}:
            counts[asked] += count
    return counts


def _first_part(tag: str) -> str:
    return tag.lower().split("-")[0]


def _count_days(rows: Sequence[Row]) -> tuple[int, ...]:
    hours = Counter(row.hours for row in rows)
    open_on = [OpenOn(day) for day in range(len(DAYS))]
    return tuple(sum(n for each, n in hours.items() if day[each]) for day in open_on)


def _count_open(rows: Sequence[Row], moment: datetime) -> int:
    open_at = OpenAt(moment)
    return sum(open_at[row.hours] for row in rows)
