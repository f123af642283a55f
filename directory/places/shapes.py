"""Outlines of the countries (Natural Earth, 1:50 million), with Crimea in Ukraine.

The file and where it comes from: data/places/README.md.
"""

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from directory.settings import DATA

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Polygon:
    """Rings of arc numbers, the outer one first; ~n is arc n backwards. Degrees, west <= east."""

    rings: tuple[tuple[int, ...], ...]
    west: float
    south: float
    east: float
    north: float

    @property
    def area(self) -> float:
        """Of its box, in square degrees at the equator: tells the main part of a country."""
        narrowing = math.cos(math.radians((self.north + self.south) / 2))
        return (self.east - self.west) * narrowing * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class Shapes:
    """arcs: (longitude, latitude) in degrees; beyond ±180 where an arc crosses the antimeridian."""

    arcs: tuple[tuple[LonLat, ...], ...]
    countries: dict[str, tuple[Polygon, ...]]

    def ring(self, numbers: tuple[int, ...]) -> list[LonLat]:
        """The points of one ring, closed, without a jump at the antimeridian."""
        return list(_unbroken(join_arcs(self.arcs, numbers)))


def join_arcs(
    arcs: "tuple[tuple[LonLat, ...], ...] | dict[int, list[LonLat]]", numbers: tuple[int, ...]
) -> Iterator[LonLat]:
    """The points of arcs laid end to end; where two meet, the point is given once."""
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from points if number == numbers[0] else points[1:]


@cache
def load_shapes(path: Path = DATA / "places" / "shapes.json.gz") -> Shapes:
    """All shapes; read once, about 50 ms and 10 MB."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    unit: float = content["unit"]
    arcs = tuple(
        tuple(
            (x * unit, y * unit)
            for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
        )
        for steps in content["arcs"]
    )
    countries = {
        code: tuple(_polygon(arcs, tuple(map(tuple, rings))) for rings in shape)
        for code, shape in content["shapes"].items()
    }
    return Shapes(arcs, countries)


def _polygon(arcs: tuple[tuple[LonLat, ...], ...], rings: tuple[tuple[int, ...], ...]) -> Polygon:
    lons, lats = zip(*_unbroken(join_arcs(arcs, rings[0])), strict=True)
    return Polygon(rings, min(lons), min(lats), max(lons), max(lats))


def _unbroken(points: Iterator[LonLat]) -> Iterator[LonLat]:
    last = None
    for lon, lat in points:
        last = lon if last is None else lon + 360 * round((last - lon) / 360)
        yield last, lat
