"""Opening hours that have ended, or that say two things at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

from directory.listings.findings import About, Check, Finding, Problem
from directory.search.opening import DAY, DAYS

Row = Mapping[str, Any]  # the columns of a Schedule
_DAY_CODES = [day.upper() for day in DAYS]
_ZONES = frozenset(available_timezones())


def check_schedules(about: About, rows: Sequence[Row], today: date) -> Iterator[Finding]:
    for row in rows:
        for field, problem in _problems(row, today):
            since = row[field] if problem is Problem.SCHEDULE_EXPIRED else None
            yield Finding(Check.SCHEDULES, about, field, str(row[field] or ""), problem, since)
    zones = sorted({row["time_zone"] for row in rows if row["freq"] and row["time_zone"]})
    if len(zones) > 1:
        said = ", ".join(zones)
        yield Finding(Check.SCHEDULES, about, "time_zone", said, Problem.SCHEDULE_TWO_ZONES)
    for day in _overlapping(rows):
        yield Finding(Check.SCHEDULES, about, "byday", day, Problem.SCHEDULE_OVERLAPS)


def _problems(row: Row, today: date) -> Iterator[tuple[str, Problem]]:
    """The field that is wrong, and how."""
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        yield "valid_to", Problem.SCHEDULE_BACKWARDS
    ends = next((field for field in ("valid_to", "until") if row[field]), None)
    if ends and row[ends] < today:
        yield ends, Problem.SCHEDULE_EXPIRED
    if row["time_zone"] and row["time_zone"] not in _ZONES:
        yield "time_zone", Problem.SCHEDULE_UNKNOWN_ZONE
    if not row["freq"]:
        return
    if not row["time_zone"]:
        yield "time_zone", Problem.SCHEDULE_NO_ZONE
    for field in ("opens_at", "closes_at"):
        if _minutes(row[field]) is None:
            yield field, Problem.SCHEDULE_UNREADABLE
    if row["freq"] == "WEEKLY" and not set((row["byday"] or "").split(",")) <= {*_DAY_CODES}:
        yield "byday", Problem.SCHEDULE_UNREADABLE


def _overlapping(rows: Sequence[Row]) -> list[str]:
    """Days on which an hour begins before the one before it has ended.

    Only among plain weeks without a beginning and an end: summer hours may lie over winter hours.
    Two ways to be there, on the phone and at the desk, may be open at once.
    """
    by_way: dict[object, list[tuple[int, int]]] = {}
    for row in rows:
        by_way.setdefault(row["attending_type"], []).extend(_spans(row))
    days = {
        _DAY_CODES[later[0] // DAY]
        for spans in by_way.values()
        for earlier, later in pairwise(sorted(spans))
        if later[0] < earlier[1]
    }
    return sorted(days, key=_DAY_CODES.index)


def _spans(row: Row) -> Iterator[tuple[int, int]]:
    """Minutes of the week from Monday 00:00; of what can be read."""
    limited = any(row[field] for field in ("valid_from", "valid_to", "until", "count", "dtstart"))
    opens, closes = _minutes(row["opens_at"]), _minutes(row["closes_at"])
    is_weekly = row["freq"] == "WEEKLY" and (row["interval"] or 1) == 1
    if limited or not is_weekly or opens is None or closes is None:
        return
    for code in (row["byday"] or "").split(","):
        if code in _DAY_CODES:
            start = _DAY_CODES.index(code) * DAY
            yield start + opens, start + (closes if closes > opens else closes + DAY)


def _minutes(clock: str | None) -> int | None:
    try:
        read = time.fromisoformat(clock or "")
    except ValueError:
        return None
    return read.hour * 60 + read.minute
