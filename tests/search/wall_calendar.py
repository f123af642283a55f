"""Opening hours once more, as somebody reads them off a wall calendar: slow, and told otherwise."""

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from directory.search.hours import Hours, How, Times
from directory.search.opening import Week, days

MINUTE = timedelta(minutes=1)


def is_open_by_the_calendar(hours: Hours, wall: datetime, how: How | None = None) -> bool:
    """Leafs through yesterday and today, and compares readings of the clock."""
    wall = wall.replace(tzinfo=None)
    for day in (wall.date(), wall.date() - timedelta(days=1)):
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 the clock on a wall
        for way, opens, closes in page_of(hours, day):
            if (
                how in (None, way)
                and midnight + opens * MINUTE <= wall < midnight + closes * MINUTE
            ):
                return True
    return False


@lru_cache(64)
def page_of(hours: Hours, day: date) -> list[tuple[How, int, int]]:
    return list(_written_on(hours, day))


def _written_on(hours: Hours, day: date) -> Iterator[tuple[How, int, int]]:
    """What stands on the page of a day: the note of the fewest days that speaks of it, first."""
    notes = [other for other in hours.other_days if other.first <= day <= other.last]
    newest = max((note.first for note in notes), default=None)
    notes = sorted(
        (note for note in notes if note.first == newest), key=lambda note: note.last.toordinal()
    )
    note = notes[0] if notes else None
    if note and (note.first == note.last or not note.times):
        yield from _flat(note.times)
    elif hours.on_holidays and day in _holidays_of(hours.on_holidays.where):
        yield from _flat(hours.on_holidays.times)
    elif note:
        yield from _flat(note.times) if day.weekday() in note.weekdays else ()
    else:
        for how, spans in hours.weekly:
            for opens, closes in days(Week(spans, hours.time_zone))[day.weekday()]:
                yield how, opens, closes


def _flat(times: Times) -> Iterator[tuple[How, int, int]]:
    for how, spans in times:
        for opens, closes in spans:
            yield how, opens, closes


def _holidays_of(where: str) -> Container[date]:
    if where == "XX":  # nobody knows its holidays
        return ()
    country, _, region = where.partition("-")
    return holidays.country_holidays(country, region or None)
