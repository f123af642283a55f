"""What lies in a circle, or in a box, as machine code (see `compiled`).

Each point is also kept as x, y, z in space (km, 32 bits: half a metre). A straight line through the
earth is quick to measure, knows no date line and no poles, and says within a few metres how far it
is along the ground; only where that leaves a doubt is the distance itself worked out.
"""

from math import asin, atan, cos, inf, pi, radians, sin, sqrt, tan

import numpy as np
import numpy.typing as npt

from directory.search.compiled import (
    RANK,
    Box,
    Circle,
    Groups,
    Ints,
    Points,
    Rows,
    Space,
    Tests,
    Traits,
    Where,
    compiled,
)
from directory.search.compiled_rows import (
    count_groups,
    passes,
    place_after,
    place_in,
    sift_all,
    without,
)

Squares = npt.NDArray[np.float32]

# The WGS 84 ellipsoid.
EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
MEAN_RADIUS_KM = 6371.0088
# No meridian's degree is shorter than this one, at the equator.
SHORTEST_DEGREE_KM = 110.57
# No line on the ellipsoid bends more, or less, than circles of these radii.
_TIGHTEST_KM, _WIDEST_KM = 6335.4, 6400.0
_FARTHEST_KM = 20_038.0
_METRE = 0.001
RINGS, STEPS = 1800, 3600  # cells (see `grid`)


@compiled()
def _reduced(lat: float) -> float:
    return atan((1 - FLATTENING) * tan(radians(lat)))


@compiled()
def _way_km(north: float, lon: float, other_lat: float, other_lon: float) -> float:
    other_north = _reduced(other_lat)
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
    return _way_km(_reduced(lat), lon, other_lat, other_lon)


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
    return (1 - _slack(distance_km)) * 2 * _TIGHTEST_KM * sin(angle) - _METRE


@compiled("km")
def surely_beyond(distance_km: float) -> float:
    """The length of a straight line from which on the way along the ground is longer than this."""
    if distance_km >= _FARTHEST_KM:
        return inf
    arc = 2 * _WIDEST_KM * sin(min(distance_km / (2 * _WIDEST_KM), pi / 2)) * 1.002
    return (1 + _slack(distance_km)) * min(distance_km, arc) + _METRE


@compiled("km")
def longest_way(line_km: float) -> float:
    """The longest way along the ground that a straight line of this length may stand for."""
    if line_km + _METRE >= 2 * _TIGHTEST_KM * 0.99:
        return _FARTHEST_KM
    way = 2 * _TIGHTEST_KM * asin((line_km + _METRE) / (2 * _TIGHTEST_KM))
    return way * (1 + _slack(way)) + _METRE


@compiled()
def _field(degrees: float, half: int, count: int) -> int:
    return min(count - 1, max(0, int((degrees + half) * (count / (2 * half)))))


@compiled("box")
def runs_of(box: Box) -> Ints:
    """(n, 2): the first cells of the runs of a box, and those after their last cells."""
    south, west, north, east = box
    low, high = _field(south, 90, RINGS), _field(north, 90, RINGS)
    first, last = _field(west, 180, STEPS), _field(east, 180, STEPS)
    # A box over the date line may meet itself on the other side.
    if (last - first == STEPS - 1) if west <= east else first <= last:
        return np.array([[low * STEPS, (high + 1) * STEPS]])
    rings = high - low + 1
    runs = np.empty((rings if west <= east else 2 * rings, 2), np.int64)
    for at in range(rings):
        ring = (low + at) * STEPS
        if west <= east:
            runs[at] = ring + first, ring + last + 1
        else:
            runs[2 * at] = ring, ring + last + 1
            runs[2 * at + 1] = ring + first, ring + STEPS
    return runs


@compiled()
def _bounds(box: Box, where: Where, listed: Rows, is_listed: bool) -> Ints:
    """(n, 2): where the rows of a box begin and end; in the list, if one is looked through."""
    cells, starts, _, _ = where
    bounds = runs_of(box)
    cell = place_in(cells, bounds[0, 0], 0, len(cells))
    place = place_in(listed, starts[cell], 0, len(listed)) if is_listed else 0
    for at in range(len(bounds)):
        for end in range(2):
            cell = place_after(cells, bounds[at, end], cell)
            if is_listed:
                place = place_after(listed, starts[cell], place)
            bounds[at, end] = place if is_listed else int(starts[cell])
    return bounds


