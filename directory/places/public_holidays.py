"""The public holidays of a country or a region, and what they are called."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

_KEPT = 4096  # a year of one region in one language


def is_public_holiday(where: str, day: date) -> bool:
    """Whether a country ("ES") or its region ("ES-VC") keeps the day; one not known keeps none."""
    return day in _names(where, day.year, None)


def knows_holidays(where: str, year: int) -> bool:
    """Whether there is a list of the holidays of a place at all."""
    return bool(_names(where, year, None))


def holiday_name(where: str, day: date, language: str) -> str | None:
    """The name of a holiday in a language (BCP 47); None where it is no holiday, or has none.

    A name in another language than the reader's is left out: it would be a word like any other.
    """
    spoken = _language_of(where.partition("-")[0], language)
    return _names(where, day.year, spoken).get(day) if spoken else None


@lru_cache(_KEPT)
def _names(where: str, year: int, language: str | None) -> Mapping[date, str]:
    country, _, region = where.partition("-")
    for known_as in (region or None, None):
        try:
            found = holidays.country_holidays(country, known_as, years=year, language=language)
        except NotImplementedError:
            continue  # the library's word for a place that it does not know
        # What one year's rules say of its neighbours is left to theirs.
        return {day: name for day, name in found.items() if day.year == year}
    return {}


@lru_cache(_KEPT)
def _language_of(country: str, asked: str) -> str | None:
    """The library's own name for a language in which it names the holidays of a country."""
    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:  # as above
        return None
    known = (found.default_language, *found.supported_languages)
    wanted = asked.partition("-")[0]
    return next((name for name in known if name and name.partition("_")[0] == wanted), None)
