"""From what somebody writes in their own words to the needs that it speaks of."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from directory.finder.lexicon import Lexicon, Phrase, load_lexicon
from directory.finder.needs import NEEDS
from directory.finder.vocabulary import Word
from directory.languages.folding import fold

LONGEST_TEXT = 2_000
MOST_NEEDS = 3
# How many telling words may belong to one thing said, and how far the view then moves on.
VIEW, STEP = 14, 7
# A need is kept when it is this nearly as good as the best; a second phrase adds a little to it.
NEARLY_AS_GOOD, SECOND_PHRASE = 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Understood:
    """Codes best first, the lexicon's phrases that led to each, and the words left over."""

    needs: tuple[str, ...] = ()
    is_urgent: bool = False
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rest: str = ""


def understand(text: str, language: str, folder: Path = NEEDS) -> Understood:
    """Read the text in the page's language, and in all others where that says nothing.

    Looks at the first 2,000 characters and never raises. Danger is listened for in every language
    at once: a false alarm costs one glance at a number, a missed one may cost a life.
    """
    raw = text[:LONGEST_TEXT].split()
    folded = [fold(word) for word in raw]
    found = {tag: _Reading(lexicon, folded) for tag, lexicon in load_lexicons(folder).items()}
    ranked = sorted(found, key=lambda tag: (tag != language, -found[tag].best_score))
    reading = next((found[tag] for tag in ranked if found[tag].matches), None)
    is_urgent = any(each.is_urgent for each in found.values())
    if reading is None:
        return Understood(is_urgent=is_urgent, rest=" ".join(raw))
    needs = reading.needs()
    return Understood(needs, is_urgent, reading.phrases(needs), reading.rest(raw, needs))


@functools.cache
def load_lexicons(folder: Path = NEEDS) -> dict[str, Lexicon]:
    """Every language that has a file of phrases."""
    return {
        path.stem: load_lexicon(folder, path.stem) for path in sorted(folder.glob("phrases/*.csv"))
    }


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase that was found, and how well: the weight of its words, less what was missing."""

    phrase: Phrase
    score: float


class _Reading:
    """One text as one language understands it."""

    def __init__(self, lexicon: Lexicon, folded: Sequence[str]) -> None:
        self._words = lexicon.read(folded)
        self._literal: set[int] = set()
        best: dict[int, float] = defaultdict(float)
        for meanings in _views(self._words):
            for number, score in lexicon.find_said(meanings):
                best[number] = max(score, best[number])
        for number, score, where in lexicon.find_written(self._words):
            best[number] = score
            self._literal.update(where)
        self.matches: dict[str, list[_Match]] = defaultdict(list)
        for number in sorted(best, key=lambda number: (-best[number], number)):
            phrase = lexicon.phrases[number]
            self.matches[phrase.code].append(_Match(phrase, best[number]))
        self.is_urgent = any(lexicon.phrases[number].is_urgent for number in best)
        self.best_score = max(best.values(), default=0)

    def needs(self) -> tuple[str, ...]:
        scores = {code: _together(matches) for code, matches in self.matches.items()}
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        good = [code for code in ranked if scores[code] >= NEARLY_AS_GOOD * scores[ranked[0]]]
        return tuple(good[:MOST_NEEDS])

    def phrases(self, needs: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {
            code: tuple(match.phrase.text for match in self.matches[code][:3]) for code in needs
        }

    def rest(self, raw: Sequence[str], needs: Sequence[str]) -> str:
        """What was written and led to none of the needs, for a search by word."""
        used = {
            meaning
            for code in needs
            for match in self.matches[code]
            for meaning in match.phrase.meanings
        }
        left = {
            at
            for number, word in enumerate(self._words)
            if not (word.is_nothing or number in self._literal or used.intersection(word.meanings))
            for at in word.at
        }
        return " ".join(word for at, word in enumerate(raw) if at in left)


def _views(words: Sequence[Word]) -> Iterator[frozenset[str]]:
    """What is said within reach of one another: a long story does not add up to one phrase."""
    telling = [word.meanings for word in words if not word.is_nothing]
    starts = range(0, max(1, len(telling) - VIEW + STEP), STEP)
    yield from {
        frozenset(meaning for meanings in telling[start : start + VIEW] for meaning in meanings)
        for start in starts
    }


def _together(matches: Sequence[_Match]) -> float:
    return matches[0].score + SECOND_PHRASE * sum(match.score for match in matches[1:2])
