"""Many short texts in two arrays: all their bytes, and where each begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Bytes = npt.NDArray[np.uint8]

_CHUNK = 65_536
_SHORT = 64  # bytes; what is shorter on average is gathered letter by letter, and sooner


@dataclass(frozen=True, slots=True)
class Texts:
    """`starts` has one entry more than there are texts. UTF-8 sorts as its code points do."""

    blob: Bytes
    starts: npt.NDArray[np.uint64]
    # The same memory: Python reads single numbers out of a view several times sooner.
    _bytes: memoryview = field(init=False, repr=False, compare=False)
    _starts: memoryview = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bytes", self.blob.data)
        object.__setattr__(self, "_starts", self.starts.data)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def raw(self, number: int) -> bytes:
        return self._bytes[self._starts[number] : self._starts[number + 1]].tobytes()

    def many(self, numbers: Iterable[int]) -> list[bytes]:
        """The texts of some numbers."""
        data, starts = self._bytes, self._starts
        return [data[starts[number] : starts[number + 1]].tobytes() for number in numbers]

    def text(self, number: int) -> str:
        return decode(self.raw(number))

    def in_order(self, order: Ints) -> Iterator[bytes]:
        """The bytes of these texts, one after another, in large pieces."""
        is_short = len(self.blob) < _SHORT * len(self)
        for first in range(0, len(order), _CHUNK):
            some = order[first : first + _CHUNK]
            starts, ends = self.starts[some].astype(np.int64), self.starts[some + 1]
            yield (_gather if is_short else _join)(self.blob, starts, ends.astype(np.int64))


def _gather(blob: Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> bytes:
    lengths = ends - starts
    shifts = starts - (np.cumsum(lengths) - lengths)
    gathered: bytes = blob[np.repeat(shifts, lengths) + np.arange(lengths.sum())].tobytes()
    return gathered


def _join(blob: Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> bytes:
    return b"".join(map(blob.data.__getitem__, map(slice, starts.tolist(), ends.tolist())))


def encode(text: str) -> bytes:
    # A lone surrogate is no text, but one record must not break the search for all.
    return text.encode("utf-8", "surrogatepass")


def decode(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def starts_of(lengths: Ints) -> npt.NDArray[np.uint64]:
    starts = np.zeros(len(lengths) + 1, np.uint64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def pack(texts: Iterable[bytes]) -> Texts:
    listed = list(texts)
    lengths = np.fromiter(map(len, listed), np.uint64, len(listed))
    return Texts(np.frombuffer(b"".join(listed), np.uint8), starts_of(lengths))


def rank_texts(ranks: npt.NDArray[np.int64], texts: Texts) -> npt.NDArray[np.int64]:
    """Ranks (each the number of those before it) that go by a text where they were equal.

    Equal pairs keep equal ranks. It goes by eight bytes at a time, and only where there is still a
    tie: a million names take a second.
    """
    lengths = np.diff(texts.starts).astype(np.int64)
    padded = np.concatenate([texts.blob, np.zeros(8, np.uint8)])
    tied, at = _tied(ranks), 0
    while len(tied) and at < lengths[tied].max():
        ranks = _refined(ranks, tied, _eight_bytes(padded, texts, tied, at))
        tied, at = tied[_is_tied(ranks, tied)], at + 8
    # What is left differs only in zero bytes at the end, if at all: the shorter is first.
    return _refined(ranks, tied, lengths[tied].astype(np.uint64)) if len(tied) else ranks


def rank_numbers(values: Ints) -> npt.NDArray[np.int64]:
    """For each number how many are less; none is negative, and the greatest not too great."""
    counts = np.bincount(values, minlength=1)
    ranks: npt.NDArray[np.int64] = (np.cumsum(counts) - counts)[values]
    return ranks


def _is_tied(ranks: npt.NDArray[np.int64], rows: Ints) -> npt.NDArray[np.bool_]:
    counts = np.bincount(ranks, minlength=len(ranks))
    is_tied: npt.NDArray[np.bool_] = counts[ranks[rows]] > 1
    return is_tied


def _tied(ranks: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    return np.flatnonzero(_is_tied(ranks, np.arange(len(ranks))))


def _eight_bytes(padded: Bytes, texts: Texts, rows: Ints, at: int) -> npt.NDArray[np.uint64]:
    """The bytes `at` to `at + 8` of each text as one number that sorts like them."""
    starts = texts.starts[rows].astype(np.int64) + at
    left = np.clip(texts.starts[rows + 1].astype(np.int64) - starts, 0, 8)
    value = np.zeros(len(rows), np.uint64)
    for place in range(8):
        byte = padded[np.minimum(starts + place, len(padded) - 1)].astype(np.uint64)
        value = (value << np.uint64(8)) | np.where(place < left, byte, np.uint64(0))
    return value


def _refined(
    ranks: npt.NDArray[np.int64], rows: Ints, values: npt.NDArray[np.uint64]
) -> npt.NDArray[np.int64]:
    order = np.lexsort((values, ranks[rows]))
    sorted_ranks, sorted_values = ranks[rows][order], values[order]
    is_new_rank = np.r_[True, sorted_ranks[1:] != sorted_ranks[:-1]]
    is_new = is_new_rank | np.r_[True, sorted_values[1:] != sorted_values[:-1]]
    places = np.arange(len(rows))
    # A group of equals fills the ranks from its own on: each new value takes the next free one.
    within = np.maximum.accumulate(np.where(is_new, places, 0))
    within -= np.maximum.accumulate(np.where(is_new_rank, places, 0))
    refined = ranks.copy()
    refined[rows[order]] = sorted_ranks + within
    return refined
