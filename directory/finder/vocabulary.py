"""The words of one language: which mean the same to us, which say nothing, how they bend."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from directory.languages.folding import fold

SHORTEST_STEM = 3
LONGEST_EXPRESSION = 3
SHORTEST_MISSPELT = 5
# Looking for misspelt words is the slow part: a page of gibberish must not keep a worker busy.
MOST_MISSPELT = 40

# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_RUNS = re.compile(f"([{_UNSPACED}]+)|[^{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `at`: which of the written words it stands for (a pair is two).

    `meanings` go from narrow to wide, and are empty for a word that says nothing to us.
    """

    forms: tuple[str, ...]
    meanings: tuple[str, ...]
    is_nothing: bool
    at: tuple[int, ...] = ()


class Vocabulary:
    """Reads words. Keeps nothing of what it reads: what people write is never stored."""

    def __init__(
        self,
        meanings: Mapping[str, Iterable[str]],
        nothing: Iterable[str] = (),
        prefixes: Sequence[str] = (),
        suffixes: Sequence[str] = (),
    ) -> None:
        self._prefixes, self._suffixes = _folded(prefixes), _folded(suffixes)
        self._nothing = frozenset(_folded(nothing))
        self._known: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._misspellable: list[str] = []
        for meaning, words in meanings.items():
            for word in _folded(words):
                self.learn(word, _with_wider(meaning))
        self._expressions = frozenset(word for word in self._known if " " in word)
        self._longest = max(map(len, (*self._known, *self._nothing)), default=1)

    def learn(self, word: str, meanings: tuple[str, ...]) -> None:
        """Know a folded word, and its bent forms where no other word has them."""
        self._known.setdefault(word, meanings)
        for form in self._forms(word):
            self._stems.setdefault(form, meanings)
        if len(word) >= SHORTEST_MISSPELT:
            self._misspellable.append(word)

    def read(self, written: Sequence[str], *, mend: bool = True) -> list[Word]:
        """What each folded word says, in order. `mend`: look for one-letter misspellings too."""
        left = MOST_MISSPELT if mend else 0
        seen: dict[str, Word] = {}
        words = []
        for text, at in self._split(written):
            if text not in seen:
                seen[text] = self._look_up(text)
                if left and _is_unknown(seen[text]) and len(text) >= SHORTEST_MISSPELT:
                    left -= 1
                    seen[text] = self._mend(text)
            word = seen[text]
            words.append(Word(word.forms, word.meanings, word.is_nothing, at))
        return words

    def _split(self, written: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
        parts = [(part, at) for at, folded in enumerate(written) for part in self._parts(folded)]
        start = 0
        while start < len(parts):
            run = self._expression(parts[start : start + LONGEST_EXPRESSION])
            yield " ".join(part for part, _ in run), tuple(at for _, at in run)
            start += len(run)

    def _expression(self, parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """The longest known expression that begins here, such as "social worker", or one word."""
        for length in range(len(parts), 1, -1):
            if " ".join(part for part, _ in parts[:length]) in self._expressions:
                return parts[:length]
        return parts[:1]

    def _parts(self, folded: str) -> Iterator[str]:
        for word in folded.split():
            for run in _RUNS.finditer(word):
                yield from self._cut(run[0]) if run[1] else (run[0],)

    def _cut(self, run: str) -> Iterator[str]:
        """Take the longest known word each time; what is unknown goes letter by letter."""
        start = 0
        while start < len(run):
            ends = range(min(len(run), start + self._longest), start + 1, -1)
            end = next((end for end in ends if self._is_word(run[start:end])), start + 1)
            yield run[start:end]
            start = end

    def _is_word(self, text: str) -> bool:
        return text in self._known or text in self._nothing

    def _look_up(self, text: str) -> Word:
        forms = self._forms(text)
        if text in self._known:
            return Word(forms, self._known[text], is_nothing=False)
        if text in self._nothing:
            return Word(forms, (), is_nothing=True)
        for table in (self._known, self._stems):
            for form in forms:
                if form in table:
                    return Word(forms, table[form], is_nothing=False)
        return Word(forms, (), is_nothing=any(form in self._nothing for form in forms))

    def _mend(self, text: str) -> Word:
        found = extractOne(text, self._misspellable, scorer=OSA.distance, score_cutoff=1)
        # A wrong first letter is rarely a slip and often another word: "match" is not "watch".
        if found is None or found[0][0] != text[0]:
            return Word((text,), (), is_nothing=False)
        return self._look_up(found[0])

    def _forms(self, word: str) -> tuple[str, ...]:
        """The word, then without an ending, without a beginning, without both."""
        bare = [word] + [word[: -len(end)] for end in self._suffixes if word.endswith(end)]
        cut = [form[len(p) :] for p in self._prefixes for form in bare if form.startswith(p)]
        return (word, *(form for form in bare[1:] + cut if len(form) >= SHORTEST_STEM))


def _folded(words: Iterable[str]) -> list[str]:
    return [fold(word) for word in words]


def _is_unknown(word: Word) -> bool:
    return not word.meanings and not word.is_nothing


def _with_wider(meaning: str) -> tuple[str, ...]:
    """picture/nude is also a picture."""
    parts = meaning.split("/")
    return tuple("/".join(parts[:count]) for count in range(len(parts), 0, -1))
