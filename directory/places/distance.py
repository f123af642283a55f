"""How far apart two points are. A point is (latitude, longitude) in degrees, WGS 84."""

import math

from geopy.distance import geodesic  # type: ignore[import-untyped]  # it publishes no types

Point = tuple[float, float]

_KM_PER_DEGREE = 110.567  # the shortest degree of latitude, so that no box is too small
_POLE = 89.9


def distance_km(one: Point, other: Point) -> float:
    """Kilometres along the ellipsoid."""
    return float(geodesic(one, other).km)


def bounding_box(centre: Point, radius_km: float) -> tuple[float, float, float, float]:
    """(south, west, north, east) around every point within the radius.

    Across the antimeridian west is greater than east; near a pole it is -180 to 180.
    """
    lat, lon = centre
    height = radius_km / _KM_PER_DEGREE
    south, north = max(lat - height, -90.0), min(lat + height, 90.0)
    if max(-south, north) > _POLE:
        return south, -180.0, north, 180.0
    # The box is widest where a circle on the globe touches its meridians, above its centre.
    reach = math.sin(math.radians(min(height, 90))) / math.cos(math.radians(lat))
    if reach >= 1:
        return south, -180.0, north, 180.0
    width = math.degrees(math.asin(reach)) * 1.01
    if width >= 180:
        return south, -180.0, north, 180.0
    return south, _turn(lon - width), north, _turn(lon + width)


def is_within(point: Point, box: tuple[float, float, float, float]) -> bool:
    """Whether a box as bounding_box gives it holds the point."""
    south, west, north, east = box
    lat, lon = point
    if not south <= lat <= north:
        return False
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def _turn(lon: float) -> float:
    return (lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon
