"""Loops that look at many numbers run as machine code, which numba makes of plain Python.

It is made when the program is installed, or first imported, and kept in `__pycache__`, so no search
ever waits for a compiler. numba looks for changes in the file of a function, and not in others that
it calls; so what is kept goes by the content of all files whose name begins with "compiled".
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

_HERE = Path(__file__).parent
_SOURCES = sorted(_HERE.glob("*/compiled*.py"))
_DIGEST = sha256(b"".join(source.read_bytes() for source in _SOURCES)).hexdigest()[:16]
numba.config.CACHE_DIR = str(_HERE / "__pycache__" / _DIGEST)  # type: ignore[attr-defined]  # set as numba starts


def array(kind: Any, dimensions: int = 1) -> Any:
    """The type of an array that is only read."""
    return numba.types.Array(kind, dimensions, "C", readonly=True)


def entry(function: Function) -> Function:
    """The machine code of a function, to be called from Python with just the types it is made for.

    Without it numba looks at the type of each argument first: of twelve arrays that takes 2.5 µs.
    """
    dispatcher: Any = function
    (made,) = dispatcher.overloads.values()
    return cast(Function, made.entry_point)


def compiled_for(*types: Any) -> Callable[[Function], Function]:
    """Made at once for arguments of numba's types. Without any: when others here call it."""
    machine_code: Any = numba.njit(types or None, cache=True, nogil=True, error_model="numpy")
    return cast(Callable[[Function], Function], machine_code)
