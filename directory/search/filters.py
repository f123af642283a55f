"""What each filter of a query asks of a row. What is not known of a row never counts as a yes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from directory.search.hours import Hours
from directory.search.opening import days
from directory.search.opening_now import is_open
from directory.search.query import Query
from directory.search.reach import Placed
from directory.search.rows import Row
from directory.search.words import WordFilter

Filter = Callable[[Row], bool]


class OpenAt(dict[Hours | None, bool]):
    """Whether hours are open at one moment: many rows keep the same hours, each is asked once."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def __missing__(self, hours: Hours | None) -> bool:
        self[hours] = hours is not None and is_open(hours, self.moment)
        return self[hours]


class OpenOn(dict[Hours | None, bool]):
    """Whether hours usually begin at any time of one day of the week, Monday is 0."""

    def __init__(self, day: int) -> None:
        super().__init__()
        self.day = day

    def __missing__(self, hours: Hours | None) -> bool:
        self[hours] = hours is not None and bool(days(hours.week)[self.day])
        return self[hours]


def filters_of(query: Query) -> dict[str, Filter]:
    """The filters that are set, by the name of their field."""
    filters: dict[str, Filter] = {}
    if query.needs:
        filters["needs"] = lambda row: not query.needs.isdisjoint(row.needs)
    if query.words.strip():
        words = WordFilter(query.words)
        filters["words"] = lambda row: words.holds(row.words)
    if query.language is not None:
        language = query.language
        filters["language"] = lambda row: speaks(row.languages, language)
    if query.age is not None:
        age = query.age
        filters["age"] = lambda row: is_for_age(row, age)
    if query.open_at is not None:
        open_at = OpenAt(query.open_at)
        filters["open_at"] = lambda row: open_at[row.hours]
    if query.open_on is not None:
        open_on = OpenOn(query.open_on)
        filters["open_on"] = lambda row: open_on[row.hours]
    return filters | {name: SWITCHES[name] for name in SWITCHES if getattr(query, name)}


# Those that a page offers with a count beside them, and all.
FACETS: Mapping[str, Filter] = {
    "free": lambda row: row.is_free is True,
    "remote": lambda row: row.is_remote,
    "accessible": lambda row: row.is_accessible is True,
    "accepting": lambda row: row.is_accepting is True,
}
SWITCHES: Mapping[str, Filter] = {**FACETS, "placed": lambda row: row.has_place}


@lru_cache(65_536)
def speaks(languages: frozenset[str] | tuple[str, ...], asked: str) -> bool:
    """Whether one of the languages answers the asked one (BCP 47).

    "zh" is answered by "zh-Hant", and "zh-Hant" by a "zh" that says no more; not by "zh-Hans".
    """
    wanted = asked.lower()
    return any(_is_within(tag.lower(), wanted) for tag in languages)


def _is_within(tag: str, asked: str) -> bool:
    return tag == asked or tag.startswith(asked + "-") or asked.startswith(tag + "-")


def is_for_age(row: Row, age: int) -> bool:
    """Whether a row takes people of this age in years. A limit that is not set is no limit."""
    youngest = 0 if row.minimum_age is None else row.minimum_age
    return youngest <= age and (row.maximum_age is None or age <= row.maximum_age)


def sift(
    placed: Iterable[Placed], filters: Mapping[str, Filter]
) -> tuple[list[Placed], dict[str, list[Row]]]:
    """What holds every filter; and, by the name of a filter, rows that miss this one alone."""
    found: list[Placed] = []
    near_misses: dict[str, list[Row]] = {name: [] for name in filters}
    for each in placed:
        missed = [name for name, holds in filters.items() if not holds(each.row)]
        if not missed:
            found.append(each)
        elif len(missed) == 1:
            near_misses[missed[0]].append(each.row)
    return found, near_misses
