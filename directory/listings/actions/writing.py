"""Writing the facts of a listing: the records, their history, and the version that it becomes.

Called within a transaction, so that a decision and what it changes are kept together or not at all.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.functions import Max
from tortoise.models import Model

from directory.catalog.actions import batches, write_records
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
from directory.listings.queries import Held, get_all_held, get_held
from directory.listings.wishes import Rows, wish_facts

_OWN: tuple[type[Model], ...] = (ServiceAtLocation, Phone, Language, ServiceArea, Schedule, Url)


Changes = Mapping[str, Any]


async def write_facts(
    service_id: UUID, changes: Changes, *, by: str, cause: str, at: datetime
) -> Held:
    """The listing after the changes, by the codes of facts. Raises Careless.

    by: who is answerable.
    """
    written = await write_all_facts({service_id: changes}, by=by, cause=cause, at=at)
    return written[service_id] if written else await get_held(service_id)


async def write_all_facts(
    changes: Mapping[UUID, Changes],
    *,
    by: str,
    cause: str,
    at: datetime,
    before: Mapping[UUID, Held] | None = None,
) -> dict[UUID, Held]:
    """The same for many listings: those that are another now, as they are.

    before: all of them, where this transaction has read them.
    """
    await take_turn()
    before = before or await get_all_held(list(changes))
    real = {each: _real(before[each], wished) for each, wished in changes.items() if each in before}
    helds = [before[each] for each, wished in real.items() if wished]
    if not helds:
        return {}
    for held in helds:
        require_careful(real[held.service.id], is_confidential=held.is_confidential)
    await _remember_first(helds, at)
    rows = await read_rows(helds)
    wishes = (wish_facts(held, real[held.service.id], rows[held.service.id]) for held in helds)
    await write_records([wish for some in wishes for wish in some], by)
    await keep_here(helds, at)
    after = await get_all_held([held.service.id for held in helds])
    await _remember(list(after.values()), by, cause, at)
    return after


def _real(held: Held, changes: Changes) -> dict[str, Any]:
    """What it cannot have, such as a street of a place now kept private, is left out."""
    return {
        code: value
        for code, value in changes.items()
        if code in held.facts and held.facts[code] != value
    }


async def keep_here(helds: Sequence[Held], at: datetime) -> None:
    """From now on data/services changes these no more: somebody here answers for them."""
    for some in batches([held.service.id for held in helds if held.service.kept_on is None]):
        await Service.filter(id__in=list(some)).update(kept_on=at.date())


async def _remember_first(helds: Sequence[Held], at: datetime) -> None:
    known = await _numbers(helds)
    await _remember([held for held in helds if not known[held.service.id]], "", "found", at)


async def _remember(helds: Sequence[Held], by: str, cause: str, at: datetime) -> None:
    known = await _numbers(helds)
    said: dict[str, Any] = {"made_at": at, "made_by": by, "cause": cause}
    for some in batches(helds):
        await Version.bulk_create(
            [
                Version(
                    id=uuid4(),
                    service_id=held.service.id,
                    number=known[held.service.id] + 1,
                    facts=dict(held.facts),
                    **said,
                )
                for held in some
            ]
        )


async def _numbers(helds: Sequence[Held]) -> Counter[UUID]:
    """By service, the newest number of its versions."""
    found = Counter[UUID]()
    for some in batches([held.service.id for held in helds]):
        counted = Version.filter(service_id__in=list(some)).annotate(newest=Max("number"))
        found.update(dict(await counted.group_by("service_id").values_list("service_id", "newest")))
    return found


async def read_rows(helds: Sequence[Held]) -> dict[UUID, dict[type[Model], Rows]]:
    """By service, all records that hang on it. Those of its place only where they are its facts."""
    found: dict[UUID, dict[type[Model], Rows]] = {}
    for some in batches(helds):
        found |= await _read_rows(some)
    return found


async def _read_rows(helds: Sequence[Held]) -> dict[UUID, dict[type[Model], Rows]]:
    ids, places = [held.service.id for held in helds], [h.place for h in helds if h.place]
    by_model = {model: await _by(model, "service_id", ids) for model in _OWN}
    by_model[Attribute] = await _by(Attribute, "link_id", ids)
    hours = [row["id"] for rows in by_model[Schedule].values() for row in rows]
    texts = await _by(Translation, "link_id", [*ids, *hours])
    here: tuple[type[Model], ...] = (Address, Accessibility)
    there = {model: await _by(model, "location_id", places) for model in here}
    found: dict[UUID, dict[type[Model], Rows]] = {}
    for held in helds:
        own = held.service.id
        rows = {model: by_owner[own] for model, by_owner in by_model.items()}
        about = [own, *(row["id"] for row in rows[Schedule])]
        rows[Translation] = [text for each in about for text in texts[each]]
        for model, by_place in there.items():
            rows[model] = by_place[held.place] if held.place else []
        found[own] = rows
    return found


async def _by(model: type[Model], key: str, ids: Sequence[UUID]) -> dict[UUID, Rows]:
    found: dict[UUID, Rows] = defaultdict(list)
    for some in batches(ids):
        for row in await model.filter(**{f"{key}__in": list(some)}).order_by("id").values():
            found[row[key]].append(row)
    return found
