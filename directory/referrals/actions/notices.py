"""Telling people that something waits, after the act; never what (promise 10)."""

from collections.abc import Iterable
from uuid import UUID

from directory.accounts.letters import Kind, Letter
from directory.accounts.models import Member, Membership
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.referrals.models import Referral

_AT_THE_DESK = (Role.RECIPIENT, Role.TEAM_LEAD)


async def tell_sender(office: Office, referral: Referral) -> bool:
    """Who wrote it; the team's leads where they no longer work there. Whether the mails left."""
    return await _send(office, await _senders(referral))


async def tell_recipient(office: Office, referral: Referral) -> bool:
    """The desk with an account. One without is told of nothing but its link."""
    team = referral.recipient_team_id
    return await _send(office, await _in_team(team, _AT_THE_DESK) if team else [])


async def tell_both(office: Office, referral: Referral) -> bool:
    return await tell_sender(office, referral) and await tell_recipient(office, referral)


async def tell_leads(office: Office, team_id: UUID) -> bool:
    return await _send(office, await _in_team(team_id, (Role.TEAM_LEAD,)))


async def _senders(referral: Referral) -> list[Member]:
    if referral.member_id is not None:
        held = Membership.filter(
            member_id=referral.member_id,
            team_id=referral.team_id,
            ended_at=None,
            member__status="active",
        )
        if (own := await held.select_related("member").first()) is not None:
            return [own.member]
    return await _in_team(referral.team_id, (Role.TEAM_LEAD,))


async def _in_team(team_id: UUID, roles: Iterable[Role]) -> list[Member]:
    held = Membership.filter(
        team_id=team_id, role__in=list(roles), ended_at=None, member__status="active"
    )
    return list(
        {each.member.id: each.member for each in await held.select_related("member")}.values()
    )


async def _send(office: Office, members: Iterable[Member]) -> bool:
    return await office.mailbox.send(
        Letter(
            each.email,
            each.language,
            Kind.UPDATE,
            {"link": office.link(each.language, "/staff/")},
        )
        for each in members
    )
