"""Opening an organization's account by its published address.

Threat: somebody who wants a listing for themselves. Whoever holds a link reads the mails of the
address that the listing shows; the invitation goes to that address once more and to no other, and
what its people change waits for an editor until one of us trusts them.
"""

from uuid import uuid4

from directory.accounts.actions.invitations import invite
from directory.accounts.ledger import note, turn
from directory.accounts.models import Agency
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.listings.actions.links import PROVIDER, language_of, open_link
from directory.listings.actions.trusting import agency_of
from directory.listings.refusals import AlreadyOpen, NoAddress
from directory.privacy.codes import LinkToken


async def claim(office: Office, token: LinkToken) -> bool:
    """Whether the invitation left. NotFound, NoAddress, or AlreadyOpen where people sign in for it
    already: they invite their colleagues, or an operator does."""
    opened = await open_link(office, token)
    held = opened.held
    if not held.emails:
        raise NoAddress
    async with turn():
        if await agency_of(held):
            raise AlreadyOpen
        organization = held.service.organization
        agency = await Agency.create(
            id=uuid4(), name=organization.name[:200], organization_id=organization.id
        )
        await note(office, PROVIDER, "organization_claimed", agency.id)
    offer = Offer(Role.PROVIDER, agency)
    _, left = await invite(office, PROVIDER, held.emails[0], offer, language_of(office, held))
    return left
