"""Loops that look at many rows run as machine code, which numba makes of plain Python.

It is made when the program is installed, or first imported, and kept in `__pycache__`, so no search
ever waits for a compiler. numba looks for changes in the file of a function, and not in others that
it calls; so what is kept goes by the content of all these files.

`traits` is (8, rows): what each row is, in the order of the names below. `tests` are what is asked
of them: for each test its trait, and where its table begins in one array; true is what passes.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

NEEDS, LANGUAGE, AGE, HOURS, FLAGS, REACH, COUNTRY, RANK = range(8)
TRAITS = 8
GROUPS = 8  # those of `reach`, and one for none


Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.uint32]
Groups = npt.NDArray[np.uint8]
Bytes = npt.NDArray[np.uint8]
Traits = npt.NDArray[np.uint32]
Points = npt.NDArray[np.float64]
Space = npt.NDArray[np.float32]
Table = npt.NDArray[np.bool_]
Tests = tuple[Ints, Table]
Box = tuple[float, float, float, float]  # south, west, north, east; west may exceed east
Where = tuple[Ints, Rows, Points, Space]  # cells, their first rows; of rows, degrees and space
Circle = tuple[float, float, float]  # latitude, longitude, radius in km
Function = TypeVar("Function", bound=Callable[..., Any])

_SOURCES = sorted(Path(__file__).parent.glob("compiled*.py"))
_DIGEST = sha256(b"".join(source.read_bytes() for source in _SOURCES)).hexdigest()[:16]
numba.config.CACHE_DIR = str(Path(__file__).parent / "__pycache__" / _DIGEST)  # type: ignore[attr-defined]  # set as numba starts


def _array(kind: Any, dimensions: int = 1) -> Any:
    return numba.types.Array(kind, dimensions, "C", readonly=True)


def _tuple(*kinds: Any) -> Any:
    return numba.types.BaseTuple.from_types(kinds)  # type: ignore[no-untyped-call]  # not all of numba is typed


_ROWS, _INTS, _POINTS = _array(numba.uint32), _array(numba.int64), _array(numba.float64, 2)
_KINDS: dict[str, Any] = {
    "rows": _ROWS,
    "ints": _INTS,
    "points": _POINTS,
    "where": _tuple(_INTS, _ROWS, _POINTS, _array(numba.float32, 2)),
    "traits": _array(numba.uint32, 2),
    "groups": _array(numba.uint8),
    "bytes": _array(numba.uint8),
    "tests": _tuple(_array(numba.int64, 2), _array(numba.boolean)),
    "box": _tuple(*[numba.float64] * 4),
    "circle": _tuple(*[numba.float64] * 3),
    "page": _tuple(numba.int64, numba.int64),
    "km": numba.float64,
    "int": numba.int64,
    "bool": numba.boolean,
}


def compiled(*kinds: str) -> Callable[[Function], Function]:
    """For arguments of these kinds. Without any, it is only called by others here."""
    signature = tuple(_KINDS[kind] for kind in kinds) or None
    machine_code: Any = numba.njit(signature, cache=True, nogil=True, error_model="numpy")
    return cast(Callable[[Function], Function], machine_code)
