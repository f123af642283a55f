"""Whom an act tells that something waits, within the act; never what (promise 10)."""

from collections.abc import Iterable
from uuid import UUID

from directory.accounts.models import Membership
from directory.accounts.notices import leave_notices
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.referrals.lifecycle import Event, State
from directory.referrals.models import Referral

LEAD = (Role.TEAM_LEAD,)
ANYBODY = (Role.RECIPIENT, *LEAD)
_BOTH = frozenset({Event.WITHDRAW, Event.VOID, Event.LAPSE})
_DESK_LEARNS = _BOTH | {Event.SEND, Event.RECALL}
_SENDER_LEARNS = _BOTH | {
    Event.ACCEPT,
    Event.DECLINE,
    Event.REACH,
    Event.WAIT,
    Event.COMPLETE,
    Event.FAIL,
}


async def tell_of_move(office: Office, referral: Referral, before: State, event: Event) -> None:
    """The other side; of an end that neither of them chose, both. A draft is its writers' own."""
    if before is State.DRAFT and event is not Event.SEND:
        return
    if event in _DESK_LEARNS:
        await tell_recipient(office, referral)
    if event in _SENDER_LEARNS:
        await tell_sender(office, referral)


async def tell_sender(office: Office, referral: Referral) -> None:
    """Who wrote it; the team's leads where they no longer work there."""
    await leave_notices(office, await _senders(referral))


async def tell_recipient(office: Office, referral: Referral) -> None:
    """The desk with an account. One without is told of nothing but its link."""
    await leave_notices(office, await _at_desk(referral, ANYBODY))


async def ask_desk(office: Office, referral: Referral, roles: Iterable[Role]) -> None:
    """To answer. Where nobody of these roles is at the desk, or it has no account, its sender
    learns that it waits, and can ring."""
    people = await _at_desk(referral, roles) or await _senders(referral)
    await leave_notices(office, people)


async def tell_leads(office: Office, team_id: UUID) -> None:
    await leave_notices(office, await _in_team(team_id, LEAD))


async def _senders(referral: Referral) -> list[UUID]:
    held = Membership.filter(
        member_id=referral.member_id,
        team_id=referral.team_id,
        ended_at=None,
        member__status="active",
    )
    if referral.member_id is not None and await held.exists():
        return [referral.member_id]
    return await _in_team(referral.team_id, LEAD)


async def _at_desk(referral: Referral, roles: Iterable[Role]) -> list[UUID]:
    team_id = referral.recipient_team_id
    return await _in_team(team_id, roles) if team_id else []


async def _in_team(team_id: UUID, roles: Iterable[Role]) -> list[UUID]:
    held = Membership.filter(
        team_id=team_id, role__in=list(roles), ended_at=None, member__status="active"
    )
    return [each.member_id for each in await held.order_by("began_at", "id")]
