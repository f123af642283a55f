"""Lists of row numbers by key, all in one array: which rows have a need, or a word?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Rows = npt.NDArray[np.uint32]
Span = npt.NDArray[np.int64]
NONE = np.empty(0, np.int64)
NO_ROWS = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of the key `keys[k]` (sorted) are `rows[starts[k]:starts[k + 1]]`.

    Asked for a number of another type than it holds, numpy's searchsorted copies the whole array
    first; so keys are always int64 and rows uint32.
    """

    keys: npt.NDArray[np.int64]
    starts: Rows
    rows: Rows

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> "Postings":
        return cls(*(arrays[f"{name}.{part}"] for part in ("keys", "starts", "rows")))

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        return {f"{name}.keys": self.keys, f"{name}.starts": self.starts, f"{name}.rows": self.rows}

    def get(self, key: int) -> Rows:
        at = int(self.keys.searchsorted(key))
        if at == len(self.keys) or self.keys[at] != key:
            return NO_ROWS
        return self.rows[self.starts[at] : self.starts[at + 1]]

    def spans(self, keys: npt.NDArray[np.int64]) -> tuple[Span, Span]:
        """Where in `rows` the lists of these keys begin, and where they end."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        at = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        ends = at + (self.keys[at] == keys)
        return self.starts[at].astype(np.int64), self.starts[ends].astype(np.int64)


def post(keys: Ints, values: Ints) -> Postings:
    """Lists by key, each in the order of its (different, not negative) values."""
    return _posted(*_sorted(keys, values))


def post_ranked(keys: Ints, ranks: Ints, row_at: Ints) -> Postings:
    """Lists by key, each in the order of the ranks; `row_at` says which row has a rank."""
    keys, ranks = _sorted(keys, ranks)
    return _posted(keys, row_at[ranks])


def _sorted(keys: Ints, values: Ints) -> tuple[Ints, Ints]:
    # Two numbers in one sort many times faster than pairs.
    bits = int(values.max(initial=0)).bit_length()
    both = keys.astype(np.int64)
    both <<= bits
    both |= values
    both.sort()
    return both >> bits, both & ((1 << bits) - 1)


def _posted(keys: Ints, rows: Ints) -> Postings:
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else NONE
    ends = np.r_[starts, len(keys)]
    return Postings(keys[starts].astype(np.int64), ends.astype(np.uint32), rows.astype(np.uint32))


def smallest(values: Ints) -> Ints:
    """The same numbers, none negative, in as few bytes as they need."""
    top = int(values.max(initial=0))
    for kind in (np.uint8, np.uint16, np.uint32):
        if top <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.int64)


Integer = TypeVar("Integer", bound=np.integer[Any])


def different(values: npt.NDArray[Integer]) -> npt.NDArray[Integer]:
    """The different values, sorted. numpy's unique hashes first, and takes longer."""
    ordered = np.sort(values)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def joined(lists: list[Ints]) -> npt.NDArray[np.int64]:
    """The lists one after another, ready to be used as an index."""
    if not lists:
        return NONE
    return (np.concatenate(lists) if len(lists) > 1 else lists[0]).astype(np.int64)
