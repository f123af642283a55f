"""Drawing columns by chance, the same each time."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.search.facts import Listed, Value

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Draw:
    """A seeded generator that draws whole columns."""

    def __init__(self, seed: int, count: int) -> None:
        self.count = count
        self._bits = np.random.default_rng(seed)

    def chances(self) -> Floats:
        """A number from 0 up to 1 for each row."""
        return self._bits.random(self.count)

    def whole(self, below: int) -> Ints:
        """A whole number from 0 up to `below` for each row."""
        return (self.chances() * below).astype(np.int64)


def weighted(chances: Floats, shares: Sequence[float]) -> Ints:
    """The number of a share for each chance: a share twice as big comes twice as often."""
    ends = np.cumsum(shares)
    drawn: Ints = np.searchsorted(ends, chances * ends[-1], side="right").astype(np.int64)
    return drawn


def listed(values: Sequence[Value], numbers: npt.NDArray[Any]) -> Listed[Value]:
    """A column over its sorted values, each of them once, from one over values in any order."""
    ordered: list[Any] = sorted(set(values))
    place_of = {value: place for place, value in enumerate(ordered)}
    places = np.array([place_of[value] for value in values], np.int64)
    return Listed(ordered, places[numbers])


def listed_sets(
    draw: Draw, spoken: Sequence[tuple[str, ...]], country_of: Ints
) -> tuple[list[tuple[str, ...]], Ints]:
    """Sets of languages: the first of the country nearly always, others and English at times."""
    bits = (draw.chances() < 0.95) + 2 * (draw.chances() < 0.3) + 4 * (draw.chances() < 0.15)
    bits = bits + 8 * (draw.chances() < 0.2)
    sets = [
        tuple(sorted(_said(tongues, pattern))) for tongues, pattern in product(spoken, range(16))
    ]
    column = listed(sets, country_of * 16 + bits)
    return column.values, column.numbers


def _said(tongues: tuple[str, ...], pattern: int) -> set[str]:
    said = {tongue for bit, tongue in enumerate(tongues[:3]) if pattern & 1 << bit}
    return said | ({"en"} if pattern & 8 else set())