@compiled("box", "rows", "bool", "tests", "where", "traits")
def rows_in_box(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    box: Box, listed: Rows, is_listed: bool, tests: Tests, where: Where, traits: Traits
) -> Rows:
    """The rows in the cells of a box that are in a sorted list (if it `is_listed`) and pass."""
    bounds = _bounds(box, where, listed, is_listed)
    rows, count = np.empty((bounds[:, 1] - bounds[:, 0]).sum(), np.uint32), 0
    for at in range(len(bounds)):
        for place in range(bounds[at, 0], bounds[at, 1]):
            row = int(listed[place]) if is_listed else place
            rows[count] = row  # always written, and kept if it counts: no branch to be guessed
            count += passes(row, tests, traits)
    return rows[:count]


@compiled()
def _in_space(lat: float, lon: float) -> tuple[np.float32, np.float32, np.float32]:
    north, east = radians(lat), radians(lon)
    square = FLATTENING * (2 - FLATTENING)
    normal = EQUATOR_KM / sqrt(1 - square * sin(north) ** 2)
    level = normal * cos(north)
    x, y, z = level * cos(east), level * sin(east), normal * (1 - square) * sin(north)
    return np.float32(x), np.float32(y), np.float32(z)


@compiled("points")
def in_space(points: Points) -> Space:
    """(n, 3) of x, y, z in km from (n, 2) of latitudes and longitudes in degrees."""
    space = np.empty((len(points), 3), np.float32)
    for row in range(len(points)):
        space[row] = _in_space(points[row, 0], points[row, 1])
    return space


@compiled()
def _within(circle: Circle, rows: Rows, where: Where) -> tuple[Rows, Squares]:
    """Those of some rows that are in a circle, with the squares of the lines to them (km²)."""
    _, _, points, space = where
    lat, lon, radius_km = circle
    x, y, z = _in_space(lat, lon)
    sure, beyond = surely_within(radius_km), surely_beyond(radius_km) ** 2
    sure *= abs(sure)
    kept, squares, count = np.empty(len(rows), np.uint32), np.empty(len(rows), np.float32), 0
    for row in rows:
        across, along, up = space[row, 0] - x, space[row, 1] - y, space[row, 2] - z
        square = across * across + along * along + up * up
        kept[count], squares[count] = row, square
        if square <= sure:
            count += 1
        elif square <= beyond:
            count += is_within(lat, lon, points[row, 0], points[row, 1], radius_km)
    return kept[:count], squares[:count]


@compiled()
def _nearest(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    rows: Rows,
    squares: Squares,
    page: tuple[int, int],
    points: Points,
    traits: Traits,
) -> Rows:
    """The rows from one place to another in the order of `reach`: by tens of metres, then rank."""
    first, last = page
    if first >= len(rows):
        return rows[:0]
    north, lon = _reduced(circle[0]), circle[1]
    low, high, before = -1.0, inf, 0
    # What rounds to the same ten metres as the first or the last row may change places with it.
    if first:
        line = sqrt(np.float64(np.partition(squares, first)[first]))
        low = max(0.0, surely_within(max(0.0, line - _METRE - 0.011))) ** 2
    if last < len(rows):
        line = sqrt(np.float64(np.partition(squares, last - 1)[last - 1]))
        high = surely_beyond(longest_way(line) + 0.011) ** 2
    some, keys, count = np.empty(len(rows), np.uint32), np.empty(len(rows), np.int64), 0
    for at in range(len(rows)):
        if squares[at] < low:
            before += 1
        elif squares[at] <= high:
            row = rows[at]
            step = np.rint(_way_km(north, lon, points[row, 0], points[row, 1]) * 100)
            some[count], keys[count] = row, int(step) << 32 | traits[RANK, row]
            count += 1
    return some[np.argsort(keys[:count])[first - before : last - before]]


@compiled(
    "box", "circle", "page", "rows", "bool", "tests", "tests", "rows", "groups", "where", "traits"
)
def find_near(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    box: Box,
    circle: Circle,
    page: tuple[int, int],
    listed: Rows,
    is_listed: bool,
    tests: Tests,
    home: Tests,
    hidden: Rows,
    group_of: Groups,
    where: Where,
    traits: Traits,
) -> tuple[Rows, Rows, Ints]:
    """What is in a circle: all rows, those of a page in order, and how many are in which group.

    Of a sorted list (if it `is_listed`) or of all: what passes, is at home, and is not hidden.
    """
    rows = rows_in_box(box, listed, is_listed, tests, where, traits)
    if len(home[0]):
        rows = sift_all(rows, home, traits)
    if len(hidden):
        rows = without(rows, hidden)
    rows, squares = _within(circle, rows, where)
    nearest = _nearest(circle, rows, squares, page, where[2], traits)
    return rows, nearest, count_groups(rows, group_of, traits)
