"""Days: a birthday, or the day of a crime, points to one child."""

import re
from functools import cache

from babel import Locale

from directory.privacy.material.words import folded, words_for

_LANGUAGES = ("en", "es", "fr", "pt", "de", "ar", "fa", "uk", "ru", "zh", "hi", "sw")
# Vowel signs of Indic scripts belong to the words that they stand in.
_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0963])"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[3489]|20|25)\d\d"  # of the calendars of Iran, of the Hijra and of Thailand too
_TO = r"\s?[-/.]\s?"
_NUMERIC = re.compile(
    rf"(?<![\d./-])(?:{_DAY}{_TO}{_MONTH}|{_MONTH}{_TO}{_DAY}){_TO}(?:{_YEAR}|\d\d)(?!\d|[-/.]\d)"
    rf"|(?<!\d){_YEAR}{_TO}{_MONTH}{_TO}{_DAY}(?!\d)"
    rf"|(?<!\d){_MONTH}\s?月\s?{_DAY}\s?[日号號]?|[一二三四五六七八九十]月[一二三四五六七八九十廿]{{1,3}}[日号號]"
    rf"|\btarehe\s{_DAY}(?!\d)"
)
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
    return bool(_NUMERIC.search(text)) or any(
        _is_day_of_month(text, day) for day in _DAYS.finditer(text)
    )


def _is_day_of_month(text: str, day: re.Match[str]) -> bool:
    after = _TO_MONTH.match(text, day.end())
    before = _MONTH_BEFORE.search(text[max(0, day.start() - _LONGEST_MONTH) : day.start()])
    return bool(after and _begins(after[1])) or bool(before and _ends(before[1]))


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
