"""Small worlds by the thousand, drawn by a seeded generator: quicker to make than hypothesis' own.

They hold the same corners of the world as `made`, and points scattered around each so that radii
and tenths of degrees cut between them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from directory.places.distance import Point
from directory.search.facts import Record
from directory.search.query import Query
from directory.search.rows import Row
from tests.search.made import CORNERS, HOURS, LANGUAGES, NAMES, NEEDS, START, Town

WORDS = (
    *("faro", "haven", "legal", "counselling", "counseling", "council", "116111", "116112"),
    *("儿童保护热线", "保护", "مرفأ", "fa"),
)
TYPED = (*WORDS, "counsel", "haevn", "couseling", "护", "保护热", "ฟ", "11611", "xyz", "f", "legla")
AGES = ((None, None), (None, 17), (12, None), (0, 12), (16, 25))
RADII = (None, 0.0, 0.5, 2.0, 5.0, 50.0, 400.0, 3_000.0, 12_000.0, 20_040.0, float("nan"))


def draw_rows(random: Random, count: int, towns: tuple[Town, ...] | None = None) -> list[Row]:
    towns = towns or random.choice(CORNERS)
    return [_draw_row(random, str(number), towns) for number in random.sample(range(count), count)]


def records_of(rows: list[Row]) -> list[Record]:
    return [Record(row, f'{{"id":"{row.id}"}}'.encode()) for row in rows]


def _draw_row(random: Random, id: str, towns: tuple[Town, ...]) -> Row:  # noqa: A002 a field's name
    point, country, region = random.choice(towns)
    place = random.choice(("public", "public", "public", "no place", "confidential"))
    youngest, oldest = random.choice(AGES)
    served = (country, region or country, "ZZ", towns[0][2] or "NO")
    return Row(
        id=id,
        needs=_some(random, NEEDS, 3),
        point=_scattered(random, point) if place == "public" else None,
        country=country,
        region=region,
        serves=_some(random, served, 2),
        is_confidential=place == "confidential",
        languages=_some(random, LANGUAGES, 3),
        minimum_age=youngest,
        maximum_age=oldest,
        is_free=random.choice((None, False, True, True)),
        is_remote=random.random() < 0.5,
        is_accessible=random.choice((None, False, True, True)),
        has_place=place != "no place",
        is_accepting=random.choice((None, False, True, True)),
        hours=random.choice(HOURS),
        verified_on=random.choice((None, date(2026, 11, 1), date(2026, 11, 3))),
        name=random.choice(NAMES),
        words=" ".join(random.choices(WORDS, k=random.randint(0, 5))),
    )


def _some(random: Random, values: tuple[str, ...], most: int) -> frozenset[str]:
    return frozenset(random.choices(values, k=random.randint(0, most)))


def _scattered(random: Random, point: Point) -> Point:
    spread = random.choice((0.0, 0.00005, 0.001, 0.05, 0.5))
    lat, lon = point[0] + random.gauss(0, spread), point[1] + random.gauss(0, spread)
    return max(-90.0, min(90.0, lat)), (lon + 180) % 360 - 180 if abs(lon) > 180 else lon


def draw_query(random: Random, towns: tuple[Town, ...] | None = None) -> Query:
    point, country, region = random.choice(towns or random.choice(CORNERS))
    knows = random.choice(("point region country", "point", "region", "country", ""))
    query = Query(
        point=_scattered(random, point) if "point" in knows else None,
        radius_km=random.choice(RADII),
        country=country if "country" in knows else None,
        region=region if "region" in knows else None,
        page=random.choice((1, 1, 2, 3)),
        size=random.choice((1, 3, 20)),
    )
    for name in random.sample(sorted(FILTERS), k=random.choice((0, 0, 1, 1, 2, 3))):
        changes: dict[str, Any] = {name: FILTERS[name](random)}
        query = replace(query, **changes)
    return query


FILTERS: dict[str, Callable[[Random], object]] = {
    "needs": lambda random: _some(random, (*NEEDS, "999"), 3),
    "words": lambda random: " ".join(random.choices(TYPED, k=random.randint(0, 3))),
    "language": lambda random: random.choice((*LANGUAGES, "PT", "xx")),
    "age": lambda random: random.randint(0, 20),
    "open_at": lambda random: START + timedelta(minutes=random.randint(0, 14 * 24 * 60)),
    "open_on": lambda random: random.randint(0, 6),
    "free": lambda _: True,
    "remote": lambda _: True,
    "accessible": lambda _: True,
    "accepting": lambda _: True,
    "placed": lambda _: True,
}
