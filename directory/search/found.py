"""What a search in a snapshot found. Read like `engine.Found`; what costs time waits to be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import NamedTuple, Protocol

from msgspec import Struct

from directory.places.distance import Point
from directory.search.facets import Facets
from directory.search.near import quick_distance_km
from directory.search.owners import Kind
from directory.search.reach import Group
from directory.search.texts import Texts


class Shown(Protocol):
    """Where hits are looked up by the number of their row."""

    @property
    def ids(self) -> Texts: ...
    @property
    def answers(self) -> Texts: ...
    @property
    def listings(self) -> Texts: ...
    def owner_of(self, number: int, kind: Kind) -> str: ...
    def point(self, number: int) -> Point | None: ...


class Hit(NamedTuple):
    """A row on a page of results; `answer` and `listing` are as its Record had them."""

    shown: Shown
    number: int
    group: Group
    here: Point | None

    @property
    def id(self) -> str:
        return self.shown.ids.text(self.number)

    @property
    def answer(self) -> bytes:
        return self.shown.answers.raw(self.number)

    @property
    def listing(self) -> bytes:
        return self.shown.listings.raw(self.number)

    def owner(self, kind: Kind) -> str:
        """The id of its service or organization."""
        return self.shown.owner_of(self.number, kind)

    @property
    def distance_km(self) -> float | None:
        """On the ellipsoid, as the search measured it, where both ends are known points."""
        there = self.shown.point(self.number)
        return quick_distance_km(self.here, there) if self.here and there else None


class Run(Struct, frozen=True, eq=False):
    """Hits that stand together: rows of one snapshot in one group, by their numbers."""

    shown: Shown
    group: Group
    here: Point | None
    numbers: list[int]

    def hits(self) -> Iterator[Hit]:
        return map(Hit, repeat(self.shown), self.numbers, repeat(self.group), repeat(self.here))


def answers_of(runs: Iterable[Run]) -> list[memoryview]:
    """The answers of all hits, with commas between them: those of one snapshot in one piece."""
    return [
        shown.answers.joined([*chain.from_iterable(run.numbers for run in some)])
        for shown, some in groupby(runs, key=attrgetter("shown"))
    ]


def runs_of(hits: Iterable[Hit]) -> tuple[Run, ...]:
    """The same hits, those that belong together side by side."""
    runs = []
    for _, some in groupby(hits, key=lambda hit: (id(hit.shown), hit.group)):
        first, *others = some
        numbers = [first.number, *(hit.number for hit in others)]
        runs.append(Run(first.shown, first.group, first.here, numbers))
    return tuple(runs)


class Found(Struct, frozen=True, dict=True, eq=False):
    """One page of a search, and what is to be said of the whole (see `engine.Found`)."""

    runs: tuple[Run, ...]
    total: int
    page: int
    pages: int
    groups: Mapping[Group, int]
    count_facets: Callable[[], Facets]

    @cached_property
    def facets(self) -> Facets:
        """Counted when first read: it costs more than the search."""
        return self.count_facets()

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        return tuple(hit for run in self.runs for hit in run.hits())

    @property
    def answers(self) -> bytes:
        """Of the hits, as their Records had them, with commas between them."""
        return b",".join(answers_of(self.runs))
