"""What lies in a circle, or in a box, as machine code (see `machine_code`).

Each point is also kept as x, y, z in space (tenths of a metre), beside whom it serves: four whole
numbers that the processor's cache brings together. Only where a straight line leaves a doubt about
the way along the ground (see `compiled_ground`) is that way itself worked out.
"""

from math import asin, cos, degrees, inf, radians, sin, sqrt

import numpy as np
import numpy.typing as npt

from directory.search.compiled import (
    GROUPS,
    PER_DEGREE,
    RANK,
    Box,
    Circle,
    Groups,
    Ints,
    Points,
    Rows,
    Space,
    Spots,
    Tests,
    Traits,
    Where,
    compiled,
)
from directory.search.compiled_ground import (
    METRE,
    is_within,
    longest_way,
    point_in_space,
    reduced,
    surely_beyond,
    surely_within,
    way_between,
)
from directory.search.compiled_rows import keep, place_after, place_in, sift_all, without

Squares = npt.NDArray[np.float32]

RINGS, STEPS = 1800, 3600  # cells (see `grid`)
STEPS_PER_KM = 10_000  # in space


@compiled()
def _step(km: float) -> np.int32:
    return np.int32(np.rint(km * STEPS_PER_KM))


@compiled("points", "ints")
def places_of(points: Points, reaches: Ints) -> Space:
    """(n, 4) of x, y, z and whom it serves, from (n, 2) of latitudes and longitudes in degrees."""
    space = np.empty((len(points), 4), np.int32)
    for row in range(len(points)):
        x, y, z = point_in_space(points[row, 0], points[row, 1])
        space[row] = _step(x), _step(y), _step(z), np.int32(reaches[row])
    return space


