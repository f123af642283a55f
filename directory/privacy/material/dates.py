"""Days: a birthday, or the day of a crime, points to one child.

A day and a month alone are most often an appointment, and point to nobody: a year has to stand with
them, or the text has to speak of a birth.
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from directory.privacy.material.words import any_of, folded, words_for

_LANGUAGES = ("en", "es", "fr", "pt", "de", "ar", "fa", "uk", "ru", "zh", "hi", "sw")
# Vowel signs of Indic scripts belong to the words that they stand in.
_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0963])"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[3489]|20|25)\d\d"  # of the calendars of Iran, of the Hijra and of Thailand too
_TO = r"\s?[-/.]\s?"
_NUMERIC = re.compile(
    rf"(?<![\d./-])(?:{_DAY}{_TO}{_MONTH}|{_MONTH}{_TO}{_DAY}){_TO}(?:{_YEAR}|\d\d)(?!\d|[-/.]\d)"
    rf"|(?<!\d){_YEAR}{_TO}{_MONTH}{_TO}{_DAY}(?!\d)"
    rf"|(?<!\d){_DAY}{_TO}[IVX]{{1,4}}{_TO}{_YEAR}(?!\d)"
)
_CHINESE_DAY = re.compile(
    rf"(?<!\d){_MONTH}\s?月\s?{_DAY}\s?[日号號]?|[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十廿]{{1,3}}[日号號]"
)
_YEAR_BEFORE = re.compile(rf"(?:(?<!\d){_YEAR}|[一二][〇零一二三四五六七八九]{{3}})\D{{0,6}}\Z")
# "14 March 2011", "17 août, année 2012", "14 March '11".
_YEAR_AFTER = re.compile(rf"\D{{0,12}}(?:{_YEAR}(?!\d)|['’]\d\d(?!\d)|(?<= )\d\d(?=[,.;)]|\Z))")
# What stands between the day and the month, and the month itself after it.
_TO_MONTH = re.compile(
    r"(?:st|nd|rd|th|er|º|ª|°|\.|-?го|-?те|-?е)?\s?[-/]?\s?(?:of |de |del |do |من |ماه |ya )?"
    rf"({_LETTERS}++(?:\s{_LETTERS}++)?)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"((?:{_LETTERS}+\s)?{_LETTERS}+)\.?,?\s?[-/]?\s?\Z")
_LONGEST_MONTH = 24
_DAYS = re.compile(rf"(?<![\d:.,-]){_DAY}(?![\d%:])")


def has_date(text: str) -> bool:
    return bool(_NUMERIC.search(text)) or any(_is_told(text, *day) for day in _days_of_months(text))


def _days_of_months(text: str) -> Iterator[tuple[int, int]]:
    """Where each day with its month begins and ends."""
    yield from (day.span() for day in _CHINESE_DAY.finditer(text))
    for day in _DAYS.finditer(text):
        after = _TO_MONTH.match(text, day.end())
        if after and _begins(after[1]):
            yield day.start(), after.start(1) + _length(after[1])
        before = _MONTH_BEFORE.search(text[max(0, day.start() - _LONGEST_MONTH) : day.start()])
        if before and _ends(before[1]):
            yield day.start(), day.end()


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a year stands with it, or a birth is spoken of."""
    before = text[max(0, start - 2 * _LONGEST_MONTH) : start]
    return bool(_YEAR_AFTER.match(text, end) or _YEAR_BEFORE.search(before)) or _has_birth(text)


def _has_birth(text: str) -> bool:
    return bool(re.search(_birth(), text.casefold()))


def _length(words: str) -> int:
    """Of the month in one or two words, the second of which may be another."""
    return len(words) if _is_month(words) else len(words.split(maxsplit=1)[0])


def _begins(words: str) -> bool:
    return _is_month(words) or _is_month(words.split(maxsplit=1)[0])


def _ends(words: str) -> bool:
    return _is_month(words) or _is_month(words.rsplit(maxsplit=1)[-1])


def _is_month(name: str) -> bool:
    # "may" is a verb: the month has its capital.
    return name != "may" and folded(name) in _months()


@cache
def _months() -> frozenset[str]:
    """The folded names of months in twelve languages, and what else people call them."""
    names = (Locale.parse(language).months["format"]["wide"] for language in _LANGUAGES)
    return words_for("month") | {folded(name) for months in names for name in months.values()}


@cache
def _birth() -> str:
    """What is said of a birth, as whole words where the script has any."""
    return rf"(?<![^\W\u4e00-\u9fff])(?:{any_of('birth')})(?![a-zа-яії])"
