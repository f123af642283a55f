"""Writing the facts of a listing: the records, their history, and the version that it becomes.

Called within a transaction, so that a decision and what it changes are kept together or not at all.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.models import Model

from directory.catalog.actions import write_records
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Translation,
    Url,
)
from directory.catalog.revisions import take_turn
from directory.listings.careful import require_careful
from directory.listings.models import Version
from directory.listings.queries import Held, get_held
from directory.listings.wishes import Rows, wish_facts

_OWN = (ServiceAtLocation, Phone, Language, ServiceArea, Schedule, Url)


async def write_facts(
    service_id: UUID, changes: Mapping[str, Any], *, by: str, cause: str, at: datetime
) -> Held:
    """The listing after the changes, by the codes of facts. Raises Careless.

    by: who is answerable.
    """
    await take_turn()
    held = await get_held(service_id)
    # What it cannot have, such as a street of a place now kept private, is left out.
    changes = {
        code: value
        for code, value in changes.items()
        if code in held.facts and held.facts[code] != value
    }
    if not changes:
        return held
    require_careful(changes, is_confidential=held.is_confidential)
    await _remember_first(held, at)
    await write_records(wish_facts(held, changes, await read_rows(held)), by)
    await keep_here(held, at)
    after = await get_held(service_id)
    await _remember(after, by, cause, at)
    return after


async def keep_here(held: Held, at: datetime) -> None:
    """From now on data/services changes this listing no more: somebody here answers for it."""
    if held.service.kept_on is None:
        await Service.filter(id=held.service.id).update(kept_on=at.date())


async def _remember_first(held: Held, at: datetime) -> None:
    if not await Version.exists(service_id=held.service.id):
        await _remember(held, "", "found", at)


async def _remember(held: Held, by: str, cause: str, at: datetime) -> None:
    number = await Version.filter(service_id=held.service.id).count() + 1
    said: dict[str, Any] = {"facts": dict(held.facts), "made_at": at, "made_by": by, "cause": cause}
    await Version.create(id=uuid4(), service_id=held.service.id, number=number, **said)


async def read_rows(held: Held) -> dict[type[Model], Rows]:
    """All records that hang on the service. Those of its place only where they are its facts."""
    owner = held.service.id
    rows: dict[type[Model], Rows] = {
        model: list(await model.filter(service_id=owner).values()) for model in _OWN
    }
    rows[Attribute] = list(await Attribute.filter(link_id=owner).values())
    about = [owner, *(row["id"] for row in rows[Schedule])]
    rows[Translation] = list(await Translation.filter(link_id__in=about).values())
    here = {"location_id": held.place} if held.place else {"id": None}
    rows[Address] = list(await Address.filter(**here).order_by("id").values())
    rows[Accessibility] = list(await Accessibility.filter(**here).order_by("id").values())
    return rows
