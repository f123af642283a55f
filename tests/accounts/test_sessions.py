"""No sequence of requests keeps a session past its limits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.sessions import (
    CONFIRMED,
    HALF_WAY,
    IDLE,
    LONGEST,
    SKEW,
    is_confirmed,
    is_live,
    is_to_touch,
)

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
steps = st.lists(st.integers(0, 16 * 60), max_size=80)


@given(seconds=steps)
def test_a_session_ends_after_15_quiet_minutes_and_after_8_hours(seconds: list[int]) -> None:
    """Requests at any distance from one another, as the door handles them."""
    seen = now = last = START
    for step in seconds:
        now += timedelta(seconds=step)
        live = is_live(START, seen, now, is_complete=True)
        assert not live or (now - last < IDLE and now - START < LONGEST)
        # Early by less than the time between two notes, never earlier.
        assert live or now - last >= IDLE - timedelta(seconds=30) or now - START >= LONGEST
        if not live:
            return
        last = now
        if is_to_touch(seen, now):
            seen = now


@given(seconds=st.integers(0, 24 * 3600))
def test_without_the_second_factor_it_ends_after_5_minutes(seconds: int) -> None:
    now = START + timedelta(seconds=seconds)

    assert is_live(START, START, now, is_complete=False) == (now - START < HALF_WAY)


@given(back=st.integers(61, 10**6), since=st.integers(0, 800))
def test_a_clock_that_jumps_back_ends_it(back: int, since: int) -> None:
    seen = START + timedelta(seconds=since)
    now = seen - timedelta(seconds=back)

    assert not is_live(START, seen, now, is_complete=True)


def test_clocks_of_two_machines_may_differ_a_little() -> None:
    assert is_live(START, START, START - SKEW, is_complete=True)


@given(seconds=st.integers(-(10**6), 10**6))
def test_a_second_factor_counts_for_5_minutes(seconds: int) -> None:
    now = START + timedelta(seconds=seconds)

    assert is_confirmed(START, now) == (-SKEW <= now - START <= CONFIRMED)
    assert not is_confirmed(None, now)
