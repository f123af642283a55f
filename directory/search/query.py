"""What one search asks of the rows."""

from dataclasses import dataclass, field
from datetime import datetime

from directory.places.distance import Point


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of filters that all must hold; inside a group (`needs`) one is enough.

    `needs` are the codes of every service that answers, already widened. `country` and `region` are
    where the person is, for a point too: they decide who serves it. `words` are folded. `open_at`
    is aware. Values are checked where they are read; an aware `open_at` and a radius beside a point
    are asked for here, because a search without them would answer something else.
    """

    needs: frozenset[str] = field(default=frozenset())
    point: Point | None = None
    radius_km: float | None = None
    country: str | None = None
    region: str | None = None
    words: str = ""
    language: str | None = None
    age: int | None = None
    open_at: datetime | None = None
    free: bool = False
    remote: bool = False
    accessible: bool = False
    page: int = 1
    size: int = 20

    def __post_init__(self) -> None:
        if self.open_at is not None and self.open_at.tzinfo is None:
            raise ValueError("open_at has no time zone.")
        if self.page < 1 or self.size < 1:
            raise ValueError("Pages and their sizes count from 1.")
