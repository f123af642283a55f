"""What a person asks for: the parameters of /find, read once into one small value."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import methodcaller
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from directory.typed import by_name

RADII_KM = (5, 10, 25, 50, 100, 200)
DEFAULT_RADIUS_KM = 50.0
LEAST_RADIUS_KM = 0.1
HALF_THE_EARTH_KM = 20_040.0
LONGEST_WORDS = 500
LONGEST_PLACE = 100
MOST_NEEDS = 12
SWITCHES = ("open_now", "free", "remote", "accessible", "accepting", "placed")
# Two decimals are about a kilometre: nearer than that nobody has to say where they are.
POINT_DECIMALS = 2
_PARTS = float(10**POINT_DECIMALS)


# Who asks with these alone tells no word of theirs, and no place smaller than a country.
OF_NOBODY = frozenset({"need", "country", "language", "age", "day", "page", *SWITCHES})


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that cannot be used: its field, what is wrong, and what was typed."""

    field: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that may be asked for."""

    needs: Collection[str]
    countries: Collection[str]
    is_region: Callable[[str], bool]
    is_language: Callable[[str], bool]


class Criteria(Struct, frozen=True):
    """One search, as asked. `point` is (latitude, longitude) in degrees, already rounded."""

    needs: tuple[str, ...] = ()
    q: str = ""
    country: str | None = None
    region: str | None = None
    place: str = ""
    point: tuple[float, float] | None = None
    radius_km: float = DEFAULT_RADIUS_KM
    language: str | None = None
    age: int | None = None
    day: int | None = None  # open on this day of the week, 1 is Monday (ISO 8601)
    open_now: bool = False
    free: bool = False
    remote: bool = False
    accessible: bool = False
    accepting: bool = False
    placed: bool = False  # at a place that one can go to
    page: int = 1
    problems: tuple[Problem, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.problems

    def problem_of(self, name: str) -> Problem | None:
        return next((problem for problem in self.problems if problem.field == name), None)

    def pairs(self, *, with_words: bool) -> list[tuple[str, str]]:
        """The same search as names and values, for hidden fields and for links.

        Links leave the own words out: an address stays in a history that others may open.
        """
        pairs = [("need", code) for code in self.needs]
        if with_words and self.q:
            pairs.append(("q", self.q))
        optional = (
            ("country", self.country),
            ("region", self.region),
            ("place", self.place),
            ("lat", _degrees(self.point, 0)),
            ("lon", _degrees(self.point, 1)),
            ("radius", _radius(self.radius_km)),
            ("language", self.language),
            ("age", self.age),
            ("day", self.day),
        )
        pairs += [(name, str(value)) for name, value in optional if value not in (None, "")]
        return pairs + [(name, "1") for name in SWITCHES if getattr(self, name)]

    def with_problem(self, problem: Problem) -> "Criteria":
        return replace(self, problems=(*self.problems, problem))

    def without_need(self, code: str) -> "Criteria":
        return replace(self, needs=tuple(need for need in self.needs if need != code), page=1)


def rounded(degrees: float) -> float:
    """To POINT_DECIMALS, in a fifth of the time that Python's own rounding to decimals takes."""
    return round(degrees * _PARTS) / _PARTS


def _degrees(point: tuple[float, float] | None, axis: int) -> str | None:
    return None if point is None else f"{point[axis]:.{POINT_DECIMALS}f}"


def _radius(radius_km: float) -> str | None:
    return None if radius_km == DEFAULT_RADIUS_KM else f"{radius_km:g}"


def read_criteria(pairs: Iterable[tuple[str, str]], known: Known) -> Criteria:
    """Read the names and values that were sent, by address or by form.

    Never raises: what cannot be used is kept in `problems`.
    """
    return read_values(by_name(pairs), known)


def read_values(values: Mapping[str, Sequence[str]], known: Known) -> Criteria:
    """The same of what was given `typed.by_name`."""
    reader = _Reader(values, known)
    read = {}
    # Most searches name three or four of all the fields: the others take no time.
    for name in values:
        if name in _READINGS:
            field, reading = _READINGS[name]
            value = reading(reader)
            if value is not None:
                read[field] = value
    if reader.problems:
        read["problems"] = tuple(sorted(reader.problems, key=lambda each: _PLACES[each.field]))
    return Criteria(**read)


