"""The inbox of a desk: what is late, what waits for an answer and until when, what to delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.accounts.badge import Badge
from directory.referrals.clocks import Due, deadlines
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import GONE_AT_ONCE, State
from directory.referrals.models import Referral
from directory.referrals.queries import list_incoming
from directory.referrals.waits import calendar_of, times_of

_BY_URGENCY = list(Urgency)


@dataclass(frozen=True, slots=True)
class Row:
    """One referral. Its times are those of the desk's own clock, and None where nothing is due.

    answer_by: when an answer is expected; late from then on. ends: when it lapses by itself.
    """

    referral: Referral
    state: State
    is_late: bool
    answer_by: datetime | None
    ends: datetime | None

    @property
    def city(self) -> str:
        """The time zone whose clock it is."""
        at = self.answer_by or self.ends
        return str(at.tzinfo) if at else "UTC"


@dataclass(frozen=True, slots=True)
class Inbox:
    """to_answer, taken_on: what is late first, then by urgency. to_delete: taken back."""

    to_answer: Sequence[Row]
    taken_on: Sequence[Row]
    to_delete: Sequence[Referral]

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.to_answer)


async def read_inbox(badge: Badge) -> Inbox:
    """Nothing of what a referral says: to list it, nobody opens it."""
    rows = [await row_of(each, badge.now) for each in await list_incoming(badge)]
    rows.sort(key=_order)
    return Inbox(
        to_answer=[row for row in rows if row.state is State.SENT],
        taken_on=[row for row in rows if row.state is not State.SENT],
        to_delete=[
            each for each in await list_incoming(badge, GONE_AT_ONCE) if has_to_delete(each)
        ],
    )


async def row_of(referral: Referral, now: datetime) -> Row:
    state, calendar = State(referral.state), await calendar_of(referral)
    at = deadlines(state, Urgency(referral.urgency), times_of(referral), calendar)
    answer_by = at.get(Due.REMIND)
    ends = min((at[what] for what in (Due.LAPSE, Due.EXPIRE) if what in at), default=None)
    zone = calendar.zone
    return Row(
        referral,
        state,
        is_late=answer_by is not None and answer_by <= now,
        answer_by=answer_by.astimezone(zone) if answer_by else None,
        ends=ends.astimezone(zone) if ends else None,
    )


def has_to_delete(referral: Referral) -> bool:
    """Taken back after it was sent, and the desk has not said that it keeps no copy (R-06)."""
    return referral.state in GONE_AT_ONCE and referral.deleted_there_at is None


def _order(row: Row) -> tuple[bool, int, float]:
    first = row.answer_by or row.ends
    return (
        not row.is_late,
        _BY_URGENCY.index(Urgency(row.referral.urgency)),
        first.timestamp() if first else 0,
    )
