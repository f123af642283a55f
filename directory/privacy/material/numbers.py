"""Numbers that point to a person: telephone numbers, coordinates, seven digits in a row."""

import re

import phonenumbers

from directory.privacy.material.ages import without_ages_and_hours
from directory.privacy.material.spoken import has_spoken_digits

_MOST_TRIES = 20
_RUN = re.compile(r"\d(?:[\W_]{0,3}\d){6,}")
# O and l among figures are typed by those who hide a number.
_FIGURES = re.compile(r"(?<=\d)[oOlI]+(?=[\W\d]|$)|(?<!\w)[oOlI]{1,3}(?=\d)")
_FIGURE = str.maketrans("oOlI", "0011")
# National Insurance QQ 12 34 56 C, passport AB 123456: one or two capitals before six figures.
_LETTERED = re.compile(r"(?<!\w)[A-Z]{1,2}[ -]?\d{2}(?:[ -]?\d{2}){2}(?:[ -]?[A-Z])?(?!\w)")
_COORDINATES = re.compile(
    r"(?<![\d.])[-+]?\d{1,3}[.,]\d{4,}(?!\d)"
    r"|\d{1,3}\s?[°º]\s?\d{1,2}(?:[.,]\d+)?\s?['′’]"
    r"|(?<![\d.])\d{1,3}\.\d{2,}\s?[°º]?\s?[NSEWnsew]\b"
    r"|(?<![\w])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
    r"|///\w+\.\w+\.\w+"
)


def has_phone(text: str) -> bool:
    """What the telephone metadata takes for an international number.

    POSSIBLE, for VALID passes over numbers that are set aside for films, and badly spaced ones.
    """
    left = without_ages_and_hours(text)
    if "+" not in left:
        return False
    lenient = phonenumbers.Leniency.POSSIBLE
    return phonenumbers.PhoneNumberMatcher(left, None, lenient, _MOST_TRIES).has_next()


def has_coordinates(text: str) -> bool:
    return bool(_COORDINATES.search(text))


def has_digits(text: str) -> bool:
    left = _FIGURES.sub(lambda found: found[0].translate(_FIGURE), without_ages_and_hours(text))
    return bool(_RUN.search(left) or _LETTERED.search(left)) or has_spoken_digits(left)
