"""What every engine has to give for a search, so that all do the same work."""

from dataclasses import dataclass
from typing import Protocol

from directory.search.query import Query


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the first page in order, the exact total, and the page's answers as bytes."""

    ids: tuple[str, ...]
    total: int
    body: bytes


class Engine(Protocol):
    """One engine, filled and ready. `ways` are those of `searches.WAYS` that it can answer."""

    name: str
    ways: frozenset[str]

    def answer(self, query: Query) -> Answer: ...
