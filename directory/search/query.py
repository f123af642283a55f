"""What one search asks of the rows."""

from datetime import datetime

from msgspec import Struct

from directory.places.distance import Point


class Query(Struct, frozen=True):
    """Groups of filters that all must hold; of the needs, one is enough.

    `needs` are the codes of every service that answers, already widened. `country` and `region` are
    where the person is, for a point too: they decide who serves it. A point without a radius finds
    what has a place in the same country, however far. `words` are folded. What people may ask is
    checked where it is read; raises ValueError for a moment without a zone and a page before 1.
    A Struct is made in a fifth of the time that a frozen dataclass of so many fields takes.
    """

    needs: frozenset[str] = frozenset()
    point: Point | None = None
    radius_km: float | None = None
    country: str | None = None
    region: str | None = None
    words: str = ""
    language: str | None = None
    age: int | None = None
    open_at: datetime | None = None
    open_on: int | None = None  # a day of the week, Monday is 0
    free: bool = False
    remote: bool = False
    accessible: bool = False
    accepting: bool = False
    placed: bool = False
    page: int = 1
    size: int = 20

    def __post_init__(self) -> None:
        if self.open_at is not None and self.open_at.tzinfo is None:
            raise ValueError("open_at has no time zone.")
        if self.page < 1 or self.size < 1:
            raise ValueError("Pages and their sizes count from 1.")
