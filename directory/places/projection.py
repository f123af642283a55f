"""From the globe to a flat picture: Lambert's azimuthal equal-area projection.

It is true in the middle at every zoom, and knows no edge: Fiji and Chukotka are whole.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.places.distance import Point

EARTH_KM = 6371.0
XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """x runs east, y south, in picture units; `centre` lies at `middle`. scale: units a km."""

    centre: Point
    scale: float
    middle: XY

    def place(self, point: Point) -> XY:
        """Where a (latitude, longitude) lies in the picture."""
        lat, lon = math.radians(point[0]), math.radians(point[1] - self.centre[1])
        at = math.radians(self.centre[0])
        nearness = math.sin(at) * math.sin(lat) + math.cos(at) * math.cos(lat) * math.cos(lon)
        if nearness < -1 + 1e-9:  # the antipode is all of the rim; any place of it will do
            return self.middle[0] + 2 * EARTH_KM * self.scale, self.middle[1]
        k = EARTH_KM * self.scale * math.sqrt(2 / (1 + nearness))
        east = math.cos(lat) * math.sin(lon)
        north = math.cos(at) * math.sin(lat) - math.sin(at) * math.cos(lat) * math.cos(lon)
        return self.middle[0] + k * east, self.middle[1] - k * north

    def find(self, x: float, y: float) -> Point:
        """What (latitude, longitude) lies at a place of the picture."""
        east = (x - self.middle[0]) / (EARTH_KM * self.scale)
        north = (self.middle[1] - y) / (EARTH_KM * self.scale)
        length = math.hypot(east, north)
        if length < 1e-12:
            return self.centre
        arc = 2 * math.asin(min(1.0, length / 2))
        at = math.radians(self.centre[0])
        lat = math.asin(
            math.cos(arc) * math.sin(at) + north * math.sin(arc) * math.cos(at) / length
        )
        lon = math.atan2(
            east * math.sin(arc),
            length * math.cos(at) * math.cos(arc) - north * math.sin(at) * math.sin(arc),
        )
        return math.degrees(lat), _turn(self.centre[1] + math.degrees(lon))


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture's size and the margin in which no point of interest may lie."""

    width: int
    height: int
    margin: int

    @property
    def middle(self) -> XY:
        return self.width / 2, self.height / 2


def fit(points: Sequence[Point], frame: Frame, least_km: float) -> Projection:
    """The projection that shows all points as large as it can, at least `least_km` to each side."""
    centre = _middle_of(points)
    for _ in range(2):
        flat = [Projection(centre, 1.0, (0, 0)).place(point) for point in points]
        west, east = min(x for x, _ in flat), max(x for x, _ in flat)
        north, south = min(y for _, y in flat), max(y for _, y in flat)
        centre = Projection(centre, 1.0, (0, 0)).find((west + east) / 2, (north + south) / 2)
    half_width = max((east - west) / 2, least_km)
    half_height = max((south - north) / 2, least_km)
    scale = min(
        (frame.width / 2 - frame.margin) / half_width,
        (frame.height / 2 - frame.margin) / half_height,
    )
    return Projection(centre, scale, frame.middle)


def seen_box(projection: Projection, frame: Frame) -> tuple[float, float, float, float]:
    """(south, west, north, east) of what the picture shows; west may exceed east."""
    if math.hypot(*frame.middle) > 2 * EARTH_KM * projection.scale:
        return -90.0, -180.0, 90.0, 180.0  # the corners lie beyond the whole earth
    steps = [step / 12 for step in range(13)]
    rim = [projection.find(x * frame.width, y) for x in steps for y in (0, frame.height)]
    rim += [projection.find(x, y * frame.height) for y in steps for x in (0, frame.width)]
    lats = [lat for lat, _ in rim]
    turns = [_turn(lon - projection.centre[1]) for _, lon in rim]
    south = -90.0 if _shows(projection, frame, (-90.0, 0.0)) else min(lats)
    north = 90.0 if _shows(projection, frame, (90.0, 0.0)) else max(lats)
    if south == -90 or north == 90:
        return south, -180.0, north, 180.0
    west, east = (_turn(projection.centre[1] + turn) for turn in (min(turns), max(turns)))
    return south, west, north, east


def _shows(projection: Projection, frame: Frame, point: Point) -> bool:
    x, y = projection.place(point)
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _turn(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def _middle_of(points: Iterable[Point]) -> Point:
    """The middle on the ball, so that points at both sides of 180° meet there and not at 0°."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, theta = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(theta)
        y += math.cos(phi) * math.sin(theta)
        z += math.sin(phi)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
