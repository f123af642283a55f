"""Words that are one slip away, found without comparing with every word.

Two words are at most one slip apart only if one of them, or one of them less a letter, is the other
or the other less a letter. So of each word all these forms stand in one sorted list of numbers (32
bits of a hash); what is found there is then compared in earnest. Very long words are few: they are
compared with those of their own length.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from directory.search.postings import Ints, different, smallest
from directory.search.texts import Texts
from directory.search.words import LONG_WORD, count_without_spaces

LONGEST_HASHED = 40
_BASE = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]


class Slips:
    """Answers from the arrays that `index_slips` made."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], vocabulary: Texts) -> None:
        self.vocabulary = vocabulary
        self.hashes, self.words = arrays["slips.hashes"], arrays["slips.words"]
        self.long_words, self.lengths = arrays["slips.long_words"], arrays["slips.lengths"]

    def find(self, word: str) -> list[int]:
        """The numbers of the words that are one slip away, or none."""
        return [
            number
            for number in self._candidates(word).tolist()
            if OSA.distance(word, self.vocabulary.text(number), score_cutoff=1) <= 1
        ]

    def _candidates(self, word: str) -> Ints:
        found = [np.empty(0, np.int64)]
        if len(word) <= LONGEST_HASHED + 1:
            forms = different(_short(_forms(_letters([word]))).ravel()).astype(np.uint32)
            starts = self.hashes.searchsorted(forms).tolist()
            ends = self.hashes.searchsorted(forms, "right").tolist()
            found += [self.words[a:b] for a, b in zip(starts, ends, strict=True) if a < b]
        if len(word) >= LONGEST_HASHED:
            start = self.lengths.searchsorted(len(word) - 1)
            end = self.lengths.searchsorted(len(word) + 1, "right")
            found.append(self.long_words[start:end])
        return different(np.concatenate(found))


def index_slips(vocabulary: list[str]) -> dict[str, npt.NDArray[Any]]:
    """The forms of all words that a slip may be about."""
    lengths = np.fromiter(map(len, vocabulary), np.int64, len(vocabulary))
    # No slip makes two such letters out of a word that has none.
    may_be = lengths >= LONG_WORD - 1
    may_be &= np.fromiter(
        (count_without_spaces(word) < 2 for word in vocabulary), bool, len(lengths)
    )
    pairs = list(_pairs(vocabulary, lengths, may_be)) or [np.empty(0, np.uint64)]
    both = np.sort(np.concatenate(pairs))
    long = np.flatnonzero(may_be & (lengths > LONGEST_HASHED))
    long = long[np.argsort(lengths[long], kind="stable")]
    return {
        "slips.hashes": (both >> np.uint64(32)).astype(np.uint32),
        "slips.words": smallest((both & np.uint64(0xFFFFFFFF)).astype(np.int64)),
        "slips.long_words": smallest(long),
        "slips.lengths": lengths[long],
    }


def _pairs(vocabulary: list[str], lengths: Ints, may_be: npt.NDArray[np.bool_]) -> Iterator[Hashes]:
    """Hashes of forms with the numbers of their words, for words of one length after another."""
    for length in range(LONG_WORD - 1, LONGEST_HASHED + 1):
        numbers = np.flatnonzero(may_be & (lengths == length))
        if len(numbers):
            forms = _short(_forms(_letters([vocabulary[number] for number in numbers.tolist()])))
            yield (forms << np.uint64(32) | numbers.astype(np.uint64)[:, None]).ravel()


def _letters(words: list[str]) -> Hashes:
    """(words, letters) of code points, for words of one length."""
    raw = "".join(words).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(raw, "<u4").reshape(len(words), -1).astype(np.uint64)


def _forms(letters: Hashes) -> Hashes:
    """(words, letters + 1): the hash of each word, and of it less one letter."""
    count, length = letters.shape
    before = np.zeros((count, length + 1), np.uint64)
    after = np.zeros((count, length + 1), np.uint64)
    power = np.cumprod(np.array([1, *[_BASE] * length], np.uint64))
    for at in range(length):
        before[:, at + 1] = before[:, at] * _BASE + letters[:, at]
    for at in reversed(range(length)):
        after[:, at] = letters[:, at] * power[length - 1 - at] + after[:, at + 1]
    less_one = before[:, :-1] * power[length - 1 :: -1] + after[:, 1:]
    return np.concatenate([before[:, -1:], less_one], axis=1)


def _short(hashes: Hashes) -> Hashes:
    return (hashes ^ hashes >> np.uint64(29)) * _BASE >> np.uint64(32)
