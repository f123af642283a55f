"""Opening hours as HSDS schedules, and back.

HSDS has weekly rules and dates between which a row is valid, but no word for days that are closed,
for public holidays, or for hours that take the place of the usual ones. `notes`, which is free text
there, says it: in English that a person understands, and always in the same words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from directory.search.hours import (
    ENDLESS,
    EVERY_DAY,
    Hours,
    How,
    OnHolidays,
    OtherDays,
    Times,
    usual_times,
)
from directory.search.opening import DAY, DAYS, Span

Row = Mapping[str, Any]

CLOSED = "closed"
INSTEAD = "instead of the usual hours"
ON_HOLIDAYS = "on public holidays of "

_HOLIDAYS = re.compile(re.escape(ON_HOLIDAYS) + r"([A-Z]{2}(?:-[A-Z0-9]{1,3})?)(: closed)?")
_DAY_CODES = [day.upper() for day in DAYS]
_ATTENDING = {How.VISIT: "in person", How.PHONE: "phone", How.APPOINTMENT: "by appointment"}
# As others write it; what none of these says is only known to be open.
_HOW = {words: how for how, words in _ATTENDING.items()} | {
    "venue": How.VISIT,
    "walk-in": How.VISIT,
    "drop-in": How.VISIT,
    "telephone": How.PHONE,
    "appointment": How.APPOINTMENT,
    "appointment only": How.APPOINTMENT,
}


def write_schedules(hours: Hours) -> Iterator[dict[str, Any]]:
    """One weekly schedule for each span of a day, with all the days that have it; exceptions after.

    {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "22:00", "closes_at": "06:00", …}: a closing
    time at or before the opening is the next day's, so "00:00" to "00:00" is a whole day. Dates
    are `date`s.
    """
    zone = {"time_zone": hours.time_zone}
    for rule in (*_weekly(usual_times(hours)), *_on_holidays(hours), *_other_days(hours)):
        yield rule | zone


def rule_key(rule: Row) -> str:
    """What tells one written schedule of a service from its others, whatever days it has."""
    clocks = f"{rule.get('opens_at', '')}-{rule.get('closes_at', '')}"
    besides = ("attending_type", "valid_from", "valid_to", "notes")
    return " ".join([clocks, *(str(rule[name]) for name in besides if name in rule)])


def _weekly(days: Sequence[Times]) -> Iterator[dict[str, Any]]:
    by_span: dict[tuple[How, Span], list[str]] = {}
    for code, times in zip(_DAY_CODES, days, strict=True):
        for how, spans in times:
            for span in spans:
                by_span.setdefault((how, span), []).append(code)
    for (how, span), codes in by_span.items():
        yield {"freq": "WEEKLY", "byday": ",".join(codes)} | _clocks(span) | _attending(how)


def _on_holidays(hours: Hours) -> Iterator[dict[str, Any]]:
    said = hours.on_holidays
    if said is None:
        return
    if not said.times:
        yield {"notes": f"{ON_HOLIDAYS}{said.where}: {CLOSED}"}
    for how, spans in said.times:
        for span in spans:
            yield {"notes": ON_HOLIDAYS + said.where} | _clocks(span) | _attending(how)


def _other_days(hours: Hours) -> Iterator[dict[str, Any]]:
    for said in hours.other_days:
        dates = {"valid_from": said.first}
        if said.last < ENDLESS:
            dates["valid_to"] = said.last
        if said.is_shut:
            yield dates | {"notes": CLOSED}
        days = [said.times if day in said.weekdays else () for day in EVERY_DAY]
        for rule in _weekly(days):
            yield rule | dates | {"notes": INSTEAD}


def _clocks(span: Span) -> dict[str, str]:
    return {"opens_at": _clock(span[0]), "closes_at": _clock(span[1])}


def _attending(how: How) -> dict[str, str]:
    return {"attending_type": _ATTENDING[how]} if how in _ATTENDING else {}


def read_schedules(schedules: Iterable[Row]) -> Hours | None:
    """The hours that schedules say, or None where they do not say plainly when it is open.

    One rule that is not understood makes the whole None: half of somebody's hours would show a
    place closed that is open. A row of the source's own words alone is no rule.
    """
    rules = [row for row in schedules if is_rule(row)]
    zones = {row.get("time_zone") or "" for row in rules}
    if len(zones) != 1:
        return None
    try:
        return _read(rules, zones.pop())
    except ValueError:
        return None


def is_rule(row: Row) -> bool:
    """Whether a row says when something is open, and not only the source's own words."""
    dates_and_times = ("freq", "opens_at", "closes_at", "valid_from", "valid_to", "dtstart")
    is_ours = _notes(row) == CLOSED or _HOLIDAYS.fullmatch(_notes(row))
    return bool(is_ours) or any(row.get(name) for name in dates_and_times)


