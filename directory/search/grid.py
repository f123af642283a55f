"""The globe in cells of a tenth of a degree: rows lie in the order of their cells.

Cells go round the globe from the south pole to the north pole, so the cells of a box are one run of
rows for each ring, and two where the box crosses the date line (see `compiled.runs_of`).
"""

import numpy as np
import numpy.typing as npt

from directory.places.distance import Point, bounding_box
from directory.search.compiled import Box
from directory.search.compiled_near import RINGS, STEPS

NOWHERE = RINGS * STEPS  # the cell of what has no point: after all others

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
