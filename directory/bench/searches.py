"""What is asked of the made world: places by population, needs by demand, five ways to ask."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from directory.bench.drawing import Draw, weighted
from directory.bench.speech import told_in, voice_of
from directory.bench.towns import load_towns, spoken_in
from directory.bench.world import needs_by_demand
from directory.finder.needs import load_needs
from directory.languages.folding import fold
from directory.search.query import Query

SEED = 3
SIZE = 20
RADII_KM = (5.0, 10.0, 25.0, 50.0)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)

Maker = Callable[["Asked"], Query]


class Asked:
    """Everything drawn for one search, of which each way of asking takes what it needs."""

    def __init__(self, town: int, dice: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
        towns = load_towns()
        lat, lon = (towns.points[town] + (dice[:2] - 0.5) * 0.1).round(2).tolist()
        self.point = max(-90.0, min(90.0, lat)), max(-180.0, min(180.0, lon))
        self.town = fold(towns.names[town])
        self.country, self.region = towns.countries[town], towns.regions[town]
        self.tongue = spoken_in(self.country)[0]
        self.need = _need(*dice[2:4].tolist())
        self.needs = load_widened(self.need)
        self.radius_km = RADII_KM[int(dice[4] * len(RADII_KM))]
        self.dice: list[float] = dice[5:].tolist()


def make_searches(way: str, count: int, seed: int = SEED) -> list[Query]:
    """So many searches of one way, the same each time; those of another seed are other ones."""
    return [WAYS[way](asked) for asked in _draw(count, seed)]


def make_addresses(count: int, seed: int = SEED) -> list[str]:
    """Searches of the way "near" as they stand in an address."""
    return [
        f"need={asked.need}&lat={asked.point[0]}&lon={asked.point[1]}&radius={asked.radius_km:g}"
        for asked in _draw(count, seed)
    ]


def _draw(count: int, seed: int) -> list[Asked]:
    draw = Draw(seed, count)
    at = load_towns().draw(draw.chances())
    dice = np.stack([draw.chances() for _ in range(10)], axis=1)
    return [Asked(*pair) for pair in zip(at.tolist(), dice, strict=True)]


def _near(asked: Asked) -> Query:
    return Query(needs=asked.needs, point=asked.point, radius_km=asked.radius_km, size=SIZE)


def _near_filtered(asked: Asked) -> Query:
    """From inside a region, with the filters of a family that cannot choose."""
    language, open_now, *_, age = asked.dice
    return Query(
        needs=asked.needs,
        point=asked.point,
        radius_km=asked.radius_km,
        country=asked.country,
        region=asked.region if asked.region != asked.country else None,
        language=asked.tongue if language < 0.6 else None,
        open_at=MONDAY + timedelta(hours=int(open_now * 168)) if open_now < 0.4 else None,
        age=int(age * 18),
        free=age < 0.5,
        size=SIZE,
    )


def _words(asked: Asked) -> Query:
    """A word of a description and the beginning of another, or a town, as people type them."""
    told = told_in(voice_of(asked.tongue))
    first, second = (told[int(chance**2 * len(told))] for chance in asked.dice[:2])
    words = asked.town if asked.dice[2] < 0.4 else f"{first} {second[:5]}"
    return Query(words=words, country=asked.country, size=SIZE)


def _common_words(asked: Asked) -> Query:
    """Three of the most common words of a language, anywhere: the most there is to look through."""
    told = told_in(voice_of(asked.tongue))[:30]
    words = [told[int(chance * len(told))] for chance in asked.dice[:3]]
    return Query(words=" ".join(dict.fromkeys(words)), size=SIZE)


def _country(asked: Asked) -> Query:
    region = asked.region if asked.dice[0] < 0.5 and asked.region != asked.country else None
    return Query(needs=asked.needs, country=asked.country, region=region, size=SIZE)


WAYS: Mapping[str, Maker] = {
    "near": _near,
    "near, filtered": _near_filtered,
    "words": _words,
    "common words": _common_words,
    "country": _country,
}


@cache
def _codes() -> tuple[list[str], tuple[float, ...]]:
    codes = needs_by_demand()
    return codes, tuple(1 / place for place in range(1, len(codes) + 1))


def _need(which: float, is_wide: float) -> str:
    """A need by its demand; four times in ten the wider one, with all that it covers."""
    codes, shares = _codes()
    code = codes[int(weighted(np.array([which]), shares)[0])]
    return code if is_wide < 0.6 else code[:2] + "0"


@cache
def load_widened(code: str) -> frozenset[str]:
    return load_needs().widen([code])
