"""Inviting somebody to keep the same listings.

Threat: a browser that was left open, or an account that was taken over, lets a stranger in for
good. So the second factor is asked for first, and all who keep the listings get a mail.
"""

from directory.accounts.actions.invitations import invite
from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, turn
from directory.accounts.notices import leave_notices, post_notices
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.accounts.queries import list_colleagues, list_invitations
from directory.accounts.refusals import TOO_MANY_INVITED, NotTaken
from directory.accounts.roles import Role

# Each is a mail to an address that nobody has checked.
MOST_INVITED = 10


async def invite_colleague(office: Office, badge: Badge, email: str, language: str) -> bool:
    """Whether the mail left. NotTaken for what is no address, or for too many."""
    badge.require(Right.INVITE_COLLEAGUE, Place(badge.membership.agency_id))
    if len(await list_invitations(badge, office.clock())) >= MOST_INVITED:
        raise NotTaken("email", TOO_MANY_INVITED)
    now, offer = office.clock(), Offer(Role.PROVIDER, badge.membership.agency)
    _, left = await invite(office, Actor.wearing(badge), email, offer, language)
    async with turn():
        await leave_notices(office, [each.member_id for each in await list_colleagues(badge)])
    await post_notices(office, since=now)
    return left
