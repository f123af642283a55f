"""Lists of rows gone through, as machine code (see `compiled`)."""

from typing import Any

import numpy as np
import numpy.typing as npt

from directory.search.compiled import (
    GROUPS,
    REACH,
    Bytes,
    Groups,
    Ints,
    Rows,
    Table,
    Tests,
    Traits,
    compiled,
)

Starts = npt.NDArray[np.integer[Any]]
_CACHE_LINE_BYTES = 64


@compiled()
def place_in(numbers: npt.NDArray[Any], number: int, start: int, end: int) -> int:
    """Where a number is, or would be, in the sorted numbers from one place to another."""
    while start < end:
        middle = (start + end) >> 1
        if numbers[middle] < number:
            start = middle + 1
        else:
            end = middle
    return start


@compiled()
def place_after(numbers: npt.NDArray[Any], number: int, start: int) -> int:
    """The same, at a place or soon after it: it looks near by first."""
    step, end = 1, start
    while end < len(numbers) and numbers[end] < number:
        start, end, step = end + 1, end + step, 2 * step
    return place_in(numbers, number, start, min(end, len(numbers)))


@compiled()
def keep(rows: Rows, count: int, tests: Tests, traits: Traits) -> int:
    """Move those of the first `count` rows that pass to the front, and say how many they are."""
    asked, tables = tests
    for at in range(len(asked)):  # one test after another: a short loop runs three times as fast
        trait, start, kept = traits[asked[at, 0]], np.uint64(asked[at, 1]), 0
        for place in range(count):
            row = rows[place]
            rows[kept] = row  # always written, and kept if it counts: no branch to be guessed
            kept += tables[start + np.uint64(trait[row])]  # no sign, so none is looked for
        count = kept
    return count


@compiled("rows", "groups", "traits")
def count_groups(rows: Rows, group_of: Groups, traits: Traits) -> Ints:
    """How many of some rows are in each group; `group_of` tells it by whom a row serves."""
    counts = np.zeros(GROUPS, np.int64)
    for row in rows:
        counts[group_of[traits[REACH, row]]] += 1
    return counts


@compiled("rows", "ints", "ints", "tests", "traits")
def sift(listed: Rows, starts: Ints, ends: Ints, tests: Tests, traits: Traits) -> Rows:
    """Those rows that pass, of lists that lie somewhere in one array."""
    rows, count = np.empty((ends - starts).sum(), np.uint32), 0
    for start, end in zip(starts, ends):  # noqa: B905  numba knows no strict
        rows[count : count + end - start] = listed[start:end]
        count += end - start
    return rows[: keep(rows, count, tests, traits)]


@compiled("rows", "tests", "traits")
def sift_all(rows: Rows, tests: Tests, traits: Traits) -> Rows:
    """Those rows that pass."""
    return sift(rows, np.array([0]), np.array([len(rows)]), tests, traits)


@compiled("rows", "int", "int", "traits")
def count_values(rows: Rows, trait: int, values: int, traits: Traits) -> Ints:
    """How many of some rows have each value of a trait."""
    counts = np.zeros(values, np.int64)
    for row in rows:
        counts[traits[trait, row]] += 1
    return counts


@compiled("rows", "rows")
def without(rows: Rows, others: Rows) -> Rows:
    """The rows but for some others, which are sorted."""
    kept, count = np.empty(len(rows), np.uint32), 0
    for row in rows:
        kept[count] = row
        at = place_in(others, row, 0, len(others))
        count += at == len(others) or others[at] != row
    return kept[:count]


@compiled()
def _mark(listed: Rows, starts: Ints, ends: Ints, row_count: int) -> Table:
    marked = np.zeros(row_count, np.bool_)
    for at in range(len(starts)):
        for place in range(starts[at], ends[at]):
            marked[listed[place]] = True
    return marked


@compiled("rows", "ints", "ints", "int")
def union(listed: Rows, starts: Ints, ends: Ints, row_count: int) -> Rows:
    """The rows of all lists, sorted, each once."""
    total = (ends - starts).sum()
    if total * 16 > row_count:
        return np.flatnonzero(_mark(listed, starts, ends, row_count)).astype(np.uint32)
    rows, count = np.empty(total, np.uint32), 0
    for at in range(len(starts)):
        rows[count : count + ends[at] - starts[at]] = listed[starts[at] : ends[at]]
        count += ends[at] - starts[at]
    rows.sort()
    count = 0
    for row in rows:
        if not count or rows[count - 1] != row:
            rows[count] = row
            count += 1
    return rows[:count]


@compiled("rows", "rows", "ints", "ints", "int")
def having(rows: Rows, listed: Rows, starts: Ints, ends: Ints, row_count: int) -> Rows:
    """Those of some sorted rows that are in any of the lists."""
    kept, count = np.empty(len(rows), np.uint32), 0
    is_long = (ends - starts).sum() < 8 * len(starts) * len(rows)
    marked = _mark(listed, starts, ends, row_count) if is_long else np.empty(0, np.bool_)
    for row in rows:
        kept[count] = row
        if is_long:
            count += marked[row]
            continue
        for at in range(len(starts)):
            place = place_in(listed, row, starts[at], ends[at])
            if place < ends[at] and listed[place] == row:
                count += 1
                break
    return kept[:count]


@compiled()
def _copied(pieces: Bytes, at: np.int64, blob: Bytes, start: np.int64, end: np.int64) -> np.int64:
    """Where the next piece begins. Without signs, for which each step would look: then many bytes
    go at once."""
    to, begin = np.uint64(at), np.uint64(start)
    for step in range(np.uint64(end - start)):
        pieces[to + step] = blob[begin + step]
    return at + end - start


@compiled("bytes", "ints", "ints")
def gathered(blob: Bytes, starts: Ints, ends: Ints) -> Bytes:
    """Pieces of a long text, one after another."""
    pieces, at = np.empty((ends - starts).sum(), np.uint8), np.int64(0)
    for start, end in zip(starts, ends):  # noqa: B905  numba knows no strict
        at = _copied(pieces, at, blob, start, end)
    return pieces


@compiled()
def _joined(blob: Bytes, starts: Starts, numbers: Ints) -> Bytes:
    size, touched = np.int64(max(0, len(numbers) - 1)), np.uint8(0)
    for number in numbers:
        start, end = np.int64(starts[number]), np.int64(starts[number + 1])
        size += end - start
        # The pieces lie far apart. Touched like this they come from memory all at once.
        for place in range(start, end, _CACHE_LINE_BYTES):
            touched |= blob[place]
    pieces, at = np.empty(size, np.uint8), np.int64(0)
    pieces[:1] = touched  # else it is seen that nobody needs it, and nothing is touched
    for number in numbers:
        if at:
            pieces[at] = ord(",")
            at += np.int64(1)
        at = _copied(pieces, at, blob, np.int64(starts[number]), np.int64(starts[number + 1]))
    return pieces


@compiled("bytes", "starts", "ints")
def joined(blob: Bytes, starts: Starts, numbers: Ints) -> Bytes:
    """Some pieces of a long text, none empty, with commas between them."""
    return _joined(blob, starts, numbers)


@compiled("bytes", "far starts", "ints")
def joined_far(blob: Bytes, starts: Starts, numbers: Ints) -> Bytes:
    """The same of a text longer than 4 GB."""
    return _joined(blob, starts, numbers)
