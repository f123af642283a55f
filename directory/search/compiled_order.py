"""Texts put in order, as machine code (see `compiled`): UTF-8 sorts as its code points do.

Texts are all their bytes, and where each begins, with the end of the last one.
"""

import numpy as np

from directory.search.compiled import Bytes, Ints, compiled

Texts = tuple[Bytes, Ints]


@compiled("texts", "int")
def first_bytes(texts: Texts, count: int) -> Ints:
    """The first so many bytes of each text as one number; what is beyond an end counts as zero."""
    blob, starts = texts
    numbers = np.zeros(len(starts) - 1, np.int64)
    for at in range(len(numbers)):
        for place in range(starts[at], starts[at] + count):
            numbers[at] = numbers[at] << 8 | (blob[place] if place < starts[at + 1] else 0)
    return numbers


@compiled()
def _compared(texts: Texts, one: int, other: int) -> np.int64:
    """Below zero where the one comes first, zero where they are the same."""
    blob, starts = texts
    start, other_start = starts[one], starts[other]
    length, other_length = starts[one + 1] - start, starts[other + 1] - other_start
    for at in range(min(length, other_length)):
        difference = np.int64(blob[start + at]) - np.int64(blob[other_start + at])
        if difference:
            return difference
    return np.int64(length - other_length)


@compiled()
def _merge(order: Ints, part: tuple[int, int, int], aside: Ints, by: tuple[Texts, Texts]) -> None:
    """Make one of two sorted parts, side by side from, up to and up to: the first goes aside."""
    left, middle, end = part
    aside[left:middle] = order[left:middle]
    to, one, other = left, left, middle
    while one < middle and other < end:
        difference = _compared(by[0], aside[one], order[other])
        if (difference or _compared(by[1], aside[one], order[other])) > 0:
            order[to] = order[other]
            other += 1
        else:
            order[to] = aside[one]
            one += 1
        to += 1
    order[to : to + middle - one] = aside[one:middle]


@compiled("written", "ints", "texts", "texts")
def sort_runs(order: Ints, runs: Ints, texts: Texts, others: Texts) -> None:
    """Sort each run of the order by the text of each number, then by another text; in place.

    runs: where each begins, and where the last one ends. Longer and longer parts are merged: of a
    run of a million each takes twenty times as long as of one of two, and no longer.
    """
    aside = np.empty(len(order), np.int64)
    for at in range(len(runs) - 1):
        begin, end = runs[at], runs[at + 1]
        width = 1
        while width < end - begin:
            for left in range(begin, end - width, 2 * width):
                part = left, left + width, min(left + 2 * width, end)
                _merge(order, part, aside, (texts, others))
            width *= 2


@compiled("ints", "texts")
def has_twins(order: Ints, texts: Texts) -> bool:
    """Whether two texts are the same, of which this is the order."""
    for at in range(len(order) - 1):  # noqa: SIM110  numba knows no generators
        if not _compared(texts, order[at], order[at + 1]):
            return True
    return False
