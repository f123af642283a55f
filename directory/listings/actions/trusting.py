"""Whether what the people of an organization change in their listings counts at once."""

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Agency
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.listings.queries import Held


async def agency_of(held: Held) -> Agency | None:
    """Who signs in for the organization of a listing, if anybody does."""
    return await Agency.get_or_none(organization_id=held.service.organization_id)


async def trust(office: Office, badge: Badge, held: Held, *, is_trusted: bool) -> None:
    """NotFound where nobody signs in for the organization."""
    badge.require(Right.REVIEW_LISTINGS, Place())
    async with turn():
        agency = await agency_of(held)
        if agency is None:
            raise NotFound
        await Agency.filter(id=agency.id).update(is_trusted=is_trusted)
        act = "organization_trusted" if is_trusted else "organization_not_trusted"
        await note(office, Actor.wearing(badge), act, agency.id)
