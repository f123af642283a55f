"""Numbers that anybody may write: ages, hours, school years, prices, laws.


They are taken out before others. Each pattern takes one number only where no other stands beside
it, so that a telephone number written as hours or as ages stays.
"""

import re
from itertools import pairwise

_ALONE, _ALONE_AFTER = r"(?<!\d)(?<!\d[-/. +])", r"(?!\s?[-/.+]?\d)"
_HOUR = r"(?:[01]?\d|2[0-4])"
_UNIT = r"(?:h|hs|hrs|uhr|[ap]\.?m\b\.?|ч|год|बजे|时|時|点|點)(?![a-zа-я\d])"
_YEAR = r"(?:19|20)\d\d"
_PATTERNS = (
    r"(?<![\d/])24\s?/\s?7(?![\d/])",
    rf"(?<![\d:.]){_HOUR}(?:\s?[:.h]\s?[0-5]\d(?:\s?{_UNIT})?|\s?{_UNIT}){_ALONE_AFTER}",
    rf"{_ALONE}{_YEAR}\s?[-/]\s?(?:{_YEAR}|\d\d){_ALONE_AFTER}",
    rf"{_ALONE}(?:\d{{1,4}}/{_YEAR}|{_YEAR}/\d{{1,4}}|{_YEAR}){_ALONE_AFTER}",
    rf"[€$£¥₹₽₴]\s?\d{{1,3}}(?:[.,]\d{{3}})?(?:[.,]\d\d)?(?!\d){_ALONE_AFTER}",
    rf"{_ALONE}\d{{1,3}}(?:[.,]\d{{1,3}})?\s?[%€$£¥₹₽₴]",
)
_HARMLESS = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_AGES = re.compile(
    rf"{_ALONE}[1-9]?\d(?:\s?[-/~]\s?[1-9]\d?(?![-/.+\d])(?! \d)"
    rf"|(?:\s?[,،、]\s?[1-9]?\d)++(?![-/.]?\d)(?![ ,]+\d))"
)


def without_ages_and_hours(text: str) -> str:
    """The text with an x in the place of each of them."""
    return _AGES.sub(_unless_it_falls, _HARMLESS.sub("x", text))


def _unless_it_falls(found: re.Match[str]) -> str:
    """Ages that somebody lists rise; the parts of a telephone number seldom do."""
    numbers = [int(figures) for figures in re.findall(r"\d+", found[0])]
    return "x" if all(one < other for one, other in pairwise(numbers)) else found[0]
