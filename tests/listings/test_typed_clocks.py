"""Somebody tired types a time, as it is written where they live."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.listings.typed_clocks import read_clock, read_day, suggest_clock, write_clock
from directory.search.opening import DAY


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9", 540),
        ("9:30", 570),
        ("09:30", 570),
        ("9.30", 570),
        ("9,30", 570),
        ("9h30", 570),
        ("9 h 30", 570),
        ("9h", 540),
        ("21 h", 1260),
        ("0930", 570),
        ("930", 570),
        ("9:30 pm", 1290),
        ("9:30PM", 1290),
        ("9.30 p.m.", 1290),
        ("9 am", 540),
        ("12 am", 0),
        ("12 pm", 720),
        ("9 Uhr", 540),
        ("21:30 Uhr", 1290),
        ("٩:٣٠", 570),
        ("٩:٣٠ م", 1290),
        ("٩:٣٠ صباحًا", 570),
        ("९:३०", 570),
        ("９：３０", 570),
        ("9\u202f:30", 570),
        (" 00:00 ", 0),
        ("24:00", 1440),
        ("24", 1440),
    ],
)
def test_a_time_is_read_as_it_is_written(typed: str, minutes: int) -> None:
    assert read_clock(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "nine", "25", "9:75", "24:30", "13 pm", "0 am", "9:30 xm", "1:2:3", "99999"]
)
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_clock(typed) is None


@given(st.integers(0, DAY))
def test_a_written_time_is_read_again(minutes: int) -> None:
    assert read_clock(write_clock(minutes, is_end=True)) == minutes
    assert read_clock(write_clock(minutes)) == minutes % DAY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9:3O", "09:03"), ("at 9", "09:00"), ("9:75", "09:00"), ("31", None), ("soon", None)],
)
def test_a_time_is_offered_for_what_was_none(typed: str, meant: str | None) -> None:
    assert suggest_clock(typed) == meant


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("٢٠٢٦-١٢-٢٤", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("3.4.2026", date(2026, 4, 3)),
        ("24/12/2026", date(2026, 12, 24)),
        ("12/24/2026", date(2026, 12, 24)),
        ("5/5/2026", date(2026, 5, 5)),
        ("3/4/2026", None),  # in March or in April?
        ("2026-02-30", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_where_it_can_be_one_day_only(typed: str, day: date | None) -> None:
    assert read_day(typed) == day
