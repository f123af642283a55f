"""The distances of `near`, for many rows at once, and bounds that spare most of them.

Each point is also kept as x, y, z in space (km, 32 bits: half a metre). A straight line through the
earth is quick to measure, knows no date line and no poles, and says within a few metres how far it
is along the ground; only where that leaves a doubt is the distance itself worked out. Numpy's
sine may differ from C's in the last bit, so what lies on the very edge of the radius or of a step
of ten metres is measured once more by `quick_distance_km`: both engines always agree.
"""

from math import asin, cos, inf, pi, radians, sin, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point
from directory.search.near import (
    EQUATOR_KM,
    FLATTENING,
    MEAN_RADIUS_KM,
    is_surely_beyond,
    quick_distance_km,
)

Floats = npt.NDArray[np.float64]
Lines = npt.NDArray[np.floating[Any]]

# No line on the ellipsoid bends more, or less, than circles of these radii.
_TIGHTEST_KM, _WIDEST_KM = 6335.4, 6400.0
_FARTHEST_KM = 20_038.0
_METRE = 0.001
_EDGE = 1e-5  # in steps of ten metres: a thousand times what the sines may differ by
_NEARLY_OPPOSITE = 3.0  # radians; beyond, rounding grows, and every distance is measured singly


def in_space(points: Floats) -> npt.NDArray[np.float32]:
    """(n, 3) of x, y, z in km from (n, 2) of latitudes and longitudes in degrees."""
    north, east = np.radians(points[:, 0]), np.radians(points[:, 1])
    square = FLATTENING * (2 - FLATTENING)
    normal = EQUATOR_KM / np.sqrt(1 - square * np.sin(north) ** 2)
    level = normal * np.cos(north)
    space = (level * np.cos(east), level * np.sin(east), normal * (1 - square) * np.sin(north))
    return np.stack(space, axis=1).astype(np.float32)


def in_space_one(point: Point) -> npt.NDArray[np.float32]:
    """The same for one point, sooner."""
    north, east = radians(point[0]), radians(point[1])
    square = FLATTENING * (2 - FLATTENING)
    normal = EQUATOR_KM / sqrt(1 - square * sin(north) ** 2)
    level = normal * cos(north)
    space = (level * cos(east), level * sin(east), normal * (1 - square) * sin(north))
    return np.array(space, np.float32)


def surely_within(distance_km: float) -> float:
    """The length of a straight line up to which the way along the ground is no longer than this."""
    if distance_km >= _FARTHEST_KM:
        return inf
    angle = min(distance_km / (2 * _TIGHTEST_KM), pi / 2)
    return (1 - _slack(distance_km)) * 2 * _TIGHTEST_KM * sin(angle) - _METRE


def surely_beyond(distance_km: float) -> float:
    """The length of a straight line from which on the way along the ground is longer than this."""
    if distance_km >= _FARTHEST_KM:
        return inf
    arc = 2 * _WIDEST_KM * sin(min(distance_km / (2 * _WIDEST_KM), pi / 2)) * 1.002
    return (1 + _slack(distance_km)) * min(distance_km, arc) + _METRE


def longest_way(line_km: float) -> float:
    """The longest way along the ground that a straight line of this length may stand for."""
    if line_km + _METRE >= 2 * _TIGHTEST_KM * 0.99:
        return _FARTHEST_KM
    way = 2 * _TIGHTEST_KM * asin((line_km + _METRE) / (2 * _TIGHTEST_KM))
    return way * (1 + _slack(way)) + _METRE


def _slack(distance_km: float) -> float:
    # Lambert's formula against the ellipsoid; nearly opposite points are measured on the sphere.
    return 2e-5 if distance_km < 15_000 else 0.005


def are_within(here: Point, points: Floats, radius_km: float) -> npt.NDArray[np.bool_]:
    """Which points the plain engine finds within the radius."""
    ways, angles = _ways(here, points)
    within: npt.NDArray[np.bool_] = ways <= radius_km
    doubtful = (np.abs(ways - radius_km) < 1e-6) | (angles > _NEARLY_OPPOSITE)
    for at in np.flatnonzero(doubtful).tolist():
        there = _point(points, at)
        is_beyond = is_surely_beyond(here, there, radius_km)
        within[at] = not is_beyond and quick_distance_km(here, there) <= radius_km
    return within


def steps_to(here: Point, points: Floats) -> npt.NDArray[np.int64]:
    """The distances in steps of ten metres, as the plain engine rounds them."""
    ways, angles = _ways(here, points)
    ways *= 100
    steps = np.rint(ways)
    doubtful = (np.abs(ways - steps) > 0.5 - _EDGE) | (angles > _NEARLY_OPPOSITE)
    if doubtful.any():
        for at in np.flatnonzero(doubtful).tolist():
            steps[at] = round(quick_distance_km(here, _point(points, at)) * 100)
    return steps.astype(np.int64)


def _point(points: Floats, at: int) -> Point:
    lat, lon = points[at].tolist()
    return lat, lon


def _ways(here: Point, points: Floats) -> tuple[Floats, Floats]:
    """Kilometres by Lambert's formula, and the angles at the centre of the sphere."""
    turned = np.radians(points)
    other_north = np.arctan((1 - FLATTENING) * np.tan(turned[:, 0]))
    north, east = np.radians(here)
    north = np.arctan((1 - FLATTENING) * np.tan(north))
    across = np.sin((other_north - north) * 0.5) ** 2  # also the square of the sine of half
    along = np.cos(north) * np.cos(other_north) * np.sin((turned[:, 1] - east) * 0.5) ** 2
    half_chord = np.minimum(1.0, across + along)
    root = np.sqrt(half_chord)
    angles = 2 * np.arcsin(root)
    rest = 1 - half_chord
    bend = 2 * root * np.sqrt(rest)  # the sine of the angle
    middle = np.sin((north + other_north) * 0.5) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        x = (angles - bend) * middle * (1 - across) / rest
        y = (angles + bend) * (1 - middle) * across / half_chord
        ways = EQUATOR_KM * (angles - FLATTENING / 2 * (x + y))
    ways[half_chord == 0] = 0.0
    is_opposite = angles > pi - 0.2
    return np.where(is_opposite, MEAN_RADIUS_KM * angles, ways), angles
