"""A week of opening hours as HSDS schedules, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from directory.search.opening import DAY, DAYS, Span, Week, days

_DAY_CODES = [day.upper() for day in DAYS]


def write_schedules(week: Week) -> Iterator[dict[str, str]]:
    """One weekly schedule for each span of a day, with all the days that have it.

    {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "22:00", "closes_at": "06:00", …}: a closing
    time at or before the opening is the next day's, so "00:00" to "00:00" is a whole day.
    """
    by_span: dict[Span, list[str]] = {}
    for code, spans in zip(_DAY_CODES, days(week), strict=True):
        for span in spans:
            by_span.setdefault(span, []).append(code)
    for (opens, closes), codes in by_span.items():
        yield {
            "freq": "WEEKLY",
            "byday": ",".join(codes),
            "opens_at": _clock(opens),
            "closes_at": _clock(closes),
            "time_zone": week.time_zone,
        }


def read_schedules(schedules: Iterable[Mapping[str, Any]]) -> Week | None:
    """The week that schedules say, or None where they do not say a plain week.

    One rule that is not plainly weekly makes the whole None: half of somebody's hours would show a
    place closed that is open.
    """
    rules = [schedule for schedule in schedules if schedule["freq"]]
    if not rules or not all(_is_plain(rule) for rule in rules):
        return None
    spans = tuple(span for rule in rules for span in _spans(rule))
    return Week(spans, rules[0]["time_zone"]) if spans else None


def _is_plain(rule: Mapping[str, Any]) -> bool:
    complete = rule["time_zone"] and rule["byday"] and rule["opens_at"] and rule["closes_at"]
    endless = not (rule["until"] or rule["count"] or rule["valid_to"] or rule["valid_from"])
    return bool(
        complete and endless and rule["freq"] == "WEEKLY" and (rule["interval"] or 1) == 1
    ) and set(rule["byday"].split(",")) <= set(_DAY_CODES)


def _spans(rule: Mapping[str, Any]) -> Iterator[Span]:
    opens, closes = _minutes(rule["opens_at"]), _minutes(rule["closes_at"])
    for code in rule["byday"].split(","):
        start = _DAY_CODES.index(code) * DAY
        yield start + opens, start + (closes if closes > opens else closes + DAY)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _minutes(clock: str) -> int:
    hours, minutes = clock[:5].split(":")
    return int(hours) * 60 + int(minutes)
