"""How long engines take, each search by each engine once, none of them favoured.

At each step every engine answers one search, in an order that is shuffled anew, and no two engines
have the same search at the same step: none runs on rows that another has just made warm. Before
that each answers other searches, which are not counted.
"""

import gc
import random
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter_ns

import numpy as np
import numpy.typing as npt

from directory.bench.peers.answer import Answer
from directory.search.query import Query

Ask = Callable[[Query], Answer]
Times = npt.NDArray[np.float64]  # microseconds, by the number of the search


def interleave(
    asks: Mapping[str, Ask], searches: Sequence[Query], warming: Sequence[Query], seed: int = 1
) -> tuple[dict[str, Times], dict[str, list[Answer]]]:
    """By engine: microseconds, and the answers."""
    for ask in asks.values():
        for query in warming:
            ask(query)
    times = {name: np.zeros(len(searches)) for name in asks}
    answers: dict[str, dict[int, Answer]] = {name: {} for name in asks}
    gc.collect()
    gc.freeze()
    for name, number in turns(list(asks), len(searches), seed):
        before = perf_counter_ns()
        answer = asks[name](searches[number])
        times[name][number] = (perf_counter_ns() - before) / 1000
        answers[name][number] = answer
    gc.unfreeze()
    ordered = {
        name: [by[number] for number in range(len(searches))] for name, by in answers.items()
    }
    return times, ordered


def turns(names: Sequence[str], count: int, seed: int) -> list[tuple[str, int]]:
    """Who answers which search, one after another."""
    shuffle = random.Random(seed).shuffle  # noqa: S311  # an order, not a secret
    apart = max(1, count // len(names))
    order = list(names)
    listed = []
    for step in range(count):
        shuffle(order)
        listed += [(name, (step + names.index(name) * apart) % count) for name in order]
    return listed


def percentile(times: Times, share: float) -> float:
    return float(np.percentile(times, share))
