"""The words and letters that texts are compared with: data/guard, read once."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from directory.settings import DATA

_TYPED_ALIKE = str.maketrans("أإآ’", "ااا'")


@cache
def look_alikes() -> Mapping[str, str]:
    """Letters of other scripts, each with the Latin letters that it is taken for."""
    return {row["letter"]: row["latin"] for row in _rows("look_alikes")}


@cache
def words_for(kind: str) -> frozenset[str]:
    """The words of one kind in data/guard/words.csv, folded."""
    return frozenset(folded(row["word"]) for row in _rows("words") if row["kind"] == kind)


@cache
def number_words() -> Mapping[str, str]:
    """Folded words for numbers below a hundred: each is a unit, a teen or a ten."""
    return {folded(row["word"]): row["kind"] for row in _rows("number_words")}


def any_of(*kinds: str) -> str:
    """The words of some kinds, as written and folded, as the choices of a regular expression."""
    written = {row["word"].casefold() for row in _rows("words") if row["kind"] in kinds}
    choices = written | {folded(word) for word in written}
    return "|".join(re.escape(word) for word in sorted(choices, key=lambda it: (-len(it), it)))


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Without case, accents and the hamza of an alef: as people type in a hurry."""
    split = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in split if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_TYPED_ALIKE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "guard" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
