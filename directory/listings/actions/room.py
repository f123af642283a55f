"""Saying whether a service takes new people, and until when that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from directory.accounts.badge import Bearer
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.catalog.models import Intake
from directory.catalog.revisions import take_turn, tell_followers
from directory.listings.actions.editing import get_kept

# Nobody knows further ahead; what is older is nobody's word any more.
LONGEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Room:
    """state: "open", "waiting" or "paused", until the end of a day. wait_days: of "waiting"."""

    state: str
    until: date
    wait_days: int | None = None


async def say_room(office: Office, badge: Bearer, service_id: UUID, room: Room | None) -> None:
    """None takes back what was said. NotFound for the services of others."""
    today = office.clock().date()
    async with turn():
        await take_turn()
        held = await get_kept(badge, service_id, Right.SAY_ROOM)
        await Intake.filter(service_id=held.service.id).delete()
        if room is not None:
            columns: dict[str, Any] = {
                "state": room.state,
                "wait_days": room.wait_days if room.state == "waiting" else None,
                "until": min(room.until, today + LONGEST),
                "said_on": today,
            }
            await Intake.create(id=uuid4(), service_id=service_id, **columns)
        await tell_followers([service_id])
        await note(office, Actor.wearing(badge), "room_said", service_id)
