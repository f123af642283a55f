"""How long a referral waits for an answer, and when its consent ends: the table that says it once.

`today` counts hours as they pass. The others count in the recipient's opening calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import OPEN, UNDER_WAY, State
from directory.referrals.working_time import after_hours, after_working_days
from directory.search.hours import Hours

WARNED_BEFORE = timedelta(days=7)


class Due(StrEnum):
    REMIND = "remind"  # the recipient's team
    ESCALATE = "escalate"  # the recipient's lead
    WARN = "warn"  # the sender: the consent ends soon
    EXPIRE = "expire"  # the consent has ended, and with it all that was shared
    LAPSE = "lapse"


ENDS = frozenset({Due.EXPIRE, Due.LAPSE})


@dataclass(frozen=True, slots=True)
class Wait:
    """So long, by whichever of its measures is over first."""

    hours: float | None = None
    open_hours: float | None = None
    working_days: int | None = None

    def end(self, calendar: Hours, start: datetime) -> datetime:
        return min(self._ends(calendar, start))

    def _ends(self, calendar: Hours, start: datetime) -> Iterator[datetime]:
        if self.hours is not None:
            yield start + timedelta(hours=self.hours)
        if self.open_hours is not None:
            yield after_hours(calendar, start, self.open_hours)
        if self.working_days is not None:
            yield after_working_days(calendar, start, self.working_days)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for an answer; and, once it was accepted, for a sign of life."""

    remind: Wait
    escalate: Wait
    lapse: Wait
    silence: timedelta


PATIENCE: Mapping[Urgency, Patience] = {
    Urgency.TODAY: Patience(
        Wait(hours=2), Wait(hours=4), Wait(hours=24), silence=timedelta(hours=48)
    ),
    # In opening hours alone, 48 of them are six days of an office: who needs help within three
    # would be told of a silence when it is too late to ask elsewhere.
    Urgency.WITHIN_72H: Patience(
        Wait(open_hours=12, working_days=1),
        Wait(open_hours=24, working_days=2),
        Wait(open_hours=48, working_days=3),
        silence=timedelta(days=5),
    ),
    Urgency.ROUTINE: Patience(
        Wait(working_days=2), Wait(working_days=5), Wait(working_days=10), timedelta(days=30)
    ),
}


@dataclass(frozen=True, slots=True)
class Times:
    """What has happened to one referral, all aware.

    given_at, ends_at: of its consent; None where there is none, or none any more. moved_at: of the
    recipient's newest act. expected_on: a day of the week in which a place is expected. done: what
    the clock has already brought about.
    """

    given_at: datetime | None = None
    ends_at: datetime | None = None
    sent_at: datetime | None = None
    moved_at: datetime | None = None
    expected_on: date | None = None
    done: frozenset[Due] = frozenset()


def deadlines(
    state: State, urgency: Urgency, times: Times, calendar: Hours
) -> Mapping[Due, datetime]:
    """When the clock has to do what, if nobody does anything before."""
    found: dict[Due, datetime] = {}
    if state in OPEN and times.ends_at is not None:
        found[Due.EXPIRE] = times.ends_at
        warned_at = times.ends_at - WARNED_BEFORE
        # Who gave it for a week or less knows that it ends soon.
        if times.given_at is None or times.given_at < warned_at:
            found[Due.WARN] = warned_at
    if state is State.SENT and times.sent_at is not None:
        patience = PATIENCE[urgency]
        found[Due.REMIND] = patience.remind.end(calendar, times.sent_at)
        found[Due.ESCALATE] = patience.escalate.end(calendar, times.sent_at)
        found[Due.LAPSE] = patience.lapse.end(calendar, times.sent_at)
    elif state in UNDER_WAY and times.moved_at is not None:
        found[Due.LAPSE] = _quiet_since(times.moved_at, times, calendar) + PATIENCE[urgency].silence
    return found


def _quiet_since(moved_at: datetime, times: Times, calendar: Hours) -> datetime:
    """Who named a week in which there will be a place is not silent before that week is over."""
    if times.expected_on is None:
        return moved_at
    monday = times.expected_on + timedelta(days=7 - times.expected_on.weekday())
    over = datetime(monday.year, monday.month, monday.day, tzinfo=calendar.zone)
    return max(moved_at, over.astimezone(UTC))


def what_is_due(
    state: State, urgency: Urgency, times: Times, calendar: Hours, now: datetime
) -> tuple[Due, ...]:
    """What the clock has to do at this moment, in the order in which it became due.

    Nobody is reminded of what has ended: where an end is due, nothing but ends is.
    """
    at = deadlines(state, urgency, times, calendar)
    due = [what for what in at if at[what] <= now and what not in times.done]
    ends = [what for what in due if what in ENDS]
    ordered = sorted(ends or due, key=lambda what: at[what])
    # What waits for an answer lapses with its consent; nothing is left to do after a lapse.
    over = (n for n, what in enumerate(ordered, 1) if what is Due.LAPSE or state is State.SENT)
    return tuple(ordered[: next(over, None)] if ends else ordered)


def is_over(state: State, urgency: Urgency, times: Times, calendar: Hours, now: datetime) -> bool:
    """Whether it has ended by the clock, though nobody has written so yet: it opens no more."""
    return not ENDS.isdisjoint(what_is_due(state, urgency, times, calendar, now))
