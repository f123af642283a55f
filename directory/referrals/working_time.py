"""Time as a desk has it: hours in which it is open, and days on which it opens.

A `calendar` is the hours of a desk with the holidays that it keeps (see `opening_calendar`). All
follow the clock on its own wall. An hour that the wall shows twice in autumn is open both
times, one that it skips in spring never comes; a night that runs past midnight belongs to the day
on which it began, and is not worked where that day is a holiday.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from directory.search.hours import Hours, spans_on
from directory.search.opening import DAY, Span
from directory.search.opening_now import clock_moves

PATIENCE_DAYS = 30  # shut for longer than this, no desk can be waited for

_DAY = timedelta(days=1)
_ALL_DAY: tuple[Span, ...] = ((0, DAY),)

Stretch = tuple[datetime, datetime]  # from, until; both in UTC


def after_hours(calendar: Hours, start: datetime, hours: float) -> datetime:
    """The moment at which the desk has been open for so many hours since `start`; in UTC."""
    left = timedelta(hours=hours)
    for opens, closes in _openings(calendar, start):
        open_for = closes - opens
        if open_for >= left:
            return opens + left
        left -= open_for
    raise AssertionError  # openings never end


def after_working_days(calendar: Hours, start: datetime, number: int) -> datetime:
    """The same time so many working days later, or when the desk is next open that day; in UTC.

    A day is counted as it begins to be worked, so the rest of the one that `start` falls on is a
    gift. A start while the desk is shut is as good as the next opening.
    """
    zone = calendar.zone
    wall = start.astimezone(zone).replace(tzinfo=None)
    worked = _working_days(calendar, wall.date())
    first, spans = next(each for each in worked if wall < _at(each[0], each[1][-1][1]))
    last, last_spans = next(islice(worked, number - 1, None)) if number else (first, spans)
    minute = _next_open(spans, (wall - _at(first, 0)) / timedelta(minutes=1))
    due = _at(last, _next_open(last_spans, minute))
    return due.replace(tzinfo=zone).astimezone(UTC)


def _next_open(spans: Iterable[Span], minute: float) -> float:
    """The minute itself where a day is open at it, else the next opening, or the last closing."""
    closes = 0
    for opens, closes in spans:
        if minute < closes:
            return max(minute, opens)
    return closes


def _working_days(calendar: Hours, today: date) -> Iterator[tuple[date, tuple[Span, ...]]]:
    """Each day on which the desk opens, from yesterday on, whose night may not be over.

    After 30 shut days in a row every day is one, all of it: nobody waits for ever for a desk that
    opens on holidays alone.
    """
    shut = -1
    for number in count(-1):
        day = today + number * _DAY
        spans = spans_on(calendar, day)
        shut = 0 if spans else shut + 1
        if spans or shut > PATIENCE_DAYS:
            yield day, spans or _ALL_DAY


def _openings(calendar: Hours, start: datetime) -> Iterator[Stretch]:
    """Each stretch of time in which the desk is open, from `start` on."""
    zone = calendar.zone
    start = start.astimezone(UTC)
    for day, spans in _working_days(calendar, start.astimezone(zone).date()):
        passes = (_passing(zone, _at(day, opens), _at(day, closes)) for opens, closes in spans)
        for opens, closes in sorted(stretch for each in passes for stretch in each):
            if start < closes:
                yield max(opens, start), closes
                start = closes  # a night may run into what opens on the next day


def _passing(zone: ZoneInfo, opens: datetime, closes: datetime) -> Iterator[Stretch]:
    """When the wall shows a time from `opens` until `closes`: twice where its clock goes back.

    The clock is looked at a day before and a day after: no zone has moved it twice in so short a
    time.
    """
    early, late = (opens - _DAY).replace(tzinfo=UTC), (closes + _DAY).replace(tzinfo=UTC)
    before, after = _offset(zone, early), _offset(zone, late)
    opens, closes = opens.replace(tzinfo=UTC), closes.replace(tzinfo=UTC)
    if before == after:
        yield opens - before, closes - before
        return
    moved = clock_moves(zone, early, late)
    for first, last in (
        (opens - before, min(closes - before, moved)),
        (max(opens - after, moved), closes - after),
    ):
        if first < last:
            yield first, last


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _at(day: date, minutes: float) -> datetime:
    """A time on the wall of the desk, which may lie on the next day."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the clock on a wall
    return midnight + timedelta(minutes=minutes)
