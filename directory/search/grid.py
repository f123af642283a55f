"""The globe in cells of a tenth of a degree: rows lie in the order of their cells.

Cells go round the globe from the south pole to the north pole, so the cells of a box are one run of
rows for each ring, and two where the box crosses the date line.
"""

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point, bounding_box

RINGS, STEPS = 1800, 3600
NOWHERE = RINGS * STEPS  # the cell of what has no point: after all others

Box = tuple[float, float, float, float]  # south, west, north, east; west may exceed east
Floats = npt.NDArray[np.float64]
EVERYWHERE: Box = (-90.0, -180.0, 90.0, 180.0)


def cells_of(points: Floats) -> npt.NDArray[np.int64]:
    """The cell of each (latitude, longitude); NOWHERE for NaN."""
    has_point = ~np.isnan(points[:, 0])
    lat, lon = np.where(has_point[:, None], points, 0.0).T
    cells = _ring(lat) * STEPS + _step(lon)
    return np.where(has_point, cells, NOWHERE)


def _ring(lat: Floats) -> npt.NDArray[np.int64]:
    return np.clip(np.floor((lat + 90) * (RINGS / 180)), 0, RINGS - 1).astype(np.int64)


def _step(lon: Floats) -> npt.NDArray[np.int64]:
    turned = np.where(np.abs(lon) > 180, (lon + 180) % 360 - 180, lon)
    return np.clip(np.floor((turned + 180) * (STEPS / 360)), 0, STEPS - 1).astype(np.int64)


def box_around(point: Point, radius_km: float) -> Box:
    """A box with everything within the radius in it."""
    if radius_km > 10_000:
        return EVERYWHERE
    return bounding_box(point, radius_km + 0.01)


def runs_of(box: Box) -> npt.NDArray[np.int64]:
    """(2, n): the first cells of the runs of a box, and those after their last cells."""
    south, west, north, east = box
    low, high = _number(south, 90, RINGS), _number(north, 90, RINGS)
    first, last = _number(west, 180, STEPS), _number(east, 180, STEPS)
    if west <= east and last - first == STEPS - 1:
        return np.array([[low * STEPS], [(high + 1) * STEPS]])
    rings = np.arange(low * STEPS, (high + 1) * STEPS, STEPS)
    if west <= east:
        runs: npt.NDArray[np.int64] = np.add.outer((first, last + 1), rings)
        return runs
    starts = np.stack((rings, rings + first), axis=1).ravel()
    ends = np.stack((rings + last + 1, rings + STEPS), axis=1).ravel()
    return np.stack((starts, ends))


def _number(degrees: float, half: int, count: int) -> int:
    return min(count - 1, max(0, int((degrees + half) * (count / (2 * half)))))
