"""The cells of a listing: each fact in words that a spreadsheet leaves alone."""

from collections.abc import Mapping
from typing import Any

from directory.catalog.facts import Fact
from directory.catalog.schedules import read_schedules
from directory.listings.hours_names import DAYS, ZONE
from directory.listings.queries import Facts, Held
from directory.listings.said import mark_of
from directory.listings.typed_clocks import write_clock
from directory.search.hours import How, Times, usual_times
from directory.sheets.columns import (
    ALL_RIGHT,
    COLUMNS,
    COUNTRY,
    DUTIES,
    ID,
    ORGANIZATION,
    VERSION,
)

# What the columns of a week cannot say, such as other hours in August, stands on the page alone.
BEYOND = "*"
_YES_NO: Mapping[object, str] = {True: "yes", False: "no"}

Cells = Mapping[str, str]


def line_of(held: Held) -> list[str]:
    """All cells of a listing. Empty for what nobody has said, and for where a private place is."""
    version = {VERSION: mark_of(dict(held.facts)), ALL_RIGHT: ""}
    cells = cells_of(held.facts) | known_of(held) | version
    return [cells[column] for column in COLUMNS]


def known_of(held: Held) -> dict[str, str]:
    """What stands in a line to know which listing it is about, and cannot be changed there."""
    service = held.service
    return {
        ID: str(service.id),
        ORGANIZATION: service.organization.name,
        COUNTRY: service.country or "",
    }


def cells_of(facts: Facts) -> dict[str, str]:
    """By column, of those that say a fact."""
    duties = facts.get(Fact.DUTIES.code) or {}
    return {
        **{fact.code: _cell(fact, facts.get(fact.code)) for fact in Fact if fact not in _SPREAD},
        **{code: _YES_NO.get(duties.get(code), "") for code in DUTIES},
        **_week(facts.get(Fact.HOURS.code) or []),
    }


# One fact, several columns.
_SPREAD = (Fact.HOURS, Fact.DUTIES)


def _cell(fact: Fact, value: Any) -> str:
    if value is None:
        return ""
    if fact is Fact.PHONES:
        return "; ".join(map(_phone, value))
    if fact is Fact.LANGUAGES:
        return "; ".join(f"{each['code']} {each.get('how', '')}".strip() for each in value)
    if fact in (Fact.NEEDS, Fact.SERVES):
        return "; ".join(value)
    return _YES_NO[value] if isinstance(value, bool) else str(value)


def _phone(phone: Mapping[str, Any]) -> str:
    kind = "" if phone["kind"] == "voice" else f"{phone['kind']} "
    extension = f" ext {phone['extension']}" if phone.get("extension") else ""
    return f"{kind}{phone.get('shown') or phone['number']}{extension}"


def _week(rules: list[dict[str, Any]]) -> dict[str, str]:
    if not rules:
        return dict.fromkeys((*DAYS, ZONE), "")
    hours = read_schedules(rules)
    # Nor do they say in which way somebody answers.
    ways = [how for how, _ in hours.weekly] if hours else []
    if hours is None or ways != [How.OPEN] or not hours.is_plain:
        return dict.fromkeys((*DAYS, ZONE), BEYOND)
    days = zip(DAYS, usual_times(hours), strict=True)
    return {day: _day(times) for day, times in days} | {ZONE: hours.time_zone}


def _day(times: Times) -> str:
    return "; ".join(
        f"{write_clock(opens)}-{write_clock(closes, is_end=True)}"
        for _, spans in times
        for opens, closes in spans
    )
