"""A caseworker is ill or leaves: somebody else of the team goes on."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import note
from directory.accounts.models import Membership
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.accounts.roles import Role
from directory.errors import NotFound
from directory.referrals.actions.acting import act, change
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.notices import tell_sender
from directory.referrals.lifecycle import TERMINAL, Party
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import IllegalMove


async def transfer_to_colleague(
    office: Office, badge: Badge, referral_id: str, member_id: UUID, once: Once
) -> Referral:
    """Within the team, whose key opens it: nobody learns more than before. NotFound for others."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state in TERMINAL:
            raise IllegalMove
        works_here = Membership.filter(
            team_id=referral.team_id,
            member_id=member_id,
            role__in=[Role.CASEWORKER, Role.TEAM_LEAD],
            ended_at=None,
            member__status="active",
        )
        if not await works_here.exists():
            raise NotFound
        await change(referral, member_id=member_id)
        await note(office, by.actor, "referral_handed_over", UUID(referral.id))
        await tell_sender(office, referral)

    return await act(
        office, by, "hand_over", lambda: get_outgoing(badge, referral_id, Right.REFER), do
    )
