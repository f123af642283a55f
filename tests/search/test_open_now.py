"""Whether something is open, and when that changes, by the clock on its own wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, every_week
from directory.search.opening import DAY, read_week
from directory.search.opening_now import is_open, next_change, opens_next
from tests.search.made_hours import hours_and_days
from tests.search.wall_calendar import is_open_by_the_calendar

MINUTE = timedelta(minutes=1)
LONG = timedelta(days=4)


@st.composite
def hours_and_moments(draw: st.DrawFn) -> tuple[Hours, datetime]:
    hours, day = draw(hours_and_days())
    seconds = draw(st.integers(-3 * 86_400, 3 * 86_400))
    return hours, datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)


ways = st.none() | st.sampled_from(list(How))


@given(hours_and_moments(), ways)
def test_open_means_open_by_the_clock_on_the_wall(
    case: tuple[Hours, datetime], how: How | None
) -> None:
    hours, moment = case
    for minutes in range(0, 2 * DAY, 7):
        at = moment + minutes * MINUTE
        wall = at.astimezone(hours.zone)
        assert is_open(hours, at, how) == is_open_by_the_calendar(hours, wall, how)


@settings(max_examples=40, deadline=None)
@given(hours_and_moments(), ways)
def test_the_next_change_is_the_first_one(case: tuple[Hours, datetime], how: How | None) -> None:
    hours, moment = case
    change = next_change(hours, moment, how)
    now = is_open(hours, moment, how)

    # Minute by minute, and the second just before.
    at = moment.replace(second=0) + MINUTE
    sought_until = min(change.at, at + LONG) if change else at + LONG
    while at < sought_until:
        assert is_open_by_the_calendar(hours, at.astimezone(hours.zone), how) is now, at
        at += MINUTE
    if change is not None:
        assert change.opens is not now
        assert moment < change.at
        assert is_open(hours, change.at.astimezone(UTC) - timedelta(seconds=1), how) is now
        assert is_open(hours, change.at, how) is change.opens
        assert change.at.tzinfo == hours.zone


@settings(deadline=None)
@given(hours_and_moments())
def test_what_opens_next_was_closed_before(case: tuple[Hours, datetime]) -> None:
    hours, moment = case
    opens = opens_next(hours, moment)

    if opens is None:
        assert hours.week.is_always_open or hours.other_days or hours.on_holidays
    else:
        assert opens > moment
        assert is_open(hours, opens)
        assert not is_open(hours, opens.astimezone(UTC) - timedelta(seconds=1))


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
    change = next_change(every_week(read_week(hours, zone)), datetime.fromisoformat(now))

    assert change is not None
    assert change.at.isoformat(timespec="minutes") == changes


def test_one_moment_may_be_open_here_and_closed_there() -> None:
    moment = datetime(2026, 11, 24, 16, 30, tzinfo=ZoneInfo("Europe/Madrid"))

    assert is_open(every_week(read_week("Tu 09:00-17:00", "Europe/Madrid")), moment)
    assert not is_open(every_week(read_week("Tu 09:00-17:00", "Asia/Kathmandu")), moment)


def test_around_the_clock_never_changes() -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    always = every_week(read_week("24/7", "Europe/Madrid"))

    assert is_open(always, moment)
    assert next_change(always, moment) is None
    assert opens_next(always, moment) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        is_open(every_week(read_week("24/7", "Europe/Madrid")), datetime(2026, 11, 24))  # noqa: DTZ001  # on purpose


MADRID = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/Madrid"))
NINE_TO_NOON = ((How.OPEN, ((540, 720),)),)


def madrid(hours: Hours = MADRID, *other_days: OtherDays, on_holidays: str = "") -> Hours:
    rule = OnHolidays(on_holidays) if on_holidays else None
    return Hours(hours.weekly, hours.time_zone, rule, other_days)


@pytest.mark.parametrize(
    ("hours", "now", "changes"),
    [
        # Constitution Day, on the region's list too; a country that nobody knows has none.
        (madrid(on_holidays="ES-VC"), "2026-12-07T20:00Z", "2026-12-09T09:00+01:00"),
        (madrid(on_holidays="XX"), "2026-12-07T20:00Z", "2026-12-08T09:00+01:00"),
        # A date is more particular than a holiday, and that more than a stretch of days.
        (
            madrid(
                MADRID,
                OtherDays(date(2026, 12, 8), date(2026, 12, 8), NINE_TO_NOON),
                on_holidays="ES",
            ),
            "2026-12-08T08:30Z",
            "2026-12-08T12:00+01:00",
        ),
        (
            madrid(
                MADRID,
                OtherDays(date(2026, 12, 1), date(2026, 12, 31), NINE_TO_NOON),
                on_holidays="ES",
            ),
            "2026-12-08T08:30Z",
            "2026-12-09T09:00+01:00",
        ),
        # Over the end of the year; and one day in the middle of it on which it opens.
        (
            madrid(MADRID, OtherDays(date(2026, 12, 24), date(2027, 1, 3))),
            "2026-12-23T17:00Z",
            "2027-01-04T09:00+01:00",
        ),
        (
            madrid(
                MADRID,
                OtherDays(date(2026, 12, 24), date(2027, 1, 3)),
                OtherDays(date(2026, 12, 26), date(2026, 12, 26), NINE_TO_NOON),
            ),
            "2026-12-23T17:00Z",
            "2026-12-26T09:00+01:00",
        ),
        # A night belongs to the day on which it began.
        (
            madrid(
                every_week(read_week("Mo-Su 22:00-06:00", "Europe/Madrid")),
                OtherDays(date(2026, 12, 24), date(2026, 12, 24)),
            ),
            "2026-12-24T01:00Z",
            "2026-12-24T06:00+01:00",
        ),
        # Day and night, but not at Christmas.
        (
            madrid(every_week(read_week("24/7", "Europe/Madrid")), on_holidays="ES"),
            "2026-12-20T01:00Z",
            "2026-12-25T00:00+01:00",
        ),
    ],
)
def test_exceptions_change_when_it_opens_and_closes(hours: Hours, now: str, changes: str) -> None:
    change = next_change(hours, datetime.fromisoformat(now))

    assert change is not None
    assert change.at.isoformat(timespec="minutes") == changes


def test_a_line_that_is_always_open_is_so_on_holidays() -> None:
    christmas = datetime(2026, 12, 25, 12, tzinfo=UTC)
    assert is_open(every_week(read_week("24/7", "Europe/Madrid")), christmas)


def test_closed_until_further_notice_opens_at_no_time() -> None:
    shut = madrid(MADRID, OtherDays(date(2026, 11, 1), ENDLESS))
    moment = datetime(2026, 11, 24, 10, tzinfo=UTC)

    assert not is_open(shut, moment)
    assert next_change(shut, moment) is None
    assert opens_next(shut, moment) is None


def test_years_of_being_shut_are_seen_through() -> None:
    shut = madrid(MADRID, OtherDays(date(2026, 1, 1), date(2031, 12, 31)))

    opens = opens_next(shut, datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert opens is not None
    assert opens.date() == date(2032, 1, 1)
