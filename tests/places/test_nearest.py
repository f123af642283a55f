"""The nearest point is found, over the date line and at the poles too."""

import math
from random import Random

from directory.places.nearest import Nearest


def slowly(points: list[tuple[float, float]], lat: float, lon: float) -> int | None:
    def away(point: tuple[float, float]) -> float:
        east = (point[1] - lon + 180) % 360 - 180
        return math.hypot(point[0] - lat, east * math.cos(math.radians(lat)))

    nearest = min(range(len(points)), key=lambda number: away(points[number]))
    return nearest if away(points[nearest]) <= 3 else None


def test_it_is_the_one_that_measuring_all_of_them_finds() -> None:
    random = Random(5)  # noqa: S311  points are no secret
    points = [
        (random.choice((1, 30, 89)) * random.uniform(-1, 1), random.uniform(-180, 180))
        for _ in range(3000)
    ]
    nearest = Nearest(points)

    for _ in range(2000):
        lat, lon = random.uniform(-90, 90), random.choice((180, -180, random.uniform(-180, 180)))
        assert nearest.find(lat, lon) == slowly(points, lat, lon)


def test_of_two_at_one_place_the_first_is_taken() -> None:
    assert Nearest([(1.0, 1.0), (2.0, 179.9), (2.0, 179.9)]).find(2.0, -179.9) == 1


def test_far_out_at_sea_there_is_none() -> None:
    assert Nearest([(10.0, 10.0)]).find(14.0, 10.0) is None
    assert Nearest([]).find(0.0, 0.0) is None


def test_the_last_row_of_squares_goes_on_nowhere() -> None:
    """Machine code reads whatever lies behind an array, and some of it is nobody's."""
    nearest = Nearest([(-89.9, 0.0), (89.9, 0.0)])

    for lon in range(-180, 181):
        assert nearest.find(89.9, lon) == 1
        assert nearest.find(-89.9, lon) == 0
