"""Which of many points is the nearest, looked up in squares of half a degree."""

from collections.abc import Sequence

import numpy as np

from directory.machine_code import entry
from directory.places.compiled_nearest import COLUMNS, ROWS, SIDE, find_nearest

_find = entry(find_nearest)


class Nearest:
    """Points in (n, 2) degrees, as (latitude, longitude). Among equally near ones the first."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        given = np.array(points, np.float64).reshape(-1, 2)
        rows = np.minimum(ROWS - 1, (given[:, 0] + 90) // SIDE).astype(np.int64)
        squares = rows * COLUMNS + ((given[:, 1] + 180) // SIDE).astype(np.int64) % COLUMNS
        self._numbers = np.argsort(squares, kind="stable")
        self._points = given[self._numbers]
        self._starts = squares[self._numbers].searchsorted(np.arange(ROWS * COLUMNS + 1))

    def find(self, lat: float, lon: float) -> int | None:
        """The number of the nearest within three degrees of latitude, or None."""
        number = _find(lat, lon, self._points, self._starts, self._numbers)
        return None if number < 0 else number
