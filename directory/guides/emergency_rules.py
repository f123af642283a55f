"""What a line in data/emergency may hold, and how to say what is wrong with it (H-01)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from directory.guides.emergency_dial import is_known
from directory.guides.emergency_line import EMERGENCY_KINDS, KINDS, METHODS
from directory.search.opening import read_week

Table = dict[str, Any]
Fault = tuple[str, Any, str]  # field, value, what would be right
Waivers = frozenset[tuple[str, str]]  # country and number


@dataclass(frozen=True, slots=True)
class Rule:
    accepts: Callable[[Any], bool]
    expected: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _lists(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(accepts, value))


def _is_age(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 120


TEXT = Rule(_is_text, "a text in quotes")
ADDRESS = Rule(_is_address, "an address that begins with https:// or http://")
# In quotes, so that no leading zero is lost: Australia's 000 has once been published as 0.
NUMBER = Rule(_matches(r"[+*#]?\d[\d -]+"), 'a number in quotes, such as "000"')
YES_OR_NO = Rule(lambda value: isinstance(value, bool), "true or false")
AGE = Rule(_is_age, "an age in whole years, without quotes")
DAY = Rule(lambda value: type(value) is date, "a date such as 2026-09-29, without quotes")
TAG = Rule(_matches(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), 'a language tag such as "pt-BR"')

RULES = {
    "kind": Rule(lambda value: value in KINDS, f"one of {', '.join(KINDS)}"),
    "label": TEXT,
    "label_native": TEXT,
    "native_language": TAG,
    "service": TEXT,
    "dial": NUMBER,
    "dial_from_abroad": Rule(_matches(r"\+[1-9]\d{6,14}"), 'a number such as "+3726004434"'),
    "from_mobiles_only": YES_OR_NO,
    "sms": NUMBER,
    "methods": Rule(_lists(lambda value: value in METHODS), f"a list of {', '.join(METHODS)}"),
    "languages": Rule(_lists(TAG.accepts), 'language tags such as ["pt-BR"]'),
    "hours": TEXT,
    "timezone": TEXT,
    "cost": Rule(lambda value: value in ("free", "local", "paid"), "free, local or paid"),
    "anonymous": YES_OR_NO,
    "minimum_age": AGE,
    "maximum_age": AGE,
    "url": ADDRESS,
    "source_url": ADDRESS,
    "source_name": TEXT,
    "verified_on": DAY,
    "next_review": DAY,
    "note": TEXT,
}
REQUIRED = ("kind", "methods", "source_name")


def find_faults(table: Table, country: str, waived: Waivers) -> Iterator[Fault]:
    """Every fault of one [[line]]. What its fields say together is asked once each is right."""
    for field in REQUIRED:
        if field not in table:
            yield field, "", f"{field}, which every line needs"
    faults = list(_find_wrong_fields(table))
    yield from faults
    if not faults:
        yield from _find_contradictions(table, country, waived)


def _find_wrong_fields(table: Table) -> Iterator[Fault]:
    for field, value in table.items():
        if field not in RULES:
            yield field, value, f"one of {', '.join(RULES)}"
        elif not RULES[field].accepts(value):
            yield field, value, RULES[field].expected


def _find_contradictions(table: Table, country: str, waived: Waivers) -> Iterator[Fault]:
    if not table.keys() & {"dial", "sms", "url"}:
        yield "dial", "", "a dial, an sms or a url: nobody can reach this line"
    for field in ("dial", "sms"):
        dial = table.get(field)
        if dial and (country, dial) not in waived and not is_known(dial, country):
            yield field, dial, "a number that the metadata knows, or a row in waivers.csv"
    if table.get("kind") not in EMERGENCY_KINDS and "verified_on" not in table:
        yield "verified_on", "", "the day on which somebody saw this number at its source"
    if ("verified_on" in table) != ("next_review" in table):
        yield "next_review", "", "verified_on and next_review together"
    elif "verified_on" in table and table["next_review"] <= table["verified_on"]:
        yield "next_review", table["next_review"], "a day after verified_on"
    if ("label_native" in table) != ("native_language" in table):
        yield "native_language", "", "label_native and native_language together"
    if table.get("minimum_age", 0) > table.get("maximum_age", 120):
        yield "minimum_age", table["minimum_age"], "an age up to maximum_age"
    yield from _find_bad_hours(table)


def _find_bad_hours(table: Table) -> Iterator[Fault]:
    if ("hours" in table) != ("timezone" in table):
        yield "timezone", table.get("timezone", ""), "hours and timezone together"
    elif "hours" in table:
        try:
            read_week(table["hours"], table["timezone"])
        except ValueError as fault:
            yield "hours", table["hours"], str(fault)