@compiled()
def _turned(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


@compiled("circle")
def box_around(circle: Circle) -> Box:
    """(south, west, north, east) around a circle, as `places.distance` has it."""
    lat, lon, radius_km = circle
    if radius_km > 10_000:
        return -90.0, -180.0, 90.0, 180.0
    height = (radius_km + 0.01) / 110.567
    south, north = max(lat - height, -90.0), min(lat + height, 90.0)
    reach = sin(radians(min(height, 90.0))) / cos(radians(lat))
    if max(-south, north) > 89.9 or reach >= 1:
        return south, -180.0, north, 180.0
    width = degrees(asin(reach)) * 1.01
    return south, _turned(lon - width), north, _turned(lon + width)


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
    for first, last in bounds:
        for place in range(first, last):
            rows[count] = listed[place] if is_listed else place
            count += 1
    return rows[: keep(rows, count, tests, traits)]


@compiled()
def _square(line_km: float) -> float:
    """In space; that of a negative length is negative."""
    return line_km * abs(line_km) * STEPS_PER_KM * STEPS_PER_KM


@compiled()
def _line_km(square: float) -> float:
    return sqrt(np.float64(square)) / STEPS_PER_KM


@compiled()
def within(circle: Circle, rows: Rows, where: Where) -> tuple[Rows, Squares]:
    """Those of some rows that are in a circle, with the squares of the lines to them."""
    _, _, spots, space = where
    lat, lon, radius_km = circle
    x, y, z = point_in_space(lat, lon)
    east, north, top = _step(x), _step(y), _step(z)
    sure, beyond = _square(surely_within(radius_km)), _square(surely_beyond(radius_km))
    kept, squares, count = np.empty(len(rows), np.uint32), np.empty(len(rows), np.float32), 0
    for row in rows:
        across, along, up = (
            np.float32(space[row, 0] - east),
            np.float32(space[row, 1] - north),
            np.float32(space[row, 2] - top),
        )
        square = across * across + along * along + up * up
        kept[count], squares[count] = row, square
        if square <= sure:
            count += 1
        elif square <= beyond:
            there = spots[row, 0] / PER_DEGREE, spots[row, 1] / PER_DEGREE
            count += is_within(lat, lon, *there, radius_km)
    return kept[:count], squares[:count]


@compiled()
def _least(squares: Squares, count: int) -> float:
    """The greatest of the `count` least ones: they are kept in a heap, the greatest on top."""
    heap = np.full(count, np.inf, np.float32)
    for square in squares:
        if square >= heap[0]:
            continue
        at, below = 0, 1
        while below < count:
            if below + 1 < count and heap[below + 1] > heap[below]:
                below += 1
            if heap[below] <= square:
                break
            heap[at] = heap[below]
            at, below = below, 2 * below + 1
        heap[at] = square
    return float(heap[0])


@compiled()
def nearest_of(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    rows: Rows,
    squares: Squares,
    page: tuple[int, int],
    spots: Spots,
    traits: Traits,
) -> Rows:
    """The rows from one place to another in the order of `reach`: by tens of metres, then rank."""
    first, last = page
    if first >= len(rows):
        return rows[:0]
    north, lon = reduced(circle[0]), circle[1]
    low, high, before = -1.0, inf, 0
    # What rounds to the same ten metres as the first or the last row may change places with it.
    if first:
        line = _line_km(_least(squares, first + 1))
        low = _square(max(0.0, surely_within(max(0.0, line - METRE - 0.011))))
    if last < len(rows):
        line = _line_km(_least(squares, last))
        high = _square(surely_beyond(longest_way(line) + 0.011))
    some, keys, count = np.empty(len(rows), np.uint32), np.empty(len(rows), np.int64), 0
    for at in range(len(rows)):
        if squares[at] < low:
            before += 1
        elif squares[at] <= high:
            some[count] = rows[at]
            count += 1
    # What lies far apart in memory is fetched at once, not between one sine and the next.
    near = np.empty((count, 2), np.int32)
    for at in range(count):
        near[at], keys[at] = spots[some[at]], traits[RANK, some[at]]
    for at in range(count):
        there = near[at, 0] / PER_DEGREE, near[at, 1] / PER_DEGREE
        step = np.rint(way_between(north, lon, *there) * 100)
        keys[at] |= int(step) << 32
    return some[np.argsort(keys[:count])[first - before : last - before]]


@compiled()
def _gather(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    listed: Rows,
    is_listed: bool,
    tests: Tests,
    home: Tests,
    hidden: Rows,
    where: Where,
    traits: Traits,
) -> tuple[Rows, Squares]:
    rows = rows_in_box(box_around(circle), listed, is_listed, tests, where, traits)
    if len(home[0]):
        rows = sift_all(rows, home, traits)
    if len(hidden):
        rows = without(rows, hidden)
    return within(circle, rows, where)


@compiled("circle", "rows", "bool", "tests", "tests", "rows", "where", "traits")
def rows_near(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    listed: Rows,
    is_listed: bool,
    tests: Tests,
    home: Tests,
    hidden: Rows,
    where: Where,
    traits: Traits,
) -> Rows:
    """What is in a circle, in the order of the rows.

    Of a sorted list (if it `is_listed`) or of all: what passes, is at home, and is not hidden.
    """
    return _gather(circle, listed, is_listed, tests, home, hidden, where, traits)[0]


@compiled("circle", "rows", "bool", "tests", "tests", "rows", "where", "traits", "page", "groups")
def find_near(  # noqa: PLR0913, PLR0917  what is compiled takes arrays, not objects
    circle: Circle,
    listed: Rows,
    is_listed: bool,
    tests: Tests,
    home: Tests,
    hidden: Rows,
    where: Where,
    traits: Traits,
    page: tuple[int, int],
    group_of: Groups,
) -> Ints:
    """Of the same rows how many are in which group (GROUPS numbers), how many there are in all, and
    then those of a page in order: in one array, because making each takes Python its time."""
    rows, squares = _gather(circle, listed, is_listed, tests, home, hidden, where, traits)
    nearest = nearest_of(circle, rows, squares, page, where[2], traits)
    found = np.zeros(GROUPS + 1 + len(nearest), np.int64)
    for row in rows:
        found[group_of[where[3][row, 3]]] += 1
    found[GROUPS], found[GROUPS + 1 :] = len(rows), nearest
    return found
