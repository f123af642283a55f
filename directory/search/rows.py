"""What a search knows of one listing: facts to compare, no text to show."""

from dataclasses import dataclass
from datetime import date

from directory.places.distance import Point
from directory.search.hours import Hours

WORLD = "ZZ"
DECIMALS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One listing in the search.

    A confidential row has no point: only a point that is not there cannot be found by radius,
    distance or order (rules L-02 to L-04). Raises ValueError for a confidential row that has one.
    Points are known to 10^-7 of a degree, a centimetre.
    """

    id: str
    needs: frozenset[str]  # codes of the service itself
    point: Point | None
    country: str  # ISO 3166-1 alpha-2, or "ZZ"
    region: str | None  # ISO 3166-2
    serves: frozenset[str]  # "ES", "ES-VC", "ZZ"
    is_confidential: bool
    languages: frozenset[str]  # BCP 47
    minimum_age: int | None
    maximum_age: int | None
    is_free: bool | None
    is_remote: bool  # reachable without going there: phone, text, chat, web
    is_accessible: bool | None
    has_place: bool  # somewhere to go to, known to us or not
    is_accepting: bool | None  # has room for one more
    hours: Hours | None
    verified_on: date | None
    name: str
    words: str  # folded text to search

    def __post_init__(self) -> None:
        if self.is_confidential and self.point is not None:
            raise ValueError("A confidential listing has no point.")
        if self.point is not None:
            lat, lon = self.point
            object.__setattr__(self, "point", (round(lat, DECIMALS), round(lon, DECIMALS)))
