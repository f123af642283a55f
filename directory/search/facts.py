"""The facts of all rows as arrays, in the order in which they came: what a snapshot is made of."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from directory.search.hours import Hours, write_hours
from directory.search.opening import Span
from directory.search.rows import Row
from directory.search.texts import Texts, encode, pack, starts_of

FREE, REMOTE, ACCESSIBLE, PLACED, ACCEPTING = 1, 2, 4, 8, 16
FACET_BITS = {"free": FREE, "remote": REMOTE, "accessible": ACCESSIBLE, "accepting": ACCEPTING}
SWITCH_BITS = {**FACET_BITS, "placed": PLACED}

# The usual week and its zone, both empty where not known; all of it where some days are unusual.
HoursKey = tuple[tuple[Span, ...], str, str]

Ints = npt.NDArray[np.int64]
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Record:
    """A row, and what is shown of it, already encoded: the search does not look into it.

    answer: its service as the API lists it. listing: all that a page says. service, organization:
    the ids of those that it belongs to.
    """

    row: Row
    answer: bytes
    listing: bytes = b""
    service: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Value]):
    """A column of few different values: the values, and for each row the number of its own."""

    values: list[Value]
    numbers: Ints


@dataclass(frozen=True, slots=True)
class Owned:
    """To whom rows belong: the ids of the owners, sorted, and for each row the number of its."""

    ids: Texts
    numbers: Ints


@dataclass(frozen=True, slots=True)
class Facts:
    """Columns of equal length. Raises ValueError for a confidential row that has a point."""

    ids: Texts
    names: Texts
    answers: Texts
    listings: Texts
    services: Owned
    organizations: Owned
    points: npt.NDArray[np.float64]  # (n, 2) degrees; NaN where there is none
    newer: Ints  # the day of the confirmation, date.toordinal(); 0 for none
    flags: npt.NDArray[np.uint8]
    countries: Listed[str]
    needs: Listed[tuple[str, ...]]  # sorted
    reaches: Listed[tuple[bool, tuple[str, ...]]]  # is it confidential, and whom it serves, sorted
    languages: Listed[tuple[str, ...]]  # sorted
    ages: Listed[tuple[int, int]]  # -1 where there is no limit
    hours: Listed[HoursKey]
    words: Listed[str]  # for each word of each row, the words of row 0 first
    word_starts: npt.NDArray[
        np.integer[Any]
    ]  # where the words of each row begin, and where all end

    def __post_init__(self) -> None:
        private = np.array([reach[0] for reach in self.reaches.values], bool)
        if len(private) and not np.isnan(self.points[private[self.reaches.numbers]]).all():
            raise ValueError("A confidential listing has no point.")

    def __len__(self) -> int:
        return len(self.ids)


class _Lister(Generic[Value]):
    """Numbers values as they come; in the end they are sorted, so that their order is no matter."""

    def __init__(self) -> None:
        self._known: dict[Value, int] = {}
        self._numbers: list[int] = []

    def add(self, value: Value) -> None:
        self._numbers.append(self._known.setdefault(value, len(self._known)))

    def listed(self) -> Listed[Value]:
        values: list[Any] = sorted(self._known)
        places = np.empty(len(values), np.int64)
        places[[self._known[value] for value in values]] = np.arange(len(values))
        return Listed(values, places[np.array(self._numbers, np.int64)])


def collect_facts(records: Iterable[Record]) -> Facts:
    """Take records apart into columns."""
    collector = FactsCollector()
    for record in records:
        collector.add(record)
    return collector.facts()


class FactsCollector:
    """Takes records apart as they come."""

    def __init__(self) -> None:
        self.texts: tuple[list[bytes], ...] = ([], [], [], [])
        self.services: _Lister[str] = _Lister()
        self.organizations: _Lister[str] = _Lister()
        self.points: list[tuple[float, float]] = []
        self.newer: list[int] = []
        self.flags: list[int] = []
        self.word_counts: list[int] = []
        self.countries: _Lister[str] = _Lister()
        self.needs: _Lister[tuple[str, ...]] = _Lister()
        self.reaches: _Lister[tuple[bool, tuple[str, ...]]] = _Lister()
        self.languages: _Lister[tuple[str, ...]] = _Lister()
        self.ages: _Lister[tuple[int, int]] = _Lister()
        self.hours: _Lister[HoursKey] = _Lister()
        self.words: _Lister[str] = _Lister()

    def add(self, record: Record) -> None:
        row = record.row
        shown = (encode(row.id), encode(row.name), record.answer, record.listing)
        for texts, text in zip(self.texts, shown, strict=True):
            texts.append(text)
        self.services.add(record.service)
        self.organizations.add(record.organization)
        self.points.append(row.point or (np.nan, np.nan))
        self.newer.append(row.verified_on.toordinal() if row.verified_on else 0)
        self.flags.append(_flags(row))
        self.countries.add(row.country)
        self.needs.add(tuple(sorted(row.needs)))
        self.reaches.add((row.is_confidential, tuple(sorted(row.serves))))
        self.languages.add(tuple(sorted(row.languages)))
        self.ages.add((_limit(row.minimum_age), _limit(row.maximum_age)))
        self.hours.add(hours_key(row.hours))
        words = set(row.words.split())
        self.word_counts.append(len(words))
        for word in words:
            self.words.add(word)

    def facts(self) -> Facts:
        ids, names, answers, listings = map(pack, self.texts)
        return Facts(
            ids=ids,
            names=names,
            answers=answers,
            listings=listings,
            services=_owned(self.services.listed()),
            organizations=_owned(self.organizations.listed()),
            points=np.array(self.points, np.float64).reshape(-1, 2),
            newer=np.array(self.newer, np.int64),
            flags=np.array(self.flags, np.uint8),
            countries=self.countries.listed(),
            needs=self.needs.listed(),
            reaches=self.reaches.listed(),
            languages=self.languages.listed(),
            ages=self.ages.listed(),
            hours=self.hours.listed(),
            words=self.words.listed(),
            word_starts=starts_of(np.array(self.word_counts, np.int64)),
        )


def _owned(owners: Listed[str]) -> Owned:
    return Owned(pack(map(encode, owners.values)), owners.numbers)


def hours_key(hours: Hours | None) -> HoursKey:
    if hours is None:
        return (), "", ""
    return hours.week.spans, hours.time_zone, "" if hours.is_plain else write_hours(hours)


def _limit(age: int | None) -> int:
    return -1 if age is None else age


def _flags(row: Row) -> int:
    return (
        FREE * (row.is_free is True)
        + REMOTE * row.is_remote
        + ACCESSIBLE * (row.is_accessible is True)
        + PLACED * row.has_place
        + ACCEPTING * (row.is_accepting is True)
    )
