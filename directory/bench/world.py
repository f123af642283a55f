"""A whole world of services that do not exist: the same for everyone who asks for as many.

Services stand where people live, ask for the same few needs most of the time, speak the languages
of their country and are called by words of its scripts. One in twelve has no place (8%), 3% keep
theirs confidential. Everything is drawn from one seeded generator, column by column.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.bench.drawing import Draw, listed, listed_sets, weighted
from directory.bench.telling import tell
from directory.bench.towns import Towns, load_towns, spoken_in
from directory.finder.needs import load_needs
from directory.search.facts import ACCESSIBLE, FREE, PLACED, REMOTE, Facts, Listed
from directory.search.opening import read_week
from directory.search.rows import WORLD

SEED = 20_261_124
# Shares of all rows. The few that serve the whole world do not grow with everything else.
CONFIDENTIAL, PLACELESS, WORLDWIDE = 0.03, 0.08, 0.0002
_FIRST_DAY = 738_886  # 2024-01-01
_AGES = ((-1, -1), (-1, 17), (12, -1), (-1, 12), (16, 25), (18, -1), (6, 18))
_HOURS = (
    "",
    "Mo-Fr 09:00-17:00",
    "24/7",
    "Mo-Fr 08:30-16:30",
    "Mo-Fr 09:00-13:00,14:00-18:00",
    "Mo-Sa 10:00-20:00",
    "Su-Th 08:00-15:00",
    "Fr-Su 20:00-04:00",
    "Tu,Th 14:00-18:00",
)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The rows as columns; `towns_of` is the town in or near which each one is."""

    facts: Facts
    towns_of: Ints

    def __len__(self) -> int:
        return len(self.towns_of)


def make_world(count: int, seed: int = SEED) -> World:
    """As many services, the same each time: equal counts and seeds give equal bytes."""
    draw = Draw(seed, count)
    towns = load_towns()
    at = towns.draw(draw.chances())
    kind = draw.chances()
    private, placeless = kind < CONFIDENTIAL, kind > 1 - PLACELESS
    countries, country_of = _countries(towns)
    languages, sets_of = listed_sets(draw, [spoken_in(code) for code in countries], country_of[at])
    told = tell(draw, [spoken_in(code)[0] for code in countries], country_of[at], at)
    facts = Facts(
        points=_points(draw, towns, at, private | placeless),
        newer=np.where(draw.chances() < 0.05, 0, _FIRST_DAY + draw.whole(1000)),
        flags=_flags(draw, placeless),
        countries=Listed(countries, country_of[at]),
        needs=_needs(draw),
        reaches=_reaches(draw, towns, at, private, placeless),
        languages=Listed(languages, sets_of),
        ages=listed(_AGES, weighted(draw.chances(), (60, 10, 8, 5, 5, 7, 5))),
        hours=_hours(draw, towns, at),
        **told,
    )
    return World(facts, at)


def _countries(towns: Towns) -> tuple[list[str], Ints]:
    codes = sorted(set(towns.countries))
    numbers = {code: number for number, code in enumerate(codes)}
    return codes, np.array([numbers[code] for code in towns.countries], np.int64)


def _points(
    draw: Draw, towns: Towns, at: Ints, is_nowhere: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Around the middle of the town: the bigger it is, the farther out (5 km in a city of 8m)."""
    typical_km = 0.5 + np.sqrt(towns.people[at]) / 600
    out_km = np.minimum(60, -np.log1p(-draw.chances()) * typical_km)
    turn = draw.chances() * 2 * np.pi
    lat, lon = towns.points[at].T
    north = np.clip(lat + out_km * np.cos(turn) / 111.2, -89, 89)
    east = lon + out_km * np.sin(turn) / (111.2 * np.cos(np.radians(north)))
    points = np.round(np.stack((north, (east + 180) % 360 - 180), axis=1), 5)
    points[is_nowhere] = np.nan
    return points


def _flags(draw: Draw, placeless: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    flags = FREE * (draw.chances() < 0.6) + ACCESSIBLE * (draw.chances() < 0.4)
    flags += REMOTE * (placeless | (draw.chances() < 0.4)) + PLACED * ~placeless
    return flags.astype(np.uint8)


def _needs(draw: Draw) -> Listed[tuple[str, ...]]:
    """One to three kinds of help, by Zipf: the second is wanted half as often as the first."""
    codes = needs_by_demand()
    shares = tuple(1 / place for place in range(1, len(codes) + 1))
    drawn = np.stack([weighted(draw.chances(), shares) for _ in range(3)], axis=1)
    wanted = 1 + weighted(draw.chances(), (50, 30, 20))
    drawn[:, 1] = np.where(wanted > 1, drawn[:, 1], drawn[:, 0])
    drawn[:, 2] = np.where(wanted > 2, drawn[:, 2], drawn[:, 0])
    keys, numbers = np.unique(np.sort(drawn, axis=1) @ (1, 100, 10_000), return_inverse=True)
    sets = [tuple(sorted({codes[key // 100**n % 100] for n in range(3)})) for key in keys.tolist()]
    return listed(sets, numbers)


def needs_by_demand() -> list[str]:
    """The codes of help, the most wanted first: an order without meaning, always the same."""
    codes = [need.code for need in load_needs() if need.kind == "help"]
    return sorted(codes, key=lambda code: int(code) * 7919 % 1009)


def _reaches(
    draw: Draw, towns: Towns, at: Ints, private: Any, placeless: Any
) -> Listed[tuple[bool, tuple[str, ...]]]:
    """Whom each serves: with a place mostly who comes, without one its region or country."""
    areas = sorted({WORLD, *towns.countries, *towns.regions})
    numbers = {area: number for number, area in enumerate(areas)}
    country = np.array([numbers[code] for code in towns.countries])[at]
    region = np.array([numbers[code] for code in towns.regions])[at]
    chance = draw.chances()
    none = len(areas)
    placed = np.where(chance < 0.8, none, np.where(chance < 0.95, region, country))
    without = np.where(chance < 0.3, region, country)
    serves = np.where(private | placeless, without, placed)
    serves[placeless & (draw.chances() < WORLDWIDE / PLACELESS)] = numbers[WORLD]
    keys, numbered = np.unique(serves * 2 + private, return_inverse=True)
    tables = [((areas[key // 2],) if key // 2 < none else (), bool(key % 2)) for key in keys]
    return listed([(is_private, serves) for serves, is_private in tables], numbered)


def _hours(draw: Draw, towns: Towns, at: Ints) -> Listed[Any]:
    zones = sorted(set(towns.zones))
    zone = np.array([zones.index(name) for name in towns.zones])[at]
    pattern = weighted(draw.chances(), (30, 25, 8, 10, 8, 7, 4, 3, 5))
    keys, numbers = np.unique(
        pattern * len(zones) * (pattern > 0) + zone * (pattern > 0), return_inverse=True
    )
    values = []
    for key in keys.tolist():
        text, zone_name = _HOURS[key // len(zones)], zones[key % len(zones)]
        week = read_week(text, zone_name) if text else None
        values.append((week.spans, week.time_zone, "") if week else ((), "", ""))
    return listed(values, numbers)
