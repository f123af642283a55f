"""Listings that nobody has looked at for too long."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from directory.catalog.facts import Section
from directory.catalog.freshness import is_stale, standing_on
from directory.listings.findings import About, Check, Finding, Problem

YEAR = timedelta(days=365)


def check_age(about: About, days: Mapping[Section, date], today: date) -> Iterator[Finding]:
    """The gravest alone. days: when each section was last seen to be true."""
    if not days:
        yield Finding(Check.FRESHNESS, about, "assured_date", "", Problem.NEVER_CONFIRMED)
        return
    stands = standing_on(days)
    if stands is not None and today - stands > YEAR:
        said = stands.isoformat()
        yield Finding(Check.FRESHNESS, about, "assured_date", said, Problem.OVER_A_YEAR, stands)
        return
    for section in Section:
        day = days.get(section)
        if is_stale(section, day, today):
            said = day.isoformat() if day else ""
            yield Finding(Check.FRESHNESS, about, section, said, Problem.SECTION_STALE, day)
