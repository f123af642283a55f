"""Which of many points is the nearest, looked up in squares of half a degree."""

import math
from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_SIDE = 0.5  # degrees
_ROWS, _COLUMNS = 360, 720
# So many squares around are looked through; where nothing is near enough, more of them.
_REACHES = (1, 2, 6)


class Nearest:
    """Points in (n, 2) degrees, as (latitude, longitude). Among equally near ones the first."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        given = np.array(points, np.float64).reshape(-1, 2)
        rows = np.minimum(_ROWS - 1, (given[:, 0] + 90) // _SIDE).astype(np.int64)
        squares = rows * _COLUMNS + ((given[:, 1] + 180) // _SIDE).astype(np.int64) % _COLUMNS
        self._order = np.argsort(squares, kind="stable")
        self._lat, self._lon = np.ascontiguousarray(given[self._order].T)
        bounds = np.arange(_ROWS * _COLUMNS + 1)
        self._starts = array("i", squares[self._order].searchsorted(bounds).tolist())

    def find(self, lat: float, lon: float) -> int | None:
        """The number of the nearest within three degrees of latitude, or None."""
        narrow = math.cos(math.radians(lat))
        for reach in _REACHES:
            at = self._among(lat, lon, reach, math.ceil(reach / max(0.01, narrow)))
            if not len(at):
                continue
            # A flat map will do between neighbours.
            east = (self._lon[at] - lon + 180) % 360 - 180
            away = (self._lat[at] - lat) ** 2 + (east * narrow) ** 2
            # Beyond the reach a nearer one may hide in the next square.
            if away.min() <= (reach * _SIDE) ** 2:
                nearest = self._order[at[away == away.min()]]
                return int(nearest.min())
        return None

    def _among(self, lat: float, lon: float, reach: int, width: int) -> npt.NDArray[np.int64]:
        """The places of all points in the squares around one."""
        middle = min(_ROWS - 1, int((lat + 90) // _SIDE))
        column = int((lon + 180) // _SIDE) % _COLUMNS
        first, last = column - width, column + width
        if 2 * width + 1 >= _COLUMNS:
            runs = [(0, _COLUMNS - 1)]
        elif first < 0 or last >= _COLUMNS:
            runs = [(first % _COLUMNS, _COLUMNS - 1), (0, last % _COLUMNS)]
        else:
            runs = [(first, last)]
        ranges = [
            np.arange(self._starts[row * _COLUMNS + west], self._starts[row * _COLUMNS + east + 1])
            for row in range(max(0, middle - reach), min(_ROWS, middle + reach + 1))
            for west, east in runs
        ]
        return np.concatenate(ranges)
