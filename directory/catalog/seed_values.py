"""What the small values in a row of data/services can be: languages, numbers, addresses."""

import re
from functools import cache
from urllib.parse import urlsplit

import phonenumbers
import pycountry
from babel import Locale, UnknownLocaleError

from directory.errors import NotFound
from directory.places.regions import WORLD, get_region, list_countries

YES_NO = {"yes": True, "no": False, "": None}
_SHORT_CODE = re.compile(r"[0-9*#]{2,8}")


@cache
def countries() -> dict[str, str]:
    """English names by ISO 3166-1 code."""
    return dict(list_countries("en"))


@cache
def is_area(code: str) -> bool:
    """The world, a country or a region."""
    if code == WORLD or code in countries():
        return True
    try:
        return bool("-" in code and get_region(code))
    except NotFound:
        return False


@cache
def language_name(tag: str) -> str | None:
    """The English name of a language by its BCP 47 tag, or None where there is no such language."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        # CLDR has no data for many languages that people speak, and that ISO 639-3 lists.
        found = pycountry.languages.get(alpha_3=tag)
        name = Locale("en").languages.get(tag) or (found and found.name)
    return str(name) if name else None


@cache
def languages_by_name() -> dict[str, str]:
    return {name.casefold(): tag for tag, name in Locale("en").languages.items()}


def is_phone(number: str) -> bool:
    """A number in E.164 that its country may have given to somebody."""
    return number.startswith("+") and full_number(number, None) == number


def is_short_code(number: str) -> bool:
    return bool(_SHORT_CODE.fullmatch(number))


def full_number(number: str, country: str | None) -> str | None:
    """A number in E.164, also from its national form; None where its country has no such number."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text


def is_between(text: str, most: float) -> bool:
    """A plain number from -most to most; NaN is none."""
    try:
        return -most <= float(text) <= most
    except ValueError:
        return False
