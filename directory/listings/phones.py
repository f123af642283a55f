"""Numbers that do not reach a service, or that a family would pay for."""

from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType, ShortNumberCost

from directory.catalog.listing import Listing
from directory.catalog.seed_values import is_short_code
from directory.listings.findings import About, Check, Finding, Problem

# Calling codes of no country, such as +800 that is free everywhere.
_OF_NO_COUNTRY = "001"


def check_phones(about: About, listing: Listing) -> Iterator[Finding]:
    for line in listing.lines:
        for problem, detail in _problems(line.dial, listing.country):
            yield Finding(Check.PHONES, about, line.kind, line.shown, problem, detail=detail)


def _problems(dial: str, country: str) -> Iterator[tuple[Problem, str]]:
    if not dial.startswith("+"):
        yield from _of_short_code(dial, country)
        return
    try:
        number = phonenumbers.parse(dial)
    except phonenumbers.NumberParseException:
        yield Problem.PHONE_INVALID, ""
        return
    if not phonenumbers.is_valid_number(number):
        yield Problem.PHONE_INVALID, ""
        return
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        yield Problem.PHONE_PREMIUM, ""
    if elsewhere := _other_country(number, country):
        yield Problem.PHONE_OTHER_COUNTRY, elsewhere


def _of_short_code(code: str, country: str) -> Iterator[tuple[Problem, str]]:
    """Nobody knows all the codes that a country uses; but of many, what they cost."""
    if not is_short_code(code):
        yield Problem.PHONE_INVALID, ""
    elif code.isdecimal():
        calling = phonenumbers.country_code_for_region(country)
        number = PhoneNumber(country_code=calling, national_number=int(code))
        cost = phonenumbers.expected_cost_for_region(number, country)
        if cost == ShortNumberCost.PREMIUM_RATE:
            yield Problem.PHONE_PREMIUM, ""


def _other_country(number: PhoneNumber, country: str) -> str:
    """The country of a number, where it is not the service's. Several may share a calling code."""
    sharing = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    if country in sharing or _OF_NO_COUNTRY in sharing or not _has_numbers(country):
        return ""
    return phonenumbers.region_code_for_number(number) or sharing[0]


def _has_numbers(country: str) -> bool:
    """Not so the world, ZZ."""
    return bool(phonenumbers.country_code_for_region(country))
