"""Many short texts in two arrays: all their bytes, and where each begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.machine_code import entry
from directory.search.compiled_rows import gathered, joined, joined_far, numbers_of

Ints = npt.NDArray[np.integer[Any]]
Bytes = npt.NDArray[np.uint8]

_CHUNK = 4096
_joined, _joined_far = entry(joined), entry(joined_far)


@dataclass(frozen=True, slots=True)
class Texts:
    """`starts` has one entry more than there are texts. UTF-8 sorts as its code points do."""

    blob: Bytes
    starts: Ints  # 32 bits, or signed 64 of a text that is longer than 4 GB
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

    def joined(self, numbers: npt.NDArray[np.int64]) -> memoryview:
        """The texts of some numbers, none empty, with commas between them."""
        join = _joined if self.starts.dtype == np.uint32 else _joined_far
        return join(self.blob, self.starts, numbers).data

    def text(self, number: int) -> str:
        return decode(self.raw(number))

    def in_order(self, order: Ints) -> Iterator[memoryview]:
        """The bytes of these texts, one after another, in large pieces."""
        for first in range(0, len(order), _CHUNK):
            some = order[first : first + _CHUNK]
            starts, ends = self.starts[some].astype(np.int64), self.starts[some + 1]
            yield gathered(self.blob, starts, ends.astype(np.int64)).data


def encode(text: str) -> bytes:
    # A lone surrogate is no text, but one record must not break the search for all.
    return text.encode("utf-8", "surrogatepass")


def decode(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def starts_of(lengths: Ints) -> Ints:
    ends = np.cumsum(lengths, dtype=np.int64)
    is_short = not len(ends) or ends[-1] < 1 << 32
    return np.concatenate([[0], ends]).astype(np.uint32 if is_short else np.int64)


def pack(texts: Iterable[bytes]) -> Texts:
    listed = list(texts)
    lengths = np.fromiter(map(len, listed), np.uint64, len(listed))
    return Texts(np.frombuffer(b"".join(listed), np.uint8), starts_of(lengths))


def rank_texts(ranks: npt.NDArray[np.int64], texts: Texts) -> npt.NDArray[np.int64]:
    """Ranks (each the number of those before it) that go by a text where they were equal.

    Equal pairs keep equal ranks. It goes by as many bytes at a time as fit beside a rank in 64
    bits, and only where there is still a tie: a million names take half a second.
    """
    starts, ends = texts.starts[:-1].astype(np.int64), texts.starts[1:].astype(np.int64)
    lengths = ends - starts
    tied, at, step = _tied(ranks), 0, (63 - len(texts).bit_length()) // 8
    while len(tied):
        values = numbers_of(texts.blob, starts[tied] + at, ends[tied], step)
        ranks, at = _refined(ranks, tied, values, 8 * step), at + step
        tied = tied[_is_tied(ranks, tied)]
        # Of equal texts that have come to their ends nothing more is to be learned.
        goes_on = np.zeros(len(ranks), bool)
        goes_on[ranks[tied[lengths[tied] > at]]] = True
        tied = tied[goes_on[ranks[tied]]]
    # What is left differs only in zero bytes at the end, if at all: the shorter is first.
    tied = _tied(ranks)
    return _refined(ranks, tied, lengths[tied], 8 * step) if len(tied) else ranks


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


def _refined(
    ranks: npt.NDArray[np.int64], rows: Ints, values: npt.NDArray[np.int64], bits: int
) -> npt.NDArray[np.int64]:
    both = ranks[rows] << bits | values
    order = np.argsort(both)
    both = both[order]
    is_new = np.r_[True, both[1:] != both[:-1]]
    both >>= bits
    is_new_rank = np.r_[True, both[1:] != both[:-1]]
    places = np.arange(len(rows))
    # A group of equals fills the ranks from its own on: each new value takes the next free one.
    within = np.maximum.accumulate(np.where(is_new, places, 0))
    within -= np.maximum.accumulate(np.where(is_new_rank, places, 0))
    refined = ranks.copy()
    refined[rows[order]] = both + within
    return refined
