"""The calendar that a desk is held to: its hours, in its own zone, without its holidays."""

from msgspec.structs import replace

from directory.places.time_zones import time_zone_of
from directory.search.hours import Hours, OnHolidays, every_week
from directory.search.opening import read_week

# Of a desk that says no hours, or none that we can read.
OFFICE_HOURS = "Mo-Fr 09:00-17:00"


def opening_calendar(
    hours: Hours | None, country: str, region: str | None = None, time_zone: str | None = None
) -> Hours:
    """country, region: codes as `places.regions` has them. time_zone: where hours are not known.

    Where it does not say itself what it does on holidays, it is not expected to answer; but who is
    there day and night is there on holidays too.
    """
    where = region or country
    if hours is None:
        hours = every_week(read_week(OFFICE_HOURS, time_zone or time_zone_of(where)))
    if hours.on_holidays or hours.week.is_always_open:
        return hours
    return replace(hours, on_holidays=OnHolidays(where))
