"""What the loops that look at many rows are given (see `machine_code`).

`traits` is (8, rows): what each row is, in the order of the names below. `tests` are what is asked
of them: for each test its trait, and where its table begins in one array; true is what passes.
"""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from directory.machine_code import Function, array, compiled_for

NEEDS, LANGUAGE, AGE, HOURS, FLAGS, REACH, COUNTRY, RANK = range(8)
TRAITS = 8
GROUPS = 8  # those of `reach`, and one for none
PER_DEGREE = 10_000_000  # of the spots: `rows.DECIMALS`, but this file must change with it


Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.uint32]
Groups = npt.NDArray[np.uint8]
Bytes = npt.NDArray[np.uint8]
Traits = npt.NDArray[np.uint32]
Points = npt.NDArray[np.float64]
Spots = npt.NDArray[np.int32]  # points in 10^-7 of a degree: half the memory
Space = npt.NDArray[np.int32]
Table = npt.NDArray[np.bool_]
Tests = tuple[Ints, Table]
Box = tuple[float, float, float, float]  # south, west, north, east; west may exceed east
Where = tuple[Ints, Rows, Spots, Space]  # cells, their first rows; of rows, spots and space
Served = tuple[Ints, Rows]  # of the groups that serve a place (see `compiled_page`)
Ground = tuple[Where, Traits]
Wanted = tuple[Rows, bool, Tests, Groups, Served]  # what a search asks of the rows and of the place
Circle = tuple[float, float, float]  # latitude, longitude, radius in km


def _tuple(*kinds: Any) -> Any:
    return numba.types.BaseTuple.from_types(kinds)  # type: ignore[no-untyped-call]  # not all of numba is typed


_ROWS, _INTS, _POINTS = array(numba.uint32), array(numba.int64), array(numba.float64, 2)
_WHERE = _tuple(_INTS, _ROWS, array(numba.int32, 2), array(numba.int32, 2))
_TRAITS, _GROUPS = array(numba.uint32, 2), array(numba.uint8)
_TESTS = _tuple(array(numba.int64, 2), array(numba.boolean))
_KINDS: dict[str, Any] = {
    "rows": _ROWS,
    "ints": _INTS,
    "written": numba.types.Array(numba.int64, 1, "C"),
    "points": _POINTS,
    "where": _WHERE,
    "traits": _TRAITS,
    "ground": _tuple(_WHERE, _TRAITS),
    "groups": _GROUPS,
    "bytes": array(numba.uint8),
    "starts": array(numba.uint32),
    "far starts": array(numba.int64),
    "texts": _tuple(array(numba.uint8), _INTS),
    "tests": _TESTS,
    "box": _tuple(*[numba.float64] * 4),
    "circle": _tuple(*[numba.float64] * 3),
    "wanted": _tuple(_ROWS, numba.boolean, _TESTS, _GROUPS, _tuple(array(numba.int64, 2), _ROWS)),
    "page": _tuple(numba.int64, numba.int64),
    "km": numba.float64,
    "int": numba.int64,
    "bool": numba.boolean,
}


def compiled(*kinds: str) -> Callable[[Function], Function]:
    """For arguments of these kinds. Without any, it is only called by others here."""
    return compiled_for(*(_KINDS[kind] for kind in kinds))
