"""What the pages need at hand: the listings in memory, the words for needs, and a clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from starlette.requests import Request

from directory.catalog.shelf import Shelf
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings


class Label(Protocol):
    """A need as a person says it, and the language in which that stands."""

    @property
    def label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def language(self) -> str: ...


class Labels(Protocol):
    """Finds the words for a need by its code, and what answers it. KeyError for an unknown one."""

    def label(self, code: str, language: str) -> Label: ...
    def answers(self, codes: Iterable[str], /) -> frozenset[str]: ...


def need_names_in(labels: Labels, language: str) -> Callable[[str], str]:
    """The words for a need by its code; the code where nobody has words for it any more."""

    def name(code: str) -> str:
        try:
            return labels.label(code, language).label
        except KeyError:
            return code

    return name


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Stock:
    """One per process. Replaced as a whole when the records change."""

    settings: Settings
    shelf: Shelf
    labels: Labels
    towns: Gazetteer
    clock: Callable[[], datetime] = now


def stock_of(request: Request) -> Stock:
    # By its name as a text: in a third of the time that an attribute takes.
    stock: Stock = request.app.state["stock"]
    return stock
