"""Hours of opening and working days, against a calendar that is leafed through by the minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count, groupby, islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from directory.referrals.working_time import (
    PATIENCE_DAYS,
    after_hours,
    after_working_days,
)
from directory.search.hours import Hours, OtherDays, every_week
from directory.search.opening import DAY, WEEK, Week, days, read_week

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
OFFICE = "Mo-Fr 09:00-17:00"

# Days around which a clock moves: by an hour, at midnight, by half an hour, by a day, or never.
CLOCKS = [
    ("Europe/Madrid", date(2026, 3, 29)),
    ("Europe/Madrid", date(2026, 10, 25)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Pacific/Apia", date(2011, 12, 30)),
]

week_spans = st.builds(
    lambda opens, length: (opens, opens + length),
    st.integers(0, WEEK - 1),
    st.integers(1, 600) | st.integers(1, WEEK),
)


def shut_on(hours: Hours, *closed: date) -> Hours:
    return replace(hours, other_days=tuple(OtherDays(day, day) for day in closed))


@st.composite
def calendars_and_moments(draw: st.DrawFn) -> tuple[Hours, datetime]:
    time_zone, day = draw(st.sampled_from(CLOCKS))
    spans = tuple(draw(st.lists(week_spans, min_size=1, max_size=6)))
    closed = draw(st.frozensets(st.integers(-4, 10), max_size=5))
    calendar = shut_on(
        every_week(Week(spans, time_zone)), *(day + timedelta(days=number) for number in closed)
    )
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return calendar, moment + draw(st.integers(-3 * DAY, 3 * DAY)) * MINUTE


spans_of = cache(days)


def worked_day(calendar: Hours, wall: datetime) -> date | None:
    """The day whose hours are being worked when the wall shows this time."""
    for day in (wall.date() - timedelta(days=1), wall.date()):
        for opens, closes in spans_of(calendar.week)[day.weekday()]:
            if opens * MINUTE <= wall - midnight(day) < closes * MINUTE:
                is_shut = any(other.first == day for other in calendar.other_days)
                return None if is_shut else day
    return None


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 the clock on a wall


def on_the_wall(calendar: Hours, moment: datetime) -> datetime:
    return moment.astimezone(calendar.zone).replace(tzinfo=None)


def open_minutes(calendar: Hours, start: datetime) -> Iterator[datetime]:
    """Those that really pass."""
    for number in count():
        minute = start + number * MINUTE
        if worked_day(calendar, on_the_wall(calendar, minute)):
            yield minute


def worked_minutes(calendar: Hours, wall: datetime) -> Iterator[tuple[date, timedelta]]:
    """Those in the book, each with the day that it belongs to and its time on that day."""
    for number in count():
        if day := worked_day(calendar, wall + number * MINUTE):
            yield day, wall + number * MINUTE - midnight(day)


@settings(max_examples=60, deadline=None)
@given(calendars_and_moments(), st.integers(1, 300))
def test_hours_are_those_in_which_the_desk_is_open(
    case: tuple[Hours, datetime], minutes: int
) -> None:
    calendar, start = case

    last = next(islice(open_minutes(calendar, start), minutes - 1, None))

    assert after_hours(calendar, start, minutes / 60) == last + MINUTE


@settings(max_examples=30, deadline=None)
@given(calendars_and_moments(), st.integers(1, 3))
def test_working_days_are_those_on_which_the_desk_opens(
    case: tuple[Hours, datetime], number: int
) -> None:
    calendar, start = case

    minutes = worked_minutes(calendar, on_the_wall(calendar, start))
    worked = groupby(minutes, key=lambda each: each[0])
    _, time = next(next(worked)[1])
    day, that_day = next(islice(worked, number - 1, None))
    times = [open_at for _, open_at in that_day]
    expected = next((open_at for open_at in times if open_at >= time), times[-1] + MINUTE)

    due = (midnight(day) + expected).replace(tzinfo=calendar.zone)
    assert after_working_days(calendar, start, number) == due.astimezone(UTC)


def at(text: str, time_zone: str = "Europe/Madrid") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(time_zone))


def desk(hours: str, time_zone: str = "Europe/Madrid", *closed_on: str) -> Hours:
    return shut_on(every_week(read_week(hours, time_zone)), *map(date.fromisoformat, closed_on))


@pytest.mark.parametrize(
    ("hours", "number", "start", "due"),
    [
        (OFFICE, 12, "2026-11-23T09:00", "2026-11-24T13:00"),
        (OFFICE, 12, "2026-11-27T16:00", "2026-12-01T12:00"),  # over a weekend
        (OFFICE, 8, "2026-11-28T12:00", "2026-11-30T17:00"),  # begun on a Saturday
        ("24/7", 48, "2026-11-27T16:00", "2026-11-29T16:00"),
        ("24/7", 48, "2026-10-24T16:00", "2026-10-26T15:00"),  # one of them came twice
        ("Mo-Fr 09:00-13:00,15:00-18:00", 5, "2026-11-23T12:00", "2026-11-24T10:00"),
        ("Mo-Su 22:00-06:00", 10, "2026-11-27T23:00", "2026-11-29T01:00"),
    ],
)
def test_twelve_hours_of_an_office_are_a_day_and_a_half(
    hours: str, number: int, start: str, due: str
) -> None:
    assert after_hours(desk(hours), at(start), number) == at(due)


@pytest.mark.parametrize(
    ("hours", "number", "start", "due"),
    [
        (OFFICE, 2, "2026-11-23T10:30", "2026-11-25T10:30"),
        (OFFICE, 2, "2026-11-27T16:00", "2026-12-01T16:00"),
        (OFFICE, 2, "2026-11-28T12:00", "2026-12-02T09:00"),  # Saturday counts from Monday, 9:00
        (OFFICE, 1, "2026-11-23T19:00", "2026-11-25T09:00"),  # after closing: from tomorrow
        (OFFICE, 10, "2026-10-19T09:00", "2026-11-02T09:00"),  # winter time has come
        ("Mo 09:00-12:00; We 15:00-18:00", 1, "2026-11-23T09:30", "2026-11-25T15:00"),
        ("Mo 15:00-18:00; We 09:00-12:00", 1, "2026-11-23T17:00", "2026-11-25T12:00"),
        ("Mo-Su 22:00-06:00", 1, "2026-11-24T03:00", "2026-11-25T03:00"),
    ],
)
def test_a_working_day_later_it_is_the_same_time_or_the_next_opening(
    hours: str, number: int, start: str, due: str
) -> None:
    assert after_working_days(desk(hours), at(start), number) == at(due)


def test_holidays_are_not_worked_nor_is_the_night_that_begins_on_one() -> None:
    office = desk(OFFICE, "Europe/Madrid", "2026-12-08")
    night = desk("Mo-Su 22:00-06:00", "Europe/Madrid", "2026-12-08")

    assert after_working_days(office, at("2026-12-07T10:00"), 1) == at("2026-12-09T10:00")
    assert after_hours(office, at("2026-12-07T16:00"), 2) == at("2026-12-09T10:00")
    assert after_hours(night, at("2026-12-08T05:00"), 2) == at("2026-12-09T23:00")


def test_half_hour_zones_keep_their_own_wall_clock() -> None:
    nepal = desk("Su-Fr 10:00-17:00", "Asia/Kathmandu")

    start = datetime(2026, 11, 27, 10, 45, tzinfo=UTC)  # Friday, 16:30 in Kathmandu
    assert after_hours(nepal, start, 1) == at("2026-11-29T10:30", "Asia/Kathmandu")


def test_where_a_desk_stays_shut_for_thirty_days_time_counts_as_it_passes() -> None:
    first = date(2026, 11, 23)
    never = shut_on(desk(OFFICE, "UTC"), *(first + timedelta(days=number) for number in range(400)))
    start = datetime(2026, 11, 23, tzinfo=UTC)
    waited = start + timedelta(days=PATIENCE_DAYS)

    assert after_hours(never, start, 12) == waited + 12 * HOUR
    assert after_working_days(never, start, 2) == waited + timedelta(days=2)
