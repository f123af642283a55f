"""The made world as the tables that other engines are filled with."""

from collections.abc import Iterator

import numpy as np

from directory.search.facts import Facts
from directory.search.rows import WORLD

_AT_ONCE = 10_000


def services_table(facts: Facts) -> Iterator[tuple[int, str, int, str, str]]:
    """Number, id, day of the confirmation, name, answer."""
    newer = facts.newer.tolist()
    for number in range(len(facts)):
        answer = facts.answers.text(number)
        yield number, facts.ids.text(number), newer[number], facts.names.text(number), answer


def needs_table(facts: Facts, *, worldwide: bool = False) -> Iterator[tuple[int, int]]:
    """(need, row), sorted: of every row, or of those without a place that serve the whole world."""
    serves = [WORLD in areas and not private for private, areas in facts.reaches.values]
    kept = np.array(serves, bool)[facts.reaches.numbers] | (not worldwide)
    pairs = []
    for number, codes in enumerate(facts.needs.values):
        rows = np.flatnonzero((facts.needs.numbers == number) & kept)
        pairs += [np.stack((np.full(len(rows), int(code)), rows), axis=1) for code in codes]
    every = np.concatenate(pairs)
    yield from map(tuple, every[np.lexsort((every[:, 1], every[:, 0]))].tolist())


def needs_of(facts: Facts) -> Iterator[list[int]]:
    """The needs of each row."""
    sets = [[int(code) for code in codes] for codes in facts.needs.values]
    return (sets[number] for number in facts.needs.numbers.tolist())


def words_table(facts: Facts) -> Iterator[tuple[int, str]]:
    values, starts = facts.words.values, facts.word_starts.tolist()
    for first in range(0, len(facts), _AT_ONCE):
        last = min(len(facts), first + _AT_ONCE)
        words = facts.words.numbers[starts[first] : starts[last]].tolist()
        for number in range(first, last):
            told = words[starts[number] - starts[first] : starts[number + 1] - starts[first]]
            yield number, " ".join(values[word] for word in told)
