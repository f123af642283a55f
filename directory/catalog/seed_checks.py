"""What is wrong with a row of data/services, in words that say what would be right."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from directory.catalog.seed_rows import SeedRow
from directory.catalog.seed_values import (
    countries,
    full_number,
    is_area,
    is_between,
    is_phone,
    is_short_code,
    is_web_address,
    language_name,
    languages_by_name,
)
from directory.errors import Problem
from directory.places.confidential import check_location, is_confidential, published_area
from directory.places.regions import WORLD, list_regions
from directory.search.opening import read_week

REQUIRED = ("id", "organization", "service", "needs", "country", "serves")
ADDRESSES = ("organization_url", "chat_url", "website", "source_url")
CHOICES = {
    "visibility": ("public", "area_only", "none"),
    "cost": ("", "free", "paid"),
    "accessible": ("", "yes", "no"),
    "referral_required": ("", "yes", "no"),
}
# Where a confidential place could give itself away (rules L-01 and L-06).
TELLING = (
    "address", "postal_code", "city", "lat", "lon", "service", "audience", "hours_text",
    "cost_text", "notes",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Needs = Mapping[str, str]


def check_rows(rows: Iterable[SeedRow], needs: Needs) -> Iterator[Problem]:
    """Everything to mend. needs: the slug of every need by its code."""
    seen: dict[str, SeedRow] = {}
    for row in rows:
        for check in CHECKS:
            yield from check(row)
        yield from _check_needs(row, needs)
        first = seen.setdefault(row["id"], row)
        if first is not row:
            yield row.problem("id", f"another id: {first.file}:{first.line} has this one")


def _check_words(row: SeedRow) -> Iterator[Problem]:
    for column in REQUIRED:
        if not row[column]:
            yield row.problem(column, "something: this column is never empty")
    for column, choices in CHOICES.items():
        if row[column] not in choices:
            named = " or ".join(choice for choice in choices if choice)
            yield row.problem(column, f"{named}{' or nothing' if '' in choices else ''}")
    if not (row["source_url"] or row["source_name"]):
        yield row.problem("source_url", "where this stands: an address, or a source_name")
    if row["id"] and not _SLUG.fullmatch(row["id"]):
        yield row.problem("id", "small letters, digits and hyphens, such as es-anar-telefono")
    if (row["organization_native"] or row["service_native"]) and not row["native_language"]:
        yield row.problem("native_language", "the language of the native name, such as es")


def _check_needs(row: SeedRow, needs: Needs) -> Iterator[Problem]:
    by_slug = {slug: code for code, slug in needs.items()}
    for code in row.many("needs"):
        if code not in needs:
            meant = by_slug.get(code) or _nearest(code, needs)
            yield row.problem("needs", "a code of data/needs/needs.csv" + _hint(meant), code)


def _check_place(row: SeedRow) -> Iterator[Problem]:
    country, region = row["country"], row["region"]
    if country and country not in countries() and country != WORLD:
        meant = _nearest(country, countries())
        yield row.problem("country", "two capital letters of ISO 3166-1" + _hint(meant))
    elif region and not (region.startswith(f"{country}-") and is_area(region)):
        yield row.problem("region", f"a region of {country} in ISO 3166-2" + _region_hint(region))
    for code in row.many("serves"):
        if not is_area(code):
            expected = "ZZ, a country such as ES or a region such as ES-VC"
            yield row.problem("serves", expected + _region_hint(code), code)


def _check_point(row: SeedRow) -> Iterator[Problem]:
    if bool(row["lat"]) != bool(row["lon"]):
        yield row.problem("lat" if row["lon"] else "lon", "both lat and lon, or neither")
    for column, most in (("lat", 90), ("lon", 180)):
        if row[column] and row["visibility"] == "public" and not is_between(row[column], most):
            yield row.problem(column, f"degrees from -{most} to {most}, such as 39.47")


def _check_confidential(row: SeedRow) -> Iterator[Problem]:
    for code in check_location(row["visibility"], **{name: row[name] for name in TELLING}):
        kind, _, column = code.partition("_")
        expected = "nothing" if kind == "has" else "words that do not say where it is"
        # Not repeated: a report is printed, mailed and kept, and the address must not be.
        yield row.problem(column, f"{expected}: this place is confidential", "(not repeated)")
    if not is_confidential(row["visibility"]):
        return
    for column in ("region", "serves"):
        for code in row.many(column):
            area = published_area(code) if is_area(code) else code
            if area != code:
                expected = f"{area}: so few people live here that it is found easily"
                yield row.problem(column, expected, code)


def _check_numbers(row: SeedRow) -> Iterator[Problem]:
    for number in row.many("phones"):
        if not is_phone(number):
            yield row.problem("phones", "a number that exists, such as +34600505152", number)
    shown, given = row.many("phones_display"), row.many("phones")
    if shown and len(shown) != len(given):
        expected = f"as many as in phones, which has {len(given)}"
        yield row.problem("phones_display", expected)
    for code in row.many("short_codes"):
        if not is_short_code(code):
            yield row.problem("short_codes", "2 to 8 digits, such as 116111", code)
    for column in ("sms", "whatsapp"):
        for number in row.many(column):
            if not (is_short_code(number) or full_number(number, row["country"])):
                expected = "a number such as +34600505152, or a short code"
                yield row.problem(column, expected, number)


def _check_addresses(row: SeedRow) -> Iterator[Problem]:
    for column in ADDRESSES:
        if row[column] and not is_web_address(row[column]):
            yield row.problem(column, "an address that begins with https:// or http://")
    if row["email"] and not _EMAIL.fullmatch(row["email"]):
        yield row.problem("email", "one e-mail address, such as help@example.org")


def _check_languages(row: SeedRow) -> Iterator[Problem]:
    for column in ("languages", "native_language"):
        for tag in row.many(column):
            if language_name(tag) is None:
                meant = languages_by_name().get(tag.casefold())
                yield row.problem(column, "a BCP 47 tag such as es" + _hint(meant), tag)


def _check_hours(row: SeedRow) -> Iterator[Problem]:
    if row["hours"] and not row["timezone"]:
        yield row.problem("timezone", "a time zone such as Europe/Madrid: hours are given")
        return
    try:
        read_week(row["hours"] or "24/7", row["timezone"] or "UTC")
    except ValueError as error:
        column = "timezone" if "time zone" in str(error) else "hours"
        yield row.problem(column, str(error))


def _check_ages(row: SeedRow) -> Iterator[Problem]:
    for column in ("minimum_age", "maximum_age"):
        if row[column] and not (row[column].isdecimal() and int(row[column]) <= 120):
            yield row.problem(column, "whole years from 0 to 120")
            return
    least, most = row["minimum_age"], row["maximum_age"]
    if least and most and int(least) > int(most):
        yield row.problem("maximum_age", f"{least} or more, the minimum age")


def _check_date(row: SeedRow) -> Iterator[Problem]:
    try:
        date.fromisoformat(row["verified_on"] or "2000-01-01")
    except ValueError:
        yield row.problem("verified_on", "a day such as 2026-04-22, or nothing")


CHECKS: tuple[Callable[[SeedRow], Iterator[Problem]], ...] = (
    _check_words,
    _check_place,
    _check_point,
    _check_confidential,
    _check_numbers,
    _check_addresses,
    _check_languages,
    _check_hours,
    _check_ages,
    _check_date,
)


def _region_hint(code: str) -> str:
    country = code.partition("-")[0]
    return _hint(_nearest(code, dict(list_regions(country, "en"))))


def _nearest(value: str, known: Collection[str] | Mapping[str, str]) -> str | None:
    """The code that somebody may have meant, by itself or by its name."""
    if isinstance(known, Mapping):
        names = {name.casefold(): code for code, name in known.items()}
        named = get_close_matches(value.casefold(), names, n=1, cutoff=0.8)
        if named:
            return names[named[0]]
    return next(iter(get_close_matches(value.upper(), known, n=1, cutoff=0.5)), None)


def _hint(meant: str | None) -> str:
    return f"; did you mean {meant}?" if meant else ""
