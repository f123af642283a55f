"""Do a person's own words stand in a listing?"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

# From here on a word may hold one slip: a letter wrong, missing, too many, or two exchanged.
LONG_WORD = 5

# Thai and Lao, Burmese, Khmer, kana, Chinese characters: written without spaces between words.
_WITHOUT_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)


def count_without_spaces(word: str) -> int:
    """How many letters of a word are of scripts that have no spaces between words."""
    return len(_WITHOUT_SPACES.findall(word))


class WordFilter:
    """All of the asked words must stand in a text, in any order. Both come folded.

    The last word may be the beginning of a longer one, because people look at results while they
    still type. In scripts without spaces a word may stand anywhere in the text.
    """

    def __init__(self, asked: str) -> None:
        *whole, last = asked.split()
        self._asked = [_Asked(word) for word in dict.fromkeys(whole)]
        self._asked.append(_Asked(last, may_go_on=True))

    def holds(self, text: str) -> bool:
        return all(asked.stands_in(text) for asked in self._asked)


class _Asked:
    """One asked word. Remembers each word it was compared with, as texts share most of theirs."""

    def __init__(self, word: str, *, may_go_on: bool = False) -> None:
        self.word = word
        self.may_go_on = may_go_on
        self.has_spaces = not _WITHOUT_SPACES.search(word)
        # One digit more or less is another number, not a slip.
        self.may_slip = len(word) >= LONG_WORD and not word.isdecimal()
        self._known: dict[str, bool] = {}

    def stands_in(self, text: str) -> bool:
        if not self.has_spaces:
            return self.word in text
        return any(self._is(word) for word in _words_of(text))

    def _is(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._compare(word)
        return self._known[word]

    def _compare(self, word: str) -> bool:
        if word == self.word or (self.may_go_on and word.startswith(self.word)):
            return True
        return self.may_slip and OSA.distance(self.word, word, score_cutoff=1) <= 1


@lru_cache(maxsize=65_536)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())
