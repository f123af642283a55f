"""What has to stand in the form so that it says given opening hours."""

from collections.abc import Iterator
from datetime import date, timedelta

from directory.listings.hours_names import (
    DAYS,
    HOLIDAYS,
    SHUT_ENDLESS,
    SHUT_FROM,
    SHUT_UNTIL,
    WHERE,
    ZONE,
    slot_names,
    table_prefix,
)
from directory.listings.typed_clocks import write_clock
from directory.places.time_zones import time_zone_of
from directory.search.hours import (
    ENDLESS,
    EVERY_DAY,
    Hours,
    How,
    OtherDays,
    Times,
    usual_times,
    without_past,
)
from directory.search.opening import WEEK

Pairs = Iterator[tuple[str, str]]


def fields_of(hours: Hours | None, today: date, where: str) -> dict[str, str]:
    """The fields by their names, without those that stay empty.

    today: what is closed on it stands under "closed until", and what is over by then nowhere: a
    form would grow year by year. where: the country or region, whose time zone and holidays are
    suggested where nobody has said any.
    """
    if hours is None:
        return {ZONE: time_zone_of(where), WHERE: where}
    return dict(_pairs(without_past(hours, today), today, where))


def _pairs(hours: Hours, today: date, where: str) -> Pairs:
    yield ZONE, hours.time_zone
    yield from _tables(hours)
    yield WHERE, hours.on_holidays.where if hours.on_holidays else where
    how = hours.weekly[0][0]
    if hours.on_holidays:
        yield HOLIDAYS, "other" if hours.on_holidays.times else "closed"
        yield from _slots("holidays", hours.on_holidays.times, how)
    shut = next((other for other in hours.other_days if _is_shut_for_now(other, today)), None)
    if shut:
        yield SHUT_FROM, shut.first.isoformat()
        if shut.last == ENDLESS:
            yield SHUT_ENDLESS, "yes"
        else:
            yield SHUT_UNTIL, (shut.last + timedelta(days=1)).isoformat()
    others = (other for other in hours.other_days if other is not shut)
    for row, other in enumerate(others, start=1):
        yield from _other_days(f"x{row}", other, hours)


def _tables(hours: Hours) -> Pairs:
    for table, (how, spans) in enumerate(hours.weekly, start=1):
        prefix = table_prefix(table)
        yield f"{prefix}how", how.value
        if spans == ((0, WEEK),):
            yield f"{prefix}always", "yes"
            continue
        for name, times in zip(DAYS, usual_times(hours), strict=True):
            own = tuple(each for each in times if each[0] is how)
            yield from _slots(f"{prefix}{name}", own, how)


def _slots(stem: str, times: Times, usual: How) -> Pairs:
    slots = [(how, span) for how, spans in times for span in spans]
    for (how, (opens, closes)), (begin, end, way) in zip(
        slots, slot_names(stem, len(slots)), strict=True
    ):
        yield begin, write_clock(opens)
        yield end, write_clock(closes, is_end=True)
        if how is not usual:
            yield way, how.value


def _is_shut_for_now(other: OtherDays, today: date) -> bool:
    return other.is_shut and other.length > 1 and other.first <= today <= other.last


def _other_days(row: str, other: OtherDays, hours: Hours) -> Pairs:
    yield f"{row}_first", other.first.isoformat()
    if other.length > 1:
        yield f"{row}_last", other.last.isoformat()
    yield f"{row}_is", _which_days(other, hours)
    yield from _slots(row, other.times, hours.weekly[0][0])


def _which_days(other: OtherDays, hours: Hours) -> str:
    """As `hours_form.weekdays_of` reads it."""
    if other.is_shut:
        return "closed"
    met = {*OtherDays(other.first, other.last, other.times).weekdays}
    usual = {day for day in EVERY_DAY if usual_times(hours)[day]}
    if other.length == 1 or met & usual == {*other.weekdays}:
        return "usual"
    return "every" if met == {*other.weekdays} else " ".join(map(str, other.weekdays))
