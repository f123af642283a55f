"""How people say each need in one language, and which of it a text says."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.finder.needs import read_rows
from directory.finder.vocabulary import Vocabulary, Word
from directory.languages.folding import fold

# Rows of alike/<language>.csv that are not meanings.
NOTHING, PREFIXES, SUFFIXES, ALONE = "(nothing)", "(prefixes)", "(suffixes)", "(alone)"
LIGHTEST, HEAVIEST = 1.0, 4.0
# A phrase of three meanings or fewer must be there whole; a longer one in large part, by weight.
SHORT, WHOLE, ENOUGH = 3, 0.999, 0.75


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying a need; `meanings` are its words that matter, each once.

    `literal`: the words of a phrase that is looked for as it is written, because only one of
    them matters and that one alone could mean anything.
    """

    code: str
    text: str
    is_urgent: bool
    meanings: tuple[str, ...]
    literal: tuple[str, ...] = ()

    @property
    def enough(self) -> float:
        """The share of its weight that must be said."""
        return WHOLE if self.is_urgent or len(self.meanings) <= SHORT else ENOUGH


class Lexicon:
    """The phrases of one language. `said` is (code, phrase, is it danger right now)."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        said: Iterable[tuple[str, str, bool]],
        alone: Iterable[str] = (),
    ) -> None:
        self._vocabulary = vocabulary
        self._alone = frozenset(alone)
        self.phrases = tuple(self._phrase(*each) for each in said)
        self._weights = self._weigh()
        self._wholes = [self._weight(phrase) for phrase in self.phrases]
        self._keys = [self._most_telling(phrase) for phrase in self.phrases]
        self._by_meaning: dict[str, list[int]] = defaultdict(list)
        self._by_first_word: dict[str, list[tuple[int, Sequence[str]]]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            if phrase.literal:
                first, *rest = phrase.literal
                self._by_first_word[first].append((number, rest))
            else:
                for meaning in phrase.meanings:
                    self._by_meaning[meaning].append(number)

    def read(self, written: Sequence[str]) -> list[Word]:
        return self._vocabulary.read(written)

    def find_said(self, meanings: Iterable[str]) -> Iterator[tuple[int, float]]:
        """The numbers of the phrases that these meanings amount to, each with how well."""
        said = frozenset(meanings)
        totals: dict[int, float] = defaultdict(float)
        for meaning in said:
            for number in self._by_meaning.get(meaning, ()):
                totals[number] += self._weights[meaning]
        for number, total in totals.items():
            share = total / self._wholes[number]
            # The most telling word may never be the one that is missing.
            if share >= self.phrases[number].enough and self._keys[number] in said:
                yield number, total * share

    def find_written(self, words: Sequence[Word]) -> Iterator[tuple[int, float, range]]:
        """The numbers of the literal phrases that stand here, and between which words."""
        for start, word in enumerate(words):
            for form in word.forms:
                for number, rest in self._by_first_word.get(form, ()):
                    following = words[start + 1 : start + 1 + len(rest)]
                    if len(following) == len(rest) and all(
                        part in other.forms for part, other in zip(rest, following, strict=True)
                    ):
                        yield number, self._wholes[number], range(start, start + 1 + len(rest))

    def _phrase(self, code: str, text: str, is_urgent: bool) -> Phrase:
        meanings: dict[str, None] = {}
        words = self._vocabulary.read(fold(text).split(), mend=False)
        for word in words:
            if not word.meanings and not word.is_nothing:
                self._vocabulary.learn(word.forms[0], (word.forms[0],))
                meanings[word.forms[0]] = None
            meanings.update(dict.fromkeys(word.meanings[:1]))
        is_literal = len(meanings) < 2 and not self._alone.issuperset(meanings or [""])
        literal = tuple(word.forms[0] for word in words) if is_literal else ()
        return Phrase(code, text, is_urgent, tuple(meanings), literal)

    def _weigh(self) -> dict[str, float]:
        """The rarer a meaning among the phrases, the more it tells (inverse frequency)."""
        seen = Counter(meaning for phrase in self.phrases for meaning in phrase.meanings)
        total = len(self.phrases) / 4
        scale = HEAVIEST / math.log1p(total)
        return {
            meaning: max(LIGHTEST, scale * math.log1p(total / count))
            for meaning, count in seen.items()
        }

    def _most_telling(self, phrase: Phrase) -> str:
        return max(phrase.meanings, key=lambda meaning: self._weights[meaning], default="")

    def _weight(self, phrase: Phrase) -> float:
        """What the whole phrase tells; several words in a row tell more than one alone."""
        in_a_row = max(0, len(phrase.literal) - 1)
        return sum(self._weights[meaning] for meaning in phrase.meanings) + in_a_row * LIGHTEST


def load_lexicon(folder: Path, language: str) -> Lexicon:
    """Read alike/<language>.csv and phrases/<language>.csv, or raise BrokenData."""
    alike = {
        row["meaning"]: row["words"].split(";")
        for _, row in read_rows(folder / "alike" / f"{language}.csv", ("meaning", "words"))
    }
    nothing, prefixes, suffixes, alone = (
        alike.pop(row, []) for row in (NOTHING, PREFIXES, SUFFIXES, ALONE)
    )
    path = folder / "phrases" / f"{language}.csv"
    said = [
        (row["code"], row["phrase"], row["urgent"] == "yes")
        for _, row in read_rows(path, ("code", "phrase", "urgent"))
    ]
    return Lexicon(Vocabulary(alike, nothing, prefixes, suffixes), said, alone)
