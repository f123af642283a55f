"""Which service and which organization a row belongs to, and the rows of each."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from directory.search.facts import Owned
from directory.search.postings import Ints, post, smallest
from directory.search.texts import Texts, encode

Kind = Literal["services", "organizations"]
KINDS: tuple[Kind, ...] = ("services", "organizations")


class Owners:
    """All services, or organizations, of one snapshot. `of_row` has the number of each row's."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], kind: Kind) -> None:
        self.ids = Texts(arrays[f"{kind}.blob"], arrays[f"{kind}.starts"])
        self.of_row = arrays[f"{kind}.of_row"]
        self._starts, self._rows = arrays[f"{kind}.row_starts"], arrays[f"{kind}.rows"]

    def __len__(self) -> int:
        return len(self.ids)

    def number_of(self, id: str) -> int | None:  # noqa: A002  the record's own word
        raw = encode(id)
        at = bisect_left(range(len(self)), raw, key=self.ids.raw)
        return at if at < len(self) and self.ids.raw(at) == raw else None

    def rows_of(self, id: str) -> list[int]:  # noqa: A002  the record's own word
        """The rows of an owner; none where there is no such owner."""
        at = self.number_of(id)
        if at is None:
            return []
        start, end = self._starts[at : at + 2].tolist()
        rows: list[int] = self._rows[start:end].tolist()
        return rows

    def among(self, rows: Ints) -> npt.NDArray[np.int64]:
        """The numbers of all whose rows are among these, each once."""
        is_among = np.zeros(len(self), bool)
        is_among[self.of_row[rows]] = True
        return np.flatnonzero(is_among)


def index_owners(kind: Kind, owned: Owned, order: Ints) -> dict[str, npt.NDArray[Any]]:
    """The arrays of Owners; `order` says which of the facts stands in each row."""
    numbers = owned.numbers[order]
    posted = post(numbers, np.arange(len(numbers)))
    return {
        f"{kind}.blob": owned.ids.blob,
        f"{kind}.starts": smallest(owned.ids.starts),
        f"{kind}.of_row": smallest(numbers),
        f"{kind}.row_starts": posted.starts,
        f"{kind}.rows": posted.rows,
    }