def is_way(attending_type: str) -> bool:
    """Whether we have a word of ours for how a schedule is attended."""
    return attending_type.strip().lower() in _HOW


def holidays_in(notes: str) -> str | None:
    """Whose public holidays the notes of a schedule are about: "ES-VC"."""
    said = _HOLIDAYS.fullmatch(notes)
    return said[1] if said else None


def _read(rules: Iterable[Row], zone: str) -> Hours:
    """Raises ValueError for what is not understood."""
    weekly: list[tuple[How, tuple[Span, ...]]] = []
    holidays: dict[str, list[tuple[How, tuple[Span, ...]]]] = {}
    others: dict[tuple[date, date], list[tuple[How, tuple[int, ...], Span]]] = {}
    for row in rules:
        if said := _HOLIDAYS.fullmatch(_notes(row)):
            times = [] if said[2] else [(_how(row), (_span(row),))]
            holidays.setdefault(said[1], []).extend(times)
        elif dates := _dates(row):
            open_at = [] if _notes(row) == CLOSED else [(_how(row), _weekdays(row), _span(row))]
            others.setdefault(dates, []).extend(open_at)
        else:
            weekly.append((_how(row), tuple(_week_spans(row))))
    if len(holidays) > 1:
        raise ValueError("Holidays of two countries.")
    on_holidays = next((OnHolidays(where, tuple(it)) for where, it in holidays.items()), None)
    other_days = tuple(_read_other_days(dates, said) for dates, said in others.items())
    return Hours(tuple(weekly), zone, on_holidays, other_days)


def _read_other_days(
    dates: tuple[date, date], said: Sequence[tuple[How, tuple[int, ...], Span]]
) -> OtherDays:
    weekdays = {days for _, days, _ in said} or {()}
    if len(weekdays) > 1:
        raise ValueError("Another week, not other hours.")
    times = tuple((how, (span,)) for how, _, span in said)
    return OtherDays(*dates, times, weekdays.pop())


def _dates(row: Row) -> tuple[date, date] | None:
    """The days of an exception; None for a rule of every week.

    Of others' rules only those for a single date are known to take the place of the usual hours.
    """
    only = None if row.get("freq") else row.get("dtstart")
    first = row.get("valid_from") or only
    last = row.get("valid_to") or row.get("until") or only
    if first is None and last is None:
        return None
    is_ours = _notes(row) in (CLOSED, INSTEAD)
    if first is None or (first != last and not is_ours):
        raise ValueError("Valid for some time, and we cannot tell what holds besides.")
    return _day(first), _day(last) if last else ENDLESS


def _week_spans(row: Row) -> Iterator[Span]:
    if row.get("freq") != "WEEKLY" or not row.get("byday"):
        raise ValueError("Not weekly.")
    opens, closes = _span(row)
    for day in _weekdays(row):
        yield day * DAY + opens, day * DAY + closes


def _weekdays(row: Row) -> tuple[int, ...]:
    if (row.get("freq") or "WEEKLY") != "WEEKLY" or (row.get("interval") or 1) != 1:
        raise ValueError("Not every week.")
    if row.get("count"):
        raise ValueError("Only so often.")
    codes = (row.get("byday") or ",".join(_DAY_CODES)).split(",")
    return tuple(sorted(_DAY_CODES.index(code) for code in codes))


def _span(row: Row) -> Span:
    opens, closes = _minutes(row.get("opens_at")), _minutes(row.get("closes_at"))
    return opens, closes if closes > opens else closes + DAY


def _how(row: Row) -> How:
    return _HOW.get((row.get("attending_type") or "").strip().lower(), How.OPEN)


def _notes(row: Row) -> str:
    return row.get("notes") or ""


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _minutes(clock: str | None) -> int:
    hours, minutes = (clock or "")[:5].split(":")
    return int(hours) * 60 + int(minutes)
