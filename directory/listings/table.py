"""Listings as a table: a line each, a column a fact, in words that a spreadsheet leaves alone."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from directory.catalog.facts import Duty, Fact
from directory.catalog.schedules import read_schedules
from directory.listings.hours_names import DAYS, ZONE
from directory.listings.queries import Held
from directory.listings.typed_clocks import write_clock
from directory.search.hours import Times, usual_times

# A byte order mark, or spreadsheets take UTF-8 for something else.
BEGIN = "\N{ZERO WIDTH NO-BREAK SPACE}"
# What the columns of a week cannot say, such as other hours in August, stands on the page alone.
BEYOND = "*"
# What a spreadsheet would run as a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_YES_NO: Mapping[object, str] = {True: "yes", False: "no"}
_DUTIES = tuple(duty.code for duty in Duty)


def _columns() -> Iterator[str]:
    yield "id"
    for fact in Fact:
        if fact is Fact.HOURS:
            yield from (*DAYS, ZONE)
        elif fact is Fact.DUTIES:
            yield from _DUTIES
        else:
            yield fact.code


COLUMNS = tuple(_columns())


def cells_of(held: Held) -> dict[str, str]:
    """By column. Empty for what nobody has said, and for the address of a private place."""
    facts = held.facts
    cells = {fact.code: _cell(fact, facts.get(fact.code)) for fact in Fact}
    duties = facts[Fact.DUTIES.code] or {}
    cells |= {code: _YES_NO.get(duties.get(code), "") for code in _DUTIES}
    cells |= _week(facts[Fact.HOURS.code])
    return {name: {"id": str(held.service.id), **cells}[name] for name in COLUMNS}


def lines_of(rows: Iterable[Iterable[str]]) -> str:
    """As RFC 4180 has them. A cell that a spreadsheet would run gets an apostrophe before it."""
    written = StringIO(newline="")
    csv.writer(written).writerows([_defused(cell) for cell in row] for row in rows)
    return written.getvalue()


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


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
    if hours is None or len(hours.weekly) > 1 or not hours.is_plain:
        return dict.fromkeys((*DAYS, ZONE), BEYOND)
    days = zip(DAYS, usual_times(hours), strict=True)
    return {day: _day(times) for day, times in days} | {ZONE: hours.time_zone}


def _day(times: Times) -> str:
    return "; ".join(
        f"{write_clock(opens)}-{write_clock(closes, is_end=True)}"
        for _, spans in times
        for opens, closes in spans
    )
