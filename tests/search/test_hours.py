"""Opening hours with exceptions are plain values."""

from datetime import date

import pytest
from hypothesis import given

from directory.search.hours import (
    Hours,
    How,
    OnHolidays,
    OtherDays,
    every_week,
    read_hours,
    times_on,
    write_hours,
)
from directory.search.opening import read_week
from tests.search.made_hours import hours_and_days

OFFICE = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/Madrid"))
MORNING, EVENING = ((How.OPEN, ((540, 720),)),), ((How.PHONE, ((1080, 1200),)),)
EVE, NEW_YEAR = date(2026, 12, 24), date(2027, 1, 1)


@given(hours_and_days())
def test_what_is_written_reads_back_the_same(case: tuple[Hours, date]) -> None:
    hours, _ = case
    again = read_hours(write_hours(hours))

    assert again == hours
    assert hash(again) == hash(hours)


def test_equal_hours_are_equal_in_whatever_order_they_were_given() -> None:
    shut, short = OtherDays(EVE, NEW_YEAR), OtherDays(EVE, EVE, (*MORNING, *EVENING))
    one = Hours((*OFFICE.weekly, *EVENING), "Europe/Madrid", None, (shut, short))

    halves = ((How.PHONE, ((1080, 1100),)), (How.PHONE, ((1100, 1200),)))
    again = OtherDays(EVE, EVE, (*halves, *MORNING))
    other = Hours((*halves, *OFFICE.weekly), "Europe/Madrid", None, (again, shut))
    assert one == other
    assert {one: 1}[other] == 1


def test_weekdays_that_do_not_come_are_forgotten() -> None:
    assert OtherDays(EVE, EVE, MORNING).weekdays == (3,)
    assert OtherDays(EVE, NEW_YEAR, MORNING).weekdays == (0, 1, 2, 3, 4, 5, 6)
    assert OtherDays(EVE, NEW_YEAR).weekdays == ()


def test_the_most_particular_holds() -> None:
    season = OtherDays(date(2026, 12, 1), date(2027, 1, 31), MORNING, (0, 1, 2, 3, 4))
    shut = OtherDays(EVE, NEW_YEAR)
    single = OtherDays(date(2026, 12, 28), date(2026, 12, 28), EVENING)
    hours = Hours(OFFICE.weekly, "Europe/Madrid", OnHolidays("ES"), (single, shut, season))

    assert times_on(hours, date(2026, 11, 30)) == ((How.OPEN, ((540, 1020),)),)
    assert times_on(hours, date(2026, 12, 1)) == MORNING
    assert times_on(hours, date(2026, 12, 5)) == ()  # a Saturday
    assert times_on(hours, date(2026, 12, 8)) == ()  # a holiday
    assert times_on(hours, EVE) == ()
    assert times_on(hours, date(2026, 12, 28)) == EVENING
    assert times_on(hours, date(2026, 12, 29)) == ()


@pytest.mark.parametrize("times", [((How.OPEN, ((600, 600),)),), ((How.OPEN, ((1440, 1500),)),)])
def test_times_that_cannot_be_are_refused(times: tuple[tuple[How, tuple[()]], ...]) -> None:
    with pytest.raises(ValueError, match="not a time of a day"):
        OtherDays(EVE, EVE, times)


def test_days_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="is before"):
        OtherDays(NEW_YEAR, EVE)
    with pytest.raises(ValueError, match="No such weekday"):
        OtherDays(EVE, EVE, MORNING, (0,))
    with pytest.raises(ValueError, match="two things"):
        Hours(OFFICE.weekly, "UTC", None, (OtherDays(EVE, EVE), OtherDays(EVE, EVE, MORNING)))
    with pytest.raises(ValueError, match="leave unknown hours out"):
        Hours((), "UTC")
