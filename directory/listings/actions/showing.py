"""Showing a place that was kept private: by an editor alone, as a new place with a new address.

Threat: somebody has a shelter shown who looks for the one who lives there. So nothing of the old
place comes back, for it is kept nowhere; the editor shows the second factor and says that the
provider agreed; and whoever reads the provider's mail is told, and can take it back by one tick.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.catalog.actions import write_records
from directory.catalog.differences import Wish
from directory.catalog.models import Address, Location, ServiceAtLocation
from directory.catalog.revisions import take_turn
from directory.errors import NotFound
from directory.listings.actions.links import send_link
from directory.listings.actions.writing import read_rows, write_facts
from directory.listings.queries import Held, get_held
from directory.listings.refusals import NoAddress
from directory.listings.wishes import wish_facts
from directory.places.confidential import Visibility
from directory.places.regions import WORLD


async def get_private(badge: Badge, service_id: UUID) -> Held:
    """A listing whose one place is private. NotFound for any other, and for those who are no
    editor."""
    badge.require(Right.REVIEW_LISTINGS, Place())
    held = await get_held(service_id)
    if not await is_private(held):
        raise NotFound
    return held


async def is_private(held: Held) -> bool:
    """Whether it has one place, and that is private."""
    if not held.is_confidential:
        return False
    return await ServiceAtLocation.filter(service_id=held.service.id).count() == 1


async def show_place(
    office: Office, badge: Badge, service_id: UUID, address: Mapping[str, Any]
) -> None:
    """address: of the new place, by the codes of its facts. Raises Careless."""
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        await take_turn()
        held = await get_private(badge, service_id)
        rows = (await read_rows([held]))[service_id]
        old = {row["id"] for row in rows[ServiceAtLocation]}
        kept = [wish for wish in wish_facts(held, {}, rows) if wish.id not in old]
        await write_records([*kept, *_public_place(held)], str(actor))
        await write_facts(service_id, address, by=str(actor), cause="edit", at=now)
        await note(office, actor, "place_shown", service_id)
    with suppress(NoAddress):
        await send_link(office, service_id, actor)


def _public_place(held: Held) -> list[Wish]:
    owner, place = held.service.id, uuid4()
    where = {"country": held.service.country or WORLD, "state_province": held.service.region or ""}
    return [
        Wish(Location, place, owner, {"visibility": Visibility.PUBLIC.value}),
        Wish(Address, uuid4(), owner, {"location_id": place, **where}),
        Wish(ServiceAtLocation, uuid4(), owner, {"service_id": owner, "location_id": place}),
    ]
