"""Digits in words, as a telephone number is dictated: "zero seven nine double one …"."""

import re
from functools import lru_cache

from directory.privacy.material.words import folded, number_words

MOST_DIGITS = 6
# "Ages ten, eleven, twelve and thirteen" are four, with a word between.
_FEWEST = 5
_FEWEST_WORDS = 3
_WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff'’]++")
_BETWEEN = " ,.-،、/\n\t"
# They stand inside one number: treinta y cuatro, trinta e quatro, vingt et un.
_AND = frozenset({"y", "e", "et", "و", "na"})
_COMPOUND = re.compile(
    r"\w{3,7}und(?:zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)"
)
_CHINESE = "〇零一幺二两三四五六七八九"
_CHINESE_RUN = re.compile(rf"[{_CHINESE}](?:[\s,，、-]{{0,2}}[{_CHINESE}]){{{MOST_DIGITS},}}")


def has_spoken_digits(text: str) -> bool:
    """More than six digits in five or more numbers that follow each other, in twelve languages."""
    if _CHINESE_RUN.search(text):
        return True
    numbers: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        kind = _kind_of(found[0])
        if kind is None or text[end : found.start()].strip(_BETWEEN):
            numbers = []
        if kind:
            numbers.append(kind)
            if _is_dictated(numbers):
                return True
        end = found.end()
    return False


def _is_dictated(numbers: list[str]) -> bool:
    words = sum(not number.isdecimal() for number in numbers)
    return len(numbers) >= _FEWEST and words >= _FEWEST_WORDS and _digits_of(numbers) > MOST_DIGITS


def _digits_of(numbers: list[str]) -> int:
    """Thirty-four has two digits, and so has thirty alone."""
    following = [*numbers[1:], ""]
    return sum(_width(one, other) for one, other in zip(numbers, following, strict=True))


def _width(number: str, following: str) -> int:
    if number.isdecimal():
        return len(number)
    return 1 if number == "unit" or (number == "ten" and following == "unit") else 2


@lru_cache(maxsize=4096)
def _kind_of(word: str) -> str | None:
    """The figures themselves, or unit, teen or ten; nothing for "and"; None for other words."""
    if word.isdecimal():
        return word[: MOST_DIGITS + 1]
    said = folded(word)
    if said in _AND:
        return ""
    kind = number_words().get(said) or number_words().get(said.removeprefix("و"))
    return kind or ("teen" if _COMPOUND.fullmatch(said) else None)
