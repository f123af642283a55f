"""Keeping a place private that was public: at once, and nothing of it is remembered.

Threat: a shelter moves, or is found, and its old address stands in a version, a review, a text or
the history (rules L-01, L-06). So this waits for no editor; what is private becomes public again
only by an editor's hand, as a new place. The search's file forgets it with its next generation.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.models import Model

from directory.catalog.actions import write_records
from directory.catalog.differences import Wish
from directory.catalog.facts import BY_CODE, Fact
from directory.catalog.models import (
    Address,
    Change,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Translation,
)
from directory.catalog.revisions import take_turn
from directory.listings.actions.writing import keep_here, read_rows
from directory.listings.careful import careless
from directory.listings.models import Review, SeenAddress, Version
from directory.listings.queries import COLUMNS, PLACED, Held, get_held
from directory.listings.wishes import wish_facts
from directory.places.confidential import (
    Visibility,
    has_area_code,
    published_area,
    reveals_place,
)
from directory.places.regions import WORLD


async def hide_place(held: Held, *, by: str, at: datetime) -> Held:
    """Within a transaction. The listing as it is now: with no place, and without the texts and the
    numbers that lead to it. by: who is answerable."""
    await take_turn()
    if held.place is None:
        return held
    rows = (await read_rows([held]))[held.service.id]
    places = [row["id"] for row in rows[ServiceAtLocation]]
    wishes = wish_facts(held, revealing(held.facts), rows)
    kept = [wish for wish in wishes if wish.id not in places]
    await write_records([*kept, *_private_place(held)], by)
    await keep_here([held], at)
    await forget_places([held.service.id])
    return await get_held(held.service.id)


def revealing(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a listing has to leave out when its place is private, by the codes of facts."""
    left: dict[str, Any] = {}
    for fact in careless(_without_place(facts), is_confidential=True):
        if fact is Fact.PHONES:
            numbers = facts[fact.code]
            left[fact.code] = [each for each in numbers if not has_area_code(each["number"])]
        elif fact is not Fact.NAME:  # it has to be called something; an editor is asked
            left[fact.code] = None
    return left


def _without_place(facts: Mapping[str, Any]) -> dict[str, Any]:
    placed = {fact.code for fact in PLACED}
    return {code: value for code, value in facts.items() if code not in placed}


def _private_place(held: Held) -> Iterable[Wish]:
    """Another place, of which the region is known and nothing else."""
    owner, place = held.service.id, uuid4()
    country = held.service.country or WORLD
    area = published_area(held.service.region) if held.service.region else country
    region = area if "-" in area else ""
    yield Wish(Location, place, owner, {"visibility": Visibility.AREA_ONLY.value})
    address = {"location_id": place, "country": country, "state_province": region}
    yield Wish(Address, uuid4(), owner, address)
    yield Wish(ServiceAtLocation, uuid4(), owner, {"service_id": owner, "location_id": place})


async def forget_places(service_ids: Iterable[UUID]) -> None:
    """Take out of all that is remembered of these services what leads to a place."""
    for service_id in service_ids:
        for version in await Version.filter(service_id=service_id):
            await _keep(version, facts=_harmless(version.facts))
        for review in await Review.filter(service_id=service_id):
            await _keep(review, seen=_harmless(review.seen), wished=_harmless(review.wished))
            await _keep(review, texts=_harmless_texts(review.texts or {}) or None)
        await _forget_texts(service_id)
    seen = await SeenAddress.all()
    leading = [row.id for row in seen if reveals_place(row.address) or reveals_place(row.detail)]
    await SeenAddress.filter(id__in=leading).delete()


async def forget_hidden_places() -> None:
    """The same for every service that has a private place, as after data/ has made it one."""
    hidden = ServiceAtLocation.exclude(location__visibility=Visibility.PUBLIC.value)
    ids = {row[0] for row in await hidden.values_list("service_id")}
    remembered = await Version.filter(service_id__in=ids).distinct().values_list("service_id")
    await forget_places(sorted(row[0] for row in remembered))


async def _keep(row: Model, **values: Any) -> None:
    if any(getattr(row, name) != value for name, value in values.items()):
        await type(row).filter(pk=row.pk).update(**values)


def _harmless(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of some facts those that lead to no place."""
    kept = _without_place(facts)
    for code in revealing({**dict.fromkeys(BY_CODE), Fact.PHONES.code: [], **kept}):
        kept.pop(code, None)
    return kept


def _harmless_texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Of translations that are asked for, those that lead to no place."""
    return {
        code: text
        for code, text in texts.items()
        if not any(careless({code: part}, is_confidential=True) for part in text.values())
    }


async def _forget_texts(service_id: UUID) -> None:
    held = await Service.get(id=service_id)
    columns = set(COLUMNS.values())
    empty = {field for field in columns if getattr(held, field) is None}
    hours = await Schedule.filter(service_id=service_id).values_list("id", flat=True)
    texts = await Translation.filter(link_id__in=[service_id, *hours])
    gone = {
        text.id
        for text in texts
        if (text.link_id == service_id and text.field in empty) or reveals_place(text.value)
    }
    await Translation.filter(id__in=gone).delete()
    about = [service_id, *hours, *(text.id for text in texts)]
    for change in await Change.filter(resource_id__in=about, field_name__in={*columns, "value"}):
        if reveals_place(change.previous_value) or reveals_place(change.replacement_value):
            await _keep(change, previous_value="", replacement_value="")
    phones = await Phone.filter(service_id=service_id).values_list("id", flat=True)
    await Change.filter(resource_id__in=[*gone, *phones]).update(
        previous_value="", replacement_value=""
    )
