"""Many short texts in two arrays: all their bytes, and where each begins."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.machine_code import entry
from directory.search.compiled_order import first_bytes, has_twins, sort_runs
from directory.search.compiled_rows import gathered, joined, joined_far

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
    _join: Callable[[Bytes, Ints, Ints], Bytes] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bytes", self.blob.data)
        object.__setattr__(self, "_starts", self.starts.data)
        is_short = self.starts.dtype == np.uint32
        object.__setattr__(self, "_join", _joined if is_short else _joined_far)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def raw(self, number: int) -> bytes:
        return self._bytes[self._starts[number] : self._starts[number + 1]].tobytes()

    def joined(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> memoryview:
        """The texts of some numbers, none empty, with commas between them."""
        if not isinstance(numbers, np.ndarray):
            numbers = np.array(numbers, np.int64)
        return self._join(self.blob, self.starts, numbers).data

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


def order_of(values: npt.NDArray[np.int64], texts: Texts, others: Texts) -> npt.NDArray[np.int64]:
    """The numbers of the texts, sorted by a value of each (none negative), then by the text, then
    by another text.

    First by as many bytes as fit beside a value in 64 bits, which leaves few that are tied.
    """
    count = (63 - int(values.max(initial=0)).bit_length()) // 8
    keys = values << 8 * count | first_bytes(_compiled(texts), count)
    order = np.argsort(keys)
    keys = keys[order]
    runs = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1], True])
    halves = runs[: len(runs) // 2 + 1], runs[len(runs) // 2 :]

    def sort(some: npt.NDArray[np.int64]) -> None:
        sort_runs(order, some, _compiled(texts), _compiled(others))

    with ThreadPoolExecutor(len(halves)) as two:
        list(two.map(sort, halves))  # so that what goes wrong is heard of
    return order


def are_different(order: npt.NDArray[np.int64], texts: Texts) -> bool:
    """Whether no two texts are the same, of which this is the order."""
    return not has_twins(order, _compiled(texts))


def _compiled(texts: Texts) -> tuple[Bytes, npt.NDArray[np.int64]]:
    return texts.blob, texts.starts.astype(np.int64)
