"""What to leave out of a search that finds nothing, so that it finds something."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from msgspec.structs import replace

from directory.search.facets import NO_FACETS, FacetsAsked
from directory.search.found import Found
from directory.search.query import Query

# In the order in which people can best do without them: the hour passes, and what nobody has told
# us, such as the cost, can be asked. Help in a language that one does not speak is none. The need
# is never left out.
_WITHOUT: Mapping[str, Mapping[str, Any]] = {
    "open_now": {"open_at": None},
    "day": {"open_on": None},
    "free": {"free": False},
    "remote": {"remote": False},
    "accepting": {"accepting": False},
    "placed": {"placed": False},
    "age": {"age": None},
    "accessible": {"accessible": False},
    "language": {"language": None},
    "words": {"words": ""},
    "radius": {"radius_km": None},  # any distance within the country
}


class Search(Protocol):
    """What can be searched: a snapshot, or one with changes over it."""

    def find(self, query: Query, asked: FacetsAsked = NO_FACETS, /) -> Found: ...
    def finds_any(self, query: Query, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The search that was answered, and the names of what was left out of the one asked."""

    query: Query
    dropped: tuple[str, ...]
    found: Found


def relax(search: Search, query: Query, asked: FacetsAsked = NO_FACETS) -> Relaxed:
    """Leave filters out of a search; page 1 of the relaxed search is answered."""
    relaxed, dropped = leave_out(query, search.finds_any)
    return Relaxed(relaxed, dropped, search.find(relaxed, asked))


def leave_out(query: Query, finds_any: Callable[[Query], bool]) -> tuple[Query, tuple[str, ...]]:
    """Leave filters out, one after another, until something is found; and say which.

    Then put back each that turns out not to have stood in the way, so that nothing is dropped
    without a reason. Where even the need alone finds nothing, nothing is dropped.
    """
    dropped = _put_back(query, _left_out(query, finds_any), finds_any)
    return replace(_without(query, dropped), page=1), dropped


def _left_out(query: Query, finds_any: Callable[[Query], bool]) -> tuple[str, ...]:
    names = [name for name in _WITHOUT if _without(query, (name,)) != query]
    for count in range(len(names) + 1):
        dropped = tuple(names[:count])
        if finds_any(_without(query, dropped)):
            return dropped
    return ()


def _put_back(
    query: Query, dropped: tuple[str, ...], finds_any: Callable[[Query], bool]
) -> tuple[str, ...]:
    for name in reversed(dropped):
        others = tuple(other for other in dropped if other != name)
        if finds_any(_without(query, others)):
            dropped = others
    return dropped


def _without(query: Query, names: Iterable[str]) -> Query:
    changes: dict[str, Any] = {}
    for name in names:
        changes |= _WITHOUT[name]
    return replace(query, **changes)
