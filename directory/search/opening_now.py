"""Does somebody answer at a moment, and when does that change?

Everything follows the clock on the service's own wall: an hour that the wall shows twice in autumn
is open both times or neither, an hour that it skips in spring is never reached. So whether it is
open depends on nothing but the local date and minute.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from directory.search.hours import ENDLESS, Hours, How, OtherDays, rule_on, times_on
from directory.search.opening import DAY, WEEK, Span

_ONE_DAY = timedelta(days=1)
# So many stretches without a change are looked at: more than a year, and years that are shut.
_PATIENCE = 1000


class Change(NamedTuple):
    """A service opens, or closes, at a moment given in its own time zone."""

    at: datetime
    opens: bool


def is_open(hours: Hours, moment: datetime, how: How | None = None) -> bool:
    """Whether somebody answers at an aware moment, in one way or in any.

    Raises ValueError for a moment without a time zone.
    """
    wall = _on_the_wall(hours, moment)
    minute = wall.hour * 60 + wall.minute
    spans = spans_around(hours, wall.date(), how)
    return any(opens <= minute < closes for opens, closes in spans)


def spans_around(hours: Hours, day: date, how: How | None = None) -> Iterator[Span]:
    """What touches a day, in minutes after its midnight: also nights of the day before."""
    for shift, begun in ((DAY, day - _ONE_DAY), (0, day)):
        for way, spans in times_on(hours, begun):
            if how in (None, way):
                yield from ((opens - shift, closes - shift) for opens, closes in spans)


def next_change(hours: Hours, moment: datetime, how: How | None = None) -> Change | None:
    """When it next closes (if it is open) or opens (if not): the first moment after this one.

    None for what stays as it is for more than a year. Raises ValueError for a moment without a
    time zone.
    """
    opens = not is_open(hours, moment, how)
    if _never_changes(hours, how):
        return None
    moment = moment.astimezone(UTC)
    for _ in range(_PATIENCE):
        end = _end_of_stretch(hours, moment)
        if end is None:
            return None
        moment = end
        if is_open(hours, moment, how) is opens:
            return Change(moment.astimezone(hours.zone), opens)
    return None


def opens_next(hours: Hours, moment: datetime) -> datetime | None:
    """When it next goes from closed to open, in its own zone. None where that is not in sight."""
    change = next_change(hours, moment)
    if change is not None and not change.opens:
        change = next_change(hours, change.at)
    return change.at if change else None


def _never_changes(hours: Hours, how: How | None) -> bool:
    weekly = dict(hours.weekly)
    spans = hours.week.spans if how is None else weekly.get(how, ())
    return hours.is_plain and spans in ((), ((0, WEEK),))


def _on_the_wall(hours: Hours, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("This moment has no time zone.")
    return moment.astimezone(hours.zone)


def _end_of_stretch(hours: Hours, moment: datetime) -> datetime | None:
    """A moment up to which nothing can change: hours begin or end, the clock moves, or a day.

    A day at most, because clocks are looked at on both ends of the stretch only, and no zone has
    moved its clock twice in a day; but days that are shut are passed over as one, and where they
    never end it is None. `moment` is in UTC, and so is the answer.
    """
    wall = _on_the_wall(hours, moment)
    minute, today = wall.hour * 60 + wall.minute, wall.date()
    edges = [edge for span in spans_around(hours, today) for edge in span if edge > minute]
    opens_again = None if edges else _shut_until(hours, today)
    if opens_again is not None:
        return _midnight(hours.zone, opens_again) if opens_again < ENDLESS else None
    minutes = min([DAY, *edges]) - minute
    end = moment + timedelta(minutes=minutes, seconds=-wall.second, microseconds=-wall.microsecond)
    if end.astimezone(hours.zone).utcoffset() != wall.utcoffset():
        return clock_moves(hours.zone, moment, end)
    return end


def _shut_until(hours: Hours, day: date) -> date | None:
    """The first day of which something else may be said; None for a day that is not shut."""
    rule = rule_on(hours, day)
    if not isinstance(rule, OtherDays) or not rule.is_shut:
        return None
    after = ENDLESS if rule.last == ENDLESS else rule.last + _ONE_DAY
    begins = (other.first for other in hours.other_days if day < other.first)
    return min(after, *begins, ENDLESS)


def _midnight(zone: ZoneInfo, day: date) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def clock_moves(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    """The first second between two moments in UTC at which the zone's clock has moved."""
    start = start.replace(microsecond=0)
    offset = start.astimezone(zone).utcoffset()

    def has_moved(seconds: int) -> bool:
        later = start + timedelta(seconds=seconds)
        return later.astimezone(zone).utcoffset() != offset

    between = range(int((end - start).total_seconds()))
    return start + timedelta(seconds=bisect_left(between, True, key=has_moved))
