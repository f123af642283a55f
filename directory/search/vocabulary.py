"""All words of all listings, sorted; and for each the rows that have it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from directory.search.compiled import Rows
from directory.search.compiled_rows import having, union
from directory.search.facts import Facts
from directory.search.postings import Ints, Postings, Span, post, smallest
from directory.search.slips import Slips, index_slips
from directory.search.texts import Texts, encode, pack
from directory.search.words import LONG_WORD, count_without_spaces

_LATER = b"\xff"  # no UTF-8 has this byte, so it sorts after whatever a word may go on with

Mask = npt.NDArray[np.bool_]


class Vocabulary:
    """Which rows hold the asked words, by the rules of `words.WordFilter`."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], row_count: int) -> None:
        self.row_count = row_count
        self.texts = Texts(arrays["words.blob"], arrays["words.starts"])
        self.starts, self.rows = arrays["words.row_starts"], arrays["words.rows"]
        self.grams = Postings.of(arrays, "grams")
        self.slips = Slips(arrays, self.texts)

    def find(self, word: str, *, may_go_on: bool) -> npt.NDArray[np.int64]:
        """The numbers of the words that an asked word means."""
        if count_without_spaces(word):
            return self._find_within(word)
        raw = encode(word)
        start = bisect_left(range(len(self.texts)), raw, key=self.texts.raw)
        if may_go_on:
            end = bisect_left(range(len(self.texts)), raw + _LATER, lo=start, key=self.texts.raw)
        else:
            end = start + (start < len(self.texts) and self.texts.raw(start) == raw)
        found = np.arange(start, end)
        # One digit more or less is another number, not a slip.
        if len(word) < LONG_WORD or word.isdecimal():
            return found
        slips = np.array(self.slips.find(word), np.int64)
        return np.concatenate([found, slips[(slips < start) | (slips >= end)]])

    def _find_within(self, word: str) -> npt.NDArray[np.int64]:
        lists = sorted(map(self.grams.get, set(_grams(word))), key=len)
        found = lists[0].astype(np.int64)
        for other in lists[1:]:
            found = found[are_among(found, other)]
        if len(word) <= 2:
            return found
        raw = encode(word)
        is_within = (raw in self.texts.raw(number) for number in found.tolist())
        verified: npt.NDArray[np.int64] = found[np.fromiter(is_within, bool, len(found))]
        return verified

    def count_rows(self, words: Ints) -> int:
        """How many rows have these words, at most."""
        return int((self.starts[words + 1].astype(np.int64) - self.starts[words]).sum())

    def rows_with(self, words: Ints) -> Rows:
        """The rows that have any of the words, sorted."""
        starts, ends = self._spans(words)
        if len(words) == 1:
            return self.rows[starts[0] : ends[0]]
        return union(self.rows, starts, ends, self.row_count)

    def having(self, rows: Rows, words: Ints) -> Rows:
        """Those of some rows that have any of the words."""
        return having(rows, self.rows, *self._spans(words), self.row_count)

    def _spans(self, words: Ints) -> tuple[Span, Span]:
        """Where the lists of words begin and end."""
        return self.starts[words].astype(np.int64), self.starts[words + 1].astype(np.int64)


def are_among(some: Ints, listed: Ints) -> Mask:
    """Which of some numbers stand in a sorted list."""
    if not len(listed):
        return np.zeros(len(some), bool)
    at = listed.searchsorted(some.astype(listed.dtype))  # of its own type: see Postings
    at[at == len(listed)] = 0
    among: Mask = listed[at] == some
    return among


def index_words(facts: Facts, row_of: Ints) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a Vocabulary; `row_of` says where each row of the facts has come to stand."""
    vocabulary = facts.words.values
    texts = pack(map(encode, vocabulary))
    rows = np.repeat(row_of, np.diff(facts.word_starts).astype(np.int64))
    posted = post(facts.words.numbers, rows)
    starts = np.zeros(len(vocabulary) + 1, np.int64)
    starts[posted.keys.astype(np.int64) + 1] = np.diff(posted.starts.astype(np.int64))
    return {
        "words.blob": texts.blob,
        "words.starts": smallest(texts.starts),
        "words.row_starts": smallest(np.cumsum(starts)),
        "words.rows": posted.rows,
        **_index_grams(vocabulary).arrays("grams"),
        **index_slips(vocabulary),
    }


def _index_grams(vocabulary: list[str]) -> Postings:
    found = [
        (gram, number)
        for number, word in enumerate(vocabulary)
        if count_without_spaces(word)
        for gram in {*_grams(word), *map(ord, word)}
    ]
    grams, numbers = np.array(found, np.int64).reshape(-1, 2).T
    keys, places = np.unique(grams, return_inverse=True)
    posted = post(places, numbers)
    return replace(posted, keys=keys)


def _grams(word: str) -> Iterator[int]:
    """Each two letters that follow one another as one number; of one letter the letter itself."""
    if len(word) == 1:
        yield ord(word)
    for one, other in pairwise(word):
        # Code points have 21 bits; the bit on top tells a pair from a letter by itself.
        yield 1 << 42 | ord(one) << 21 | ord(other)
