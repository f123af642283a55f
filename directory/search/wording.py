"""Which rows hold all of a person's own words."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from directory.search.postings import NONE
from directory.search.vocabulary import Vocabulary

_AT_ONCE = 8  # so many words are looked up to begin with the rarest


def find_rows_with(vocabulary: Vocabulary, asked: str) -> npt.NDArray[np.int64]:
    """The rows that hold all the words, sorted: those that `words.WordFilter` holds.

    A thousand words cost no more than the first few that no row has together.
    """
    *whole, last = asked.split()
    words = [(last, True), *((word, False) for word in dict.fromkeys(whole))]
    first = [vocabulary.find(word, may_go_on=goes_on) for word, goes_on in words[:_AT_ONCE]]
    first.sort(key=vocabulary.count_rows)
    if not len(first[0]):
        return NONE
    rows = vocabulary.rows_with(first[0])
    for numbers in (*first[1:], *_later(vocabulary, words[_AT_ONCE:])):
        if not len(rows):
            break
        rows = rows[vocabulary.which_have(rows, numbers)]
    return rows


def _later(
    vocabulary: Vocabulary, words: list[tuple[str, bool]]
) -> Iterator[npt.NDArray[np.int64]]:
    for word, goes_on in words:
        yield vocabulary.find(word, may_go_on=goes_on)
