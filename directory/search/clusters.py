"""What stands in a box of the map, near ones counted together.

Only what has a point can be on a map, so a confidential listing never is (rule L-03).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point
from directory.search.compiled import Box

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """So many listings around their middle; `id` is that of a listing that stands alone."""

    point: Point
    count: int
    id: str | None


def gather(
    points: Floats, name: Callable[[int], str], box: Box, across: int, down: int
) -> list[Cluster]:
    """Clusters of points (n, 2) in a box of so many fields, the largest first.

    Points outside are left out; `name` says whose a point is. Among equals the order is that of the
    fields, from south west on. Raises ValueError for a box without fields.
    """
    if across < 1 or down < 1:
        raise ValueError("A map has at least one field.")
    south, west, north, east = box
    width = (east - west) % 360 or (360.0 if east != west else 0.0)
    lat = points[:, 0]
    # Counted from the west edge, so that a box over the date line is a box like any other.
    right = (points[:, 1] - west) % 360
    inside = (south <= lat) & (lat <= north) & (right <= width)
    numbers, lat, right = np.flatnonzero(inside), lat[inside], right[inside]

    steps = _field(lat - south, north - south, down) * across + _field(right, width, across)
    fields, counts = np.unique(steps, return_counts=True)
    place = np.searchsorted(fields, steps)
    middles = [np.bincount(place, at, minlength=len(fields)) / counts for at in (lat, right)]
    alone = np.full(len(fields), -1)
    alone[place] = numbers
    return [
        Cluster(
            (float(middles[0][at]), float((middles[1][at] + west + 180) % 360 - 180)),
            int(counts[at]),
            name(int(alone[at])) if counts[at] == 1 else None,
        )
        for at in np.argsort(-counts, kind="stable").tolist()
    ]


def _field(distance: npt.NDArray[np.float64], length: float, count: int) -> npt.NDArray[np.int64]:
    if length <= 0:
        return np.zeros(len(distance), np.int64)
    return np.minimum((distance * (count / length)).astype(np.int64), count - 1)
