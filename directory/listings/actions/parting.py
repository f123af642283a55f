"""Keeping that two listings are two services, so that nobody is asked about them again."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.listings.models import Apart
from directory.listings.queries import get_held


async def keep_apart(office: Office, badge: Badge, one_id: UUID, other_id: UUID) -> None:
    """Said twice it is the same. NotFound unless both are listed."""
    badge.require(Right.CHECK_LISTINGS, Place())
    first, second = sorted((one_id, other_id))
    actor, today = Actor.wearing(badge), office.clock().date()
    if first == second:
        raise NotFound
    async with turn():
        for each in (first, second):
            await get_held(each)
        if await Apart.exists(one_id=first, other_id=second):
            return
        row = Apart(one_id=first, other_id=second, said_by=str(actor), said_on=today)
        await row.save()
        await note(office, actor, "listings_kept_apart", first)