class _Reader:
    """Reads one field after another and remembers what was wrong."""

    __slots__ = ("known", "problems", "values")

    def __init__(self, values: Mapping[str, Sequence[str]], known: Known) -> None:
        self.values, self.known = values, known
        self.problems: list[Problem] = []

    def one(self, name: str) -> str | None:
        values = self.values.get(name, ())
        if len(values) == 1:
            return values[0]
        if len(set(values)) > 1:
            self.refuse(name, "twice", ", ".join(sorted(set(values))))
            return None
        return values[0] if values else None

    def refuse(self, name: str, code: str, value: str) -> None:
        self.problems.append(Problem(name, code, value[:LONGEST_PLACE]))

    def needs(self) -> tuple[str, ...]:
        known = self.known.needs
        asked = dict.fromkeys(self.values.get("need", ()))
        if len(asked) > MOST_NEEDS:
            self.refuse("need", "too_many", str(len(asked)))
            return ()
        codes = []
        for code in asked:
            if code in known:
                codes.append(code)
            else:
                self.refuse("need", "unknown", code)
        return tuple(codes)

    def words(self, name: str, longest: int) -> str:
        value = self.one(name) or ""
        if len(value) > longest:
            self.refuse(name, "too_long", str(len(value)))
        return value

    def choice(
        self, name: str, is_known: Callable[[str], bool], spelled: Callable[[str], str]
    ) -> str | None:
        value = self.one(name)
        if value is None:
            return None
        if not is_known(spelled(value)):
            self.refuse(name, "unknown", value)
            return None
        return spelled(value)

    def number(self, name: str, least: float, most: float) -> float | None:
        given = self.values.get(name, ())
        value = given[0] if len(given) == 1 else self.one(name)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        # Asked this way round, "not a number" is refused too.
        if not least <= number <= most:
            self.refuse(name, "number", value)
            return None
        return number

    def whole(self, name: str, least: int, most: int) -> int | None:
        value = self.one(name)
        if value is None:
            return None
        if not value.isdecimal() or len(value) > 12 or not least <= int(value) <= most:
            self.refuse(name, "number", value)
            return None
        return int(value)

    def radius(self) -> float | None:
        return self.number("radius", LEAST_RADIUS_KM, HALF_THE_EARTH_KM)

    def point(self) -> tuple[float, float] | None:
        latitude, longitude = self.number("lat", -90, 90), self.number("lon", -180, 180)
        if latitude is None or longitude is None:
            refused = {problem.field for problem in self.problems}
            if (latitude is None) != (longitude is None) and not refused & {"lat", "lon"}:
                self.refuse("lat" if latitude is None else "lon", "missing", "")
            return None
        return rounded(latitude), rounded(longitude)

    def switch(self, name: str) -> bool:
        value = (self.one(name) or "").lower()
        if value not in {"", "0", "1", "on", "true", "false", "yes", "no"}:
            self.refuse(name, "switch", value)
        return value in {"1", "on", "true", "yes"}


Reading = Callable[[_Reader], Any]
# By the name that is sent: its field of Criteria, and how it is read; None leaves what is untold.
_READINGS: Mapping[str, tuple[str, Reading]] = {
    "need": ("needs", _Reader.needs),
    "q": ("q", lambda reader: reader.words("q", LONGEST_WORDS)),
    "country": (
        "country",
        lambda reader: reader.choice("country", reader.known.countries.__contains__, str.upper),
    ),
    "region": (
        "region",
        lambda reader: reader.choice("region", reader.known.is_region, str.upper),
    ),
    "place": ("place", lambda reader: reader.words("place", LONGEST_PLACE)),
    "lat": ("point", _Reader.point),
    "lon": ("point", lambda reader: None if "lat" in reader.values else reader.point()),
    "radius": ("radius_km", _Reader.radius),
    "language": (
        "language",
        lambda reader: reader.choice("language", reader.known.is_language, str.strip),
    ),
    "age": ("age", lambda reader: reader.whole("age", 0, 120)),
    "day": ("day", lambda reader: reader.whole("day", 1, 7)),
    **{name: (name, methodcaller("switch", name)) for name in SWITCHES},
    "page": ("page", lambda reader: reader.whole("page", 1, 10**9)),
}
_PLACES = {name: place for place, name in enumerate(_READINGS)}  # problems are told in this order
