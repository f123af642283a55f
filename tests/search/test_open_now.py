"""Whether something is open, and when that changes, by the clock on its own wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.opening import DAY, WEEK, Week, days, read_week
from directory.search.opening_now import is_open, next_change, opens_next

MINUTE = timedelta(minutes=1)

# Days around which a clock moves: an hour, half an hour, a whole day, against the seasons, never.
CLOCKS = [
    ("Europe/Madrid", date(2026, 3, 29)),
    ("Europe/Madrid", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
]

spans = st.builds(
    lambda opens, length: (opens, opens + length),
    st.integers(0, WEEK - 1),
    st.integers(1, WEEK) | st.integers(1, 300),
)


@st.composite
def weeks_and_moments(draw: st.DrawFn) -> tuple[Week, datetime]:
    time_zone, day = draw(st.sampled_from(CLOCKS))
    week = Week(tuple(draw(st.lists(spans, min_size=1, max_size=6))), time_zone)
    seconds = draw(st.integers(-3 * 86_400, 3 * 86_400))
    return week, datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)


def is_open_by_the_calendar(week: Week, wall: datetime) -> bool:
    """Leafs through yesterday's and today's listed hours, and compares naive clock readings."""
    wall = wall.replace(tzinfo=None)
    for day in (wall.date(), wall.date() - timedelta(days=1)):
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 the clock on a wall
        for opens, closes in days(week)[day.weekday()]:
            if midnight + opens * MINUTE <= wall < midnight + closes * MINUTE:
                return True
    return False


@given(weeks_and_moments())
def test_open_means_open_by_the_clock_on_the_wall(case: tuple[Week, datetime]) -> None:
    week, moment = case
    for minutes in range(0, 2 * DAY, 7):
        at = moment + minutes * MINUTE
        assert is_open(week, at) == is_open_by_the_calendar(week, at.astimezone(week.zone))


@settings(max_examples=60)
@given(weeks_and_moments())
def test_the_next_change_is_the_first_one(case: tuple[Week, datetime]) -> None:
    week, moment = case
    change = next_change(week, moment)
    now = is_open(week, moment)

    # Minute by minute, and the second just before.
    at = moment.replace(second=0) + MINUTE
    while change is not None and at < change.at:
        assert is_open(week, at) is now, at
        at += MINUTE
    if change is None:
        assert week.is_always_open
    else:
        assert change.opens is not now
        assert moment < change.at
        assert is_open(week, change.at.astimezone(UTC) - timedelta(seconds=1)) is now
        assert is_open(week, change.at) is change.opens
        assert change.at.tzinfo == week.zone


@given(weeks_and_moments())
def test_what_opens_next_was_closed_before(case: tuple[Week, datetime]) -> None:
    week, moment = case
    opens = opens_next(week, moment)

    assert (opens is None) == week.is_always_open
    if opens is not None:
        assert opens > moment
        assert is_open(week, opens)
        assert not is_open(week, opens.astimezone(UTC) - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("hours", "zone", "now", "changes"),
    [
        ("Mo-Fr 09:00-17:00", "Europe/Madrid", "2026-11-24T10:00Z", "2026-11-24T17:00+01:00"),
        ("Mo-Fr 09:00-17:00", "Europe/Madrid", "2026-11-27T16:00Z", "2026-11-30T09:00+01:00"),
        ("Fr 22:00-02:00", "America/New_York", "2026-11-28T06:30Z", "2026-11-28T02:00-05:00"),
        ("Su 22:00-02:00", "Asia/Kathmandu", "2026-11-29T17:15Z", "2026-11-30T02:00+05:45"),
        # The wall never shows 02:00 to 03:00 on this Sunday.
        ("Su 02:30-04:00", "Europe/Madrid", "2026-03-29T00:00Z", "2026-03-29T03:00+02:00"),
        ("Su 01:00-02:30", "Europe/Madrid", "2026-03-29T00:30Z", "2026-03-29T03:00+02:00"),
        # It shows 02:00 to 03:00 twice on this one.
        ("Su 01:00-02:30", "Europe/Madrid", "2026-10-25T00:00Z", "2026-10-25T02:30+02:00"),
        ("Su 01:00-02:30", "Europe/Madrid", "2026-10-25T00:45Z", "2026-10-25T02:00+01:00"),
        ("Su 01:00-05:00", "Europe/Madrid", "2026-10-25T00:00Z", "2026-10-25T05:00+01:00"),
        # There was no such Friday in Samoa.
        ("Fr 09:00-17:00", "Pacific/Apia", "2011-12-30T00:00Z", "2012-01-06T09:00+14:00"),
    ],
)
def test_the_change_is_told_in_its_own_zone(hours: str, zone: str, now: str, changes: str) -> None:
    change = next_change(read_week(hours, zone), datetime.fromisoformat(now))

    assert change is not None
    assert change.at.isoformat(timespec="minutes") == changes


def test_one_moment_may_be_open_here_and_closed_there() -> None:
    moment = datetime(2026, 11, 24, 16, 30, tzinfo=ZoneInfo("Europe/Madrid"))

    assert is_open(read_week("Tu 09:00-17:00", "Europe/Madrid"), moment)
    assert not is_open(read_week("Tu 09:00-17:00", "Asia/Kathmandu"), moment)


def test_around_the_clock_never_changes() -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    always = read_week("24/7", "Europe/Madrid")

    assert is_open(always, moment)
    assert next_change(always, moment) is None
    assert opens_next(always, moment) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        is_open(read_week("24/7", "Europe/Madrid"), datetime(2026, 11, 24))  # noqa: DTZ001  # on purpose
