"""Reminders, escalations, lapses and ends of consents: when each is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.referrals.clocks import Due, Times, deadlines, is_over, what_is_due
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import TERMINAL, State
from directory.referrals.opening_calendar import opening_calendar
from directory.search.hours import Hours, every_week
from directory.search.opening import read_week

SECOND = timedelta(seconds=1)
MADRID = ZoneInfo("Europe/Madrid")
OFFICE = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/Madrid"))
HELPLINE = every_week(read_week("24/7", "Europe/Madrid"))
TAKEN = [State.ACCEPTED, State.IN_CONTACT, State.WAITING]
# Of a Monday, at eleven in Madrid.
SENT_AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SENT = Times(given_at=SENT_AT, ends_at=SENT_AT + timedelta(days=30), sent_at=SENT_AT)


@pytest.mark.parametrize(
    ("urgency", "calendar", "remind", "escalate", "lapse"),
    [
        (Urgency.TODAY, OFFICE, "11-23T13:00", "11-23T15:00", "11-24T11:00"),
        (Urgency.WITHIN_72H, HELPLINE, "11-23T23:00", "11-24T11:00", "11-25T11:00"),
        (Urgency.WITHIN_72H, OFFICE, "11-24T11:00", "11-25T11:00", "11-26T11:00"),
        (Urgency.ROUTINE, OFFICE, "11-25T11:00", "11-30T11:00", "12-07T11:00"),
        (Urgency.ROUTINE, HELPLINE, "11-25T11:00", "11-28T11:00", "12-03T11:00"),
    ],
)
def test_an_unanswered_referral_is_reminded_of_then_told_to_the_lead_then_lapses(
    urgency: Urgency, calendar: Hours, remind: str, escalate: str, lapse: str
) -> None:
    found = deadlines(State.SENT, urgency, SENT, calendar)

    for what, text in ((Due.REMIND, remind), (Due.ESCALATE, escalate), (Due.LAPSE, lapse)):
        moment = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=MADRID)
        assert found[what] == moment, what
        assert what not in what_is_due(State.SENT, urgency, SENT, calendar, moment - SECOND)
        assert what in what_is_due(State.SENT, urgency, SENT, calendar, moment)


def test_today_counts_the_hours_that_pass_when_a_clock_goes_back_and_at_night() -> None:
    sent_at = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # 0:30, and at three it is two again
    times = replace(SENT, sent_at=sent_at)

    found = deadlines(State.SENT, Urgency.TODAY, times, OFFICE)

    assert found[Due.REMIND] == sent_at + timedelta(hours=2)
    assert found[Due.LAPSE] == sent_at + timedelta(hours=24)


def test_over_christmas_nobody_is_expected_to_answer_a_routine_referral() -> None:
    calendar = opening_calendar(None, "ES", "ES-MD")
    times = replace(SENT, sent_at=datetime(2026, 12, 23, 10, tzinfo=UTC))

    found = deadlines(State.SENT, Urgency.ROUTINE, times, calendar)

    # Thursday 24 and Monday 28 are worked, Friday 25 is not.
    assert found[Due.REMIND] == datetime(2026, 12, 28, 11, tzinfo=MADRID)


@pytest.mark.parametrize("state", TAKEN)
@pytest.mark.parametrize(
    ("urgency", "days"), [(Urgency.TODAY, 2), (Urgency.WITHIN_72H, 5), (Urgency.ROUTINE, 30)]
)
def test_an_accepted_referral_lapses_when_the_desk_falls_silent(
    state: State, urgency: Urgency, days: int
) -> None:
    moved_at = SENT_AT + timedelta(hours=1)
    times = replace(SENT, ends_at=SENT_AT + timedelta(days=90), moved_at=moved_at)
    silent_at = moved_at + timedelta(days=days)

    assert what_is_due(state, urgency, times, OFFICE, silent_at - SECOND) == ()
    assert what_is_due(state, urgency, times, OFFICE, silent_at) == (Due.LAPSE,)


def test_a_desk_that_named_a_week_is_not_silent_before_it_is_over() -> None:
    times = replace(SENT, moved_at=SENT_AT, expected_on=date(2026, 12, 16))

    found = deadlines(State.WAITING, Urgency.TODAY, times, OFFICE)

    assert found[Due.LAPSE] == datetime(2026, 12, 21, tzinfo=MADRID) + timedelta(hours=48)


@pytest.mark.parametrize("state", [State.DRAFT, State.SENT, *TAKEN])
def test_a_consent_ends_to_the_second_and_the_sender_is_told_a_week_before(state: State) -> None:
    given_at = SENT_AT - timedelta(days=29)
    ends_at = given_at + timedelta(days=30)
    times = Times(given_at, ends_at, sent_at=SENT_AT - timedelta(hours=1), moved_at=SENT_AT)

    def due(now: datetime) -> tuple[Due, ...]:
        return what_is_due(state, Urgency.ROUTINE, times, OFFICE, now)

    assert due(ends_at - timedelta(days=7) - SECOND) == ()
    assert due(ends_at - timedelta(days=7)) == (Due.WARN,)
    assert due(ends_at - SECOND) == (Due.WARN,)
    assert due(ends_at) == (Due.EXPIRE,)
    assert is_over(state, Urgency.ROUTINE, times, OFFICE, ends_at)


def test_nobody_is_warned_of_the_end_of_a_consent_given_for_a_week() -> None:
    times = replace(SENT, ends_at=SENT_AT + timedelta(days=7))

    assert Due.WARN not in deadlines(State.SENT, Urgency.ROUTINE, times, OFFICE)


def test_a_clock_that_stood_still_reminds_nobody_of_what_has_ended() -> None:
    late = SENT_AT + timedelta(days=400)

    assert what_is_due(State.SENT, Urgency.ROUTINE, SENT, OFFICE, late) == (Due.LAPSE,)


@pytest.mark.parametrize(
    ("state", "due"),
    [(State.SENT, (Due.EXPIRE,)), *((state, (Due.EXPIRE, Due.LAPSE)) for state in TAKEN)],
)
def test_what_waits_for_an_answer_has_ended_with_its_consent(
    state: State, due: tuple[Due, ...]
) -> None:
    """What was taken on goes on without its payload, until the desk falls silent (R-07)."""
    times = replace(SENT, moved_at=SENT_AT, ends_at=SENT_AT + timedelta(hours=2))
    late = SENT_AT + timedelta(days=400)

    assert what_is_due(state, Urgency.ROUTINE, times, OFFICE, late) == due


def test_nothing_is_done_twice() -> None:
    moment = SENT_AT + timedelta(hours=5)
    reminded = replace(SENT, done=frozenset({Due.REMIND}))

    once = what_is_due(State.SENT, Urgency.TODAY, SENT, OFFICE, moment)
    again = what_is_due(State.SENT, Urgency.TODAY, reminded, OFFICE, moment)

    assert once == (Due.REMIND, Due.ESCALATE)
    assert again == (Due.ESCALATE,)


@pytest.mark.parametrize("state", sorted(TERMINAL))
def test_no_clock_runs_for_what_has_ended(state: State) -> None:
    times = replace(SENT, moved_at=SENT_AT)

    assert deadlines(state, Urgency.TODAY, times, OFFICE) == {}


@given(
    st.sampled_from(Urgency),
    st.sampled_from(["Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.sampled_from(
        ["Mo-Fr 09:00-17:00", "24/7", "Su 23:00-03:00", "Tu,Th 10:00-12:00,14:00-15:00"]
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001  made UTC below
    st.integers(0, 400 * 24),
)
def test_a_reminder_comes_before_the_lead_before_the_lapse_and_time_undoes_none(
    urgency: Urgency, zone: str, hours: str, moment: datetime, later: int
) -> None:
    sent_at = moment.replace(tzinfo=UTC)
    times = replace(SENT, sent_at=sent_at, ends_at=None)
    calendar = every_week(read_week(hours, zone))

    found = deadlines(State.SENT, urgency, times, calendar)
    due = what_is_due(State.SENT, urgency, times, calendar, sent_at + timedelta(hours=later))

    assert sent_at < found[Due.REMIND] <= found[Due.ESCALATE] <= found[Due.LAPSE]
    reached = {what for what in found if found[what] <= sent_at + timedelta(hours=later)}
    assert set(due) == ({Due.LAPSE} if Due.LAPSE in reached else reached)
