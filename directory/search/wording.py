"""Which rows hold all of a person's own words."""

from directory.search.compiled import Ints, Rows
from directory.search.postings import NO_ROWS
from directory.search.vocabulary import Vocabulary

_AT_ONCE = 8  # so many words are looked up to begin with the rarest


class Wording:
    """Asked words looked up in the vocabulary, the rarest first; `words.WordFilter` for many rows.

    A thousand words cost no more than the first few that no row has together. `count` is the most
    rows that there can be.
    """

    def __init__(self, vocabulary: Vocabulary, asked: str) -> None:
        *whole, last = asked.split()
        words = [(last, True), *((word, False) for word in dict.fromkeys(whole))]
        self.vocabulary, self._later = vocabulary, words[_AT_ONCE:]
        self._first = sorted(
            (vocabulary.find(word, may_go_on=goes_on) for word, goes_on in words[:_AT_ONCE]),
            key=vocabulary.count_rows,
        )
        self.count = vocabulary.count_rows(self._first[0])

    def rows(self) -> Rows:
        """All rows that hold the words, sorted."""
        if not self.count:
            return NO_ROWS
        return self._choose(self.vocabulary.rows_with(self._first[0]), self._first[1:])

    def choose(self, rows: Rows) -> Rows:
        """Those of some rows that hold the words."""
        return self._choose(rows, self._first)

    def _choose(self, rows: Rows, first: list[Ints]) -> Rows:
        for numbers in first:
            rows = self.vocabulary.having(rows, numbers)
        for word, goes_on in self._later:
            if not len(rows):
                break
            rows = self.vocabulary.having(rows, self.vocabulary.find(word, may_go_on=goes_on))
        return rows
