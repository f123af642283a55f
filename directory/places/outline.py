"""The part of a country that a picture shows, as an SVG path: thinned out, cut, written short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from directory.places.projection import XY, Frame, Projection, seen_box
from directory.places.shapes import Polygon, Shapes, join_arcs

_TOLERANCE = 0.7  # picture units; a coast may be drawn beside its place by so much
_BLEED = 4  # outlines end so far outside the picture that their cut edge is not seen


@dataclass
class Outlines:
    """Draws countries into one picture; an arc of two countries is thinned once, for both."""

    shapes: Shapes
    projection: Projection
    frame: Frame
    _thinned: dict[int, list[XY]] = field(default_factory=dict)

    def visible(self) -> dict[str, list[list[XY]]]:
        """The rings of every country that are in sight, in picture units, cut at the edge."""
        south, west, north, east = seen_box(self.projection, self.frame)
        width = (east - west) % 360 or 360
        found = {}
        for code, polygons in self.shapes.countries.items():
            rings = [
                ring
                for polygon in polygons
                if polygon.south <= north and polygon.north >= south and _meet(polygon, west, width)
                for ring in self._rings(polygon)
            ]
            if rings:
                found[code] = rings
        return found

    def _rings(self, polygon: Polygon) -> Iterator[list[XY]]:
        for numbers in polygon.rings:
            for number in numbers:
                self._thin(number if number >= 0 else ~number)
            ring = clip(list(join_arcs(self._thinned, numbers)), self.frame)
            if len(ring) > 2 and _is_seen(ring):
                yield ring

    def _thin(self, number: int) -> None:
        if number not in self._thinned:
            flat = [self.projection.place((lat, lon)) for lon, lat in self.shapes.arcs[number]]
            self._thinned[number] = thin(flat)


def _is_seen(ring: list[XY]) -> bool:
    """An islet of less than a dot's width would cost bytes and show nothing."""
    return any(max(p[axis] for p in ring) - min(p[axis] for p in ring) > 1.5 for axis in (0, 1))


def _meet(polygon: Polygon, west: float, width: float) -> bool:
    """Whether a polygon's longitudes meet those from `west` eastwards; all turns of 360° count."""
    return (polygon.west - west) % 360 <= width or (west - polygon.west) % 360 <= (
        polygon.east - polygon.west
    )


def thin(points: Sequence[XY], tolerance: float = _TOLERANCE) -> list[XY]:
    """Douglas and Peucker: leaves out points that lie within the tolerance of the line drawn."""
    points = _spread(points, tolerance)
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        farthest, at = 0.0, 0
        for between in range(first + 1, last):
            away = _distance(points[between], points[first], points[last])
            if away > farthest:
                farthest, at = away, between
        if farthest > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def _spread(points: Sequence[XY], tolerance: float) -> list[XY]:
    """Without points that crowd around the one before: quick, and most of the work when far off."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > tolerance:
            kept.append((x, y))
    return [*kept, points[-1]]


def _distance(point: XY, start: XY, end: XY) -> float:
    """From a point to the piece of line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
    return float(((x - share * dx) ** 2 + (y - share * dy) ** 2) ** 0.5)


def clip(ring: list[XY], frame: Frame) -> list[XY]:
    """Sutherland and Hodgman: the ring inside the picture and a little around it."""
    for axis, edge, side in (
        (0, -_BLEED, 1),
        (0, frame.width + _BLEED, -1),
        (1, -_BLEED, 1),
        (1, frame.height + _BLEED, -1),
    ):
        kept: list[XY] = []
        for at, point in enumerate(ring):
            last = ring[at - 1]
            is_in, was_in = (side * (p[axis] - edge) >= 0 for p in (point, last))
            if is_in != was_in:
                share = (edge - last[axis]) / (point[axis] - last[axis])
                kept.append(
                    (
                        last[0] + share * (point[0] - last[0]),
                        last[1] + share * (point[1] - last[1]),
                    )
                )
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def write_path(rings: Sequence[Sequence[XY]]) -> str:
    """The `d` of a path, in steps of a tenth: "M12 4.5l3-1.2…z"."""
    return "".join(filter(None, map(_write_ring, rings)))


def _write_ring(ring: Sequence[XY]) -> str:
    # Rounded before subtracting, so that the errors of many steps do not add up.
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [
        (x - last_x, y - last_y)
        for (last_x, last_y), (x, y) in pairwise(points)
        if (x, y) != (last_x, last_y)
    ]
    if len(steps) < 2:
        return ""
    numbers = "".join(_tenth(number) for step in steps for number in step)
    return f"M{_tenth(points[0][0])}{_tenth(points[0][1])}l{numbers}z".replace("M ", "M").replace(
        "l ", "l"
    )


def _tenth(tenths: int) -> str:
    """A number of tenths with what parts it from the number before: " 1.5", "-0.5"."""
    whole, rest = divmod(abs(tenths), 10)
    text = f"{whole}.{rest}" if rest else str(whole)
    return f"-{text}" if tenths < 0 else f" {text}"
