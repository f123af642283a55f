"""The calendar that a desk is held to: its hours, in its own zone, without its holidays."""

from collections.abc import Container
from datetime import date
from functools import cache

import holidays

from directory.places.time_zones import time_zone_of
from directory.referrals.working_time import Calendar
from directory.search.opening import Week, read_week

# Of a desk that says no hours, or none that make a plain week.
OFFICE_HOURS = "Mo-Fr 09:00-17:00"


def opening_calendar(
    hours: Week | None, country: str, region: str | None = None, time_zone: str | None = None
) -> Calendar:
    """country, region: codes as `places.regions` has them. time_zone: where hours are not known.

    Who is there day and night is there on holidays too.
    """
    week = hours or read_week(OFFICE_HOURS, time_zone or time_zone_of(region or country))
    return Calendar(week) if week.is_always_open else Calendar(week, _holidays(country, region))


@cache
def _holidays(country: str, region: str | None) -> Container[date]:
    """Public holidays, those of the region too where the library knows it; else none."""
    part = (region or "").removeprefix(f"{country}-") or None
    for known_as in (part, None):
        try:
            return holidays.country_holidays(country, known_as)
        except NotImplementedError:
            continue
    return frozenset()
