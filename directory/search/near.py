"""Distances cheap enough to measure every row, near enough to order and choose by them."""

from directory.places.distance import Point
from directory.search.compiled_ground import is_within, way_km


def is_near(here: Point, there: Point, radius_km: float) -> bool:
    """Whether a point is within the radius of another."""
    return is_within(*here, *there, radius_km)


def quick_distance_km(here: Point, there: Point) -> float:
    """Distance by Lambert's formula: within 0.001% of the geodesic, in a hundredth of its time.

    Nearly opposite points, where the formula breaks down, are measured on the sphere (within 0.3%).
    """
    return way_km(*here, *there)
