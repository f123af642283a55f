"""How far it is along the ground, and in a straight line, as machine code (see `machine_code`).

A straight line through the earth is quick to measure, knows no date line and no poles, and says
within a few metres how far it is along the ground.
"""

from math import asin, atan, cos, inf, pi, radians, sin, sqrt, tan

import numpy as np
import numpy.typing as npt

from directory.search.compiled import Points, compiled

# The WGS 84 ellipsoid.
EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
MEAN_RADIUS_KM = 6371.0088
# No meridian's degree is shorter than this one, at the equator.
SHORTEST_DEGREE_KM = 110.57
# No line on the ellipsoid bends more, or less, than circles of these radii.
_TIGHTEST_KM, _WIDEST_KM = 6335.4, 6400.0
_FARTHEST_KM = 20_038.0
METRE = 0.001


@compiled()
def reduced(lat: float) -> float:
    return atan((1 - FLATTENING) * tan(radians(lat)))


@compiled()
def way_between(north: float, lon: float, other_lat: float, other_lon: float) -> float:
    other_north = reduced(other_lat)
    across = sin((other_north - north) / 2) ** 2
    along = cos(north) * cos(other_north) * sin(radians(other_lon - lon) / 2) ** 2
    half_chord = min(1.0, across + along)
    angle = 2 * asin(sqrt(half_chord))
    if angle == 0:
        return 0.0
    if angle > pi - 0.2:
        return MEAN_RADIUS_KM * angle
    bend = 2 * sqrt(half_chord * (1 - half_chord))  # the sine of the angle
    middle = sin((north + other_north) / 2) ** 2
    x = (angle - bend) * middle * (1 - across) / (1 - half_chord)
    y = (angle + bend) * (1 - middle) * across / half_chord
    return EQUATOR_KM * (angle - FLATTENING / 2 * (x + y))


@compiled("km", "km", "km", "km")
def way_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres by Lambert's formula (see `near`)."""
    return way_between(reduced(lat), lon, other_lat, other_lon)


@compiled()
def _slack(distance_km: float) -> float:
    # Lambert's formula against the ellipsoid; nearly opposite points are measured on the sphere.
    return 2e-5 if distance_km < 15_000 else 0.005


@compiled("km", "km", "km", "km", "km")
def is_within(lat: float, lon: float, other_lat: float, other_lon: float, radius_km: float) -> bool:
    """Whether a point is within a radius of another, by that formula."""
    is_beyond = abs(lat - other_lat) * SHORTEST_DEGREE_KM > radius_km  # the latitudes alone say so
    return not is_beyond and way_km(lat, lon, other_lat, other_lon) <= radius_km


@compiled("km")
def surely_within(distance_km: float) -> float:
    """The length of a straight line up to which the way along the ground is no longer than this."""
    if distance_km >= _FARTHEST_KM:
        return inf
    angle = min(distance_km / (2 * _TIGHTEST_KM), pi / 2)
    return (1 - _slack(distance_km)) * 2 * _TIGHTEST_KM * sin(angle) - METRE


@compiled("km")
def surely_beyond(distance_km: float) -> float:
    """The length of a straight line from which on the way along the ground is longer than this."""
    if distance_km >= _FARTHEST_KM:
        return inf
    arc = 2 * _WIDEST_KM * sin(min(distance_km / (2 * _WIDEST_KM), pi / 2)) * 1.002
    return (1 + _slack(distance_km)) * min(distance_km, arc) + METRE


@compiled("km")
def longest_way(line_km: float) -> float:
    """The longest way along the ground that a straight line of this length may stand for."""
    if line_km + METRE >= 2 * _TIGHTEST_KM * 0.99:
        return _FARTHEST_KM
    way = 2 * _TIGHTEST_KM * asin((line_km + METRE) / (2 * _TIGHTEST_KM))
    return way * (1 + _slack(way)) + METRE


@compiled()
def point_in_space(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = radians(lat), radians(lon)
    square = FLATTENING * (2 - FLATTENING)
    normal = EQUATOR_KM / sqrt(1 - square * sin(north) ** 2)
    level = normal * cos(north)
    x, y, z = level * cos(east), level * sin(east), normal * (1 - square) * sin(north)
    return x, y, z


@compiled("points")
def in_space(points: Points) -> npt.NDArray[np.float64]:
    """(n, 3) of x, y, z in km from (n, 2) of latitudes and longitudes in degrees."""
    space = np.empty((len(points), 3), np.float64)
    for row in range(len(points)):
        space[row] = point_in_space(points[row, 0], points[row, 1])
    return space
