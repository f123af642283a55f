"""The board of a team: what is late, what waits, what is not sent, what came of the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from directory.accounts.badge import Badge
from directory.languages.catalogues import N_
from directory.referrals.clocks import Due, deadlines
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import OPEN, TERMINAL, State
from directory.referrals.models import Referral
from directory.referrals.queries import list_outgoing
from directory.referrals.waits import calendar_of, times_of

SHOWN_AFTER_END = timedelta(days=30)


class Group(StrEnum):
    LATE = "late"
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    DRAFTS = "drafts"
    ENDED = "ended"


GROUPS = {
    Group.LATE: N_("Late: ring them, or ask elsewhere"),
    Group.WAITING: N_("Waiting for an answer"),
    Group.UNDER_WAY: N_("Taken on"),
    Group.DRAFTS: N_("Not sent yet"),
    Group.ENDED: N_("Ended in the last 30 days"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One referral. due: when the clock acts next, aware; None where nothing is awaited."""

    referral: Referral
    state: State
    is_late: bool
    due: datetime | None

    @property
    def group(self) -> Group:
        if self.is_late:
            return Group.LATE
        if self.state is State.SENT:
            return Group.WAITING
        if self.state is State.DRAFT:
            return Group.DRAFTS
        return Group.ENDED if self.state in TERMINAL else Group.UNDER_WAY


async def read_board(badge: Badge, member_id: UUID | None) -> dict[Group, list[Row]]:
    """By group, in their order, the empty ones left out. member_id: of one colleague alone."""
    living = await list_outgoing(badge, OPEN, member_id=member_id)
    ended = await list_outgoing(badge, TERMINAL, member_id=member_id)
    since = badge.now - SHOWN_AFTER_END
    rows = [await row_of(each, badge.now) for each in (*living, *_newer(ended, since))]
    found = {group: [row for row in rows if row.group is group] for group in Group}
    return {group: rows for group, rows in found.items() if rows}


async def row_of(referral: Referral, now: datetime) -> Row:
    state, times = State(referral.state), times_of(referral)
    calendar = await calendar_of(referral)
    at = deadlines(state, Urgency(referral.urgency), times, calendar)
    reminded = at.get(Due.REMIND)
    return Row(
        referral,
        state,
        is_late=reminded is not None and reminded <= now,
        due=min((at[what] for what in (Due.LAPSE, Due.EXPIRE) if what in at), default=None),
    )


def _newer(ended: Sequence[Referral], since: datetime) -> Iterable[Referral]:
    """A draft that came to nothing says nothing any more, so it is not shown."""
    return (
        each
        for each in ended
        if each.ended_at and each.ended_at >= since and each.sent_at is not None
    )
