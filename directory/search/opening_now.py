"""Is it open at a moment, and when does that change?

Everything follows the clock on the service's own wall: an hour that the wall shows twice in autumn
is open both times or neither, an hour that it skips in spring is never reached. So whether it is
open depends on nothing but the local minute of the week.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from directory.search.opening import DAY, WEEK, Week


class Change(NamedTuple):
    """A service opens, or closes, at a moment given in its own time zone."""

    at: datetime
    opens: bool


def is_open(week: Week, moment: datetime) -> bool:
    """Whether it is open at an aware moment. Raises ValueError for one without a time zone."""
    minute = _minute_of_week(_on_the_wall(week, moment))
    # The last span may run into Monday, which its minutes then count as an eighth day.
    return any(_is_within(week, at) for at in (minute, minute + WEEK))


def next_change(week: Week, moment: datetime) -> Change | None:
    """When it next closes (if it is open) or opens (if not): the first moment after this one.

    None for what is always open. Raises ValueError for a moment without a time zone.
    """
    opens = not is_open(week, moment)
    if week.is_always_open:
        return None
    while True:
        moment = _end_of_stretch(week, moment.astimezone(UTC))
        if is_open(week, moment) is opens:
            return Change(moment.astimezone(week.zone), opens)


def opens_next(week: Week, moment: datetime) -> datetime | None:
    """When it next goes from closed to open, in its own zone. None for what is always open."""
    change = next_change(week, moment)
    if change is not None and not change.opens:
        change = next_change(week, change.at)
    return change.at if change else None


def _on_the_wall(week: Week, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("This moment has no time zone.")
    return moment.astimezone(week.zone)


def _minute_of_week(wall: datetime) -> int:
    return wall.weekday() * DAY + wall.hour * 60 + wall.minute


def _is_within(week: Week, minute: int) -> bool:
    before = bisect_right(week.spans, (minute, 2 * WEEK))
    return before > 0 and minute < week.spans[before - 1][1]


def _end_of_stretch(week: Week, moment: datetime) -> datetime:
    """A moment up to which nothing can change: hours begin or end, the clock moves, or a day.

    A day at most, because clocks are looked at on both ends of the stretch only, and no zone has
    moved its clock twice in a day. `moment` is in UTC, and so is the answer.
    """
    wall = _on_the_wall(week, moment)
    minute = _minute_of_week(wall)
    edges = (edge % WEEK for span in week.spans for edge in span)
    minutes = min(DAY, *((edge - minute - 1) % WEEK + 1 for edge in edges))
    end = moment + timedelta(minutes=minutes, seconds=-wall.second, microseconds=-wall.microsecond)
    if end.astimezone(week.zone).utcoffset() != wall.utcoffset():
        return clock_moves(week.zone, moment, end)
    return end


def clock_moves(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    """The first second between two moments in UTC at which the zone's clock has moved."""
    start = start.replace(microsecond=0)
    offset = start.astimezone(zone).utcoffset()

    def has_moved(seconds: int) -> bool:
        later = start + timedelta(seconds=seconds)
        return later.astimezone(zone).utcoffset() != offset

    between = range(int((end - start).total_seconds()))
    return start + timedelta(seconds=bisect_left(between, True, key=has_moved))
