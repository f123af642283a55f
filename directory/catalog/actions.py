"""Writing records: what should be is compared with what is, and every change is told.

The caller opens the transaction, so that several writings stand or fall together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from tortoise.models import Model

from directory.catalog.differences import Edit, Found, Wish, additions, edits, leftovers
from directory.catalog.history import HistoryRow, history_of, tell_changes
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Change,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
    Translation,
    Url,
)
from directory.catalog.revisions import take_turn, tell_followers

# The order of writing, so that what is pointed to comes first; and the column that tells which
# records belong to those that are written, so that what is no longer wanted is seen.
WRITTEN: dict[type[Model], str] = {
    Taxonomy: "id",
    TaxonomyTerm: "id",
    Organization: "id",
    Service: "id",
    Location: "id",
    Address: "location_id",
    Accessibility: "location_id",
    ServiceAtLocation: "service_id",
    Phone: "service_id",
    Language: "service_id",
    ServiceArea: "service_id",
    Schedule: "service_id",
    Url: "service_id",
    Attribute: "link_id",
    Translation: "link_id",
}
Item = TypeVar("Item")
# Small batches: a huge one on asyncpg cannot be cancelled.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """The owners (services, organizations, terms) that are new, changed and as they were."""

    added: frozenset[UUID]
    changed: frozenset[UUID]
    unchanged: frozenset[UUID]


async def write_records(
    wishes: Sequence[Wish], by: str, progress: Callable[[int, int], object] | None = None
) -> Outcome:
    """Make the records as wished, remove what their owners no longer have, and note each change.

    by: who is answerable, as it stands in the history. progress(done, total) counts records.
    """
    await take_turn()
    found = await _find(wishes)
    new, changed = list(additions(wishes, found)), list(edits(wishes, found))
    gone = list(leftovers(wishes, found))
    born = {wish.owner for wish in new if wish.id == wish.owner}
    await _add(new, len(wishes), progress)
    await _edit(changed)
    await _remove(gone)
    await tell_changes(history_of(new, born, changed, gone), by)
    touched = {wish.owner for wish in new} | {edit.wish.owner for edit in changed}
    touched |= {_owner_of(found[model][record_id]) for model, record_id in gone}
    await _stamp(touched)
    await tell_followers(touched)
    owners = {wish.owner for wish in wishes}
    if progress:
        progress(len(wishes), len(wishes))
    return Outcome(
        frozenset(born), frozenset((touched - born) & owners), frozenset(owners - touched - born)
    )


async def retire_services(kept: Iterable[UUID], by: str) -> int:
    """Make inactive every service that came from data/ and is no longer there. Return how many."""
    await take_turn()
    listed = await Service.filter(slug__not_isnull=True, status="active").values_list("id")
    gone = sorted({row[0] for row in listed} - set(kept))
    for ids in batches(gone):
        await Service.filter(id__in=ids).update(status="inactive", last_modified=_now())
    rows = (HistoryRow("service", i, "update", "status", "active", "inactive") for i in gone)
    await tell_changes(rows, by)
    await tell_followers(gone)
    return len(gone)


async def _find(wishes: Sequence[Wish]) -> Found:
    """What is there now of the wished records, and of what belongs to the same owners."""
    parents: dict[str, set[UUID]] = defaultdict(set)
    fields: dict[type[Model], set[str]] = {model: {"id"} for model in WRITTEN}
    for wish in wishes:
        fields[wish.model] |= {*wish.values}
        parents["link_id"].add(wish.owner)
        if wish.model in (Service, Location):
            parents["service_id" if wish.model is Service else "location_id"].add(wish.id)
    found: dict[type[Model], dict[UUID, dict[str, Any]]] = {}
    for model, key in WRITTEN.items():
        if model is Translation:  # of a service's hours in words too, wished for or no longer
            parents[key] |= {wish.id for wish in wishes if wish.model is Schedule}
            parents[key] |= found[Schedule].keys()
        ids = [w.id for w in wishes if w.model is model] if key == "id" else sorted(parents[key])
        wanted = fields[model] | {key}
        found[model] = {
            row["id"]: row
            for some in batches(ids)
            for row in await model.filter(**{f"{key}__in": some}).values(*wanted)
        }
    return found


async def _add(
    new: Sequence[Wish], total: int, progress: Callable[[int, int], object] | None
) -> None:
    done = total - len(new)
    for model in WRITTEN:
        for some in batches([wish for wish in new if wish.model is model]):
            await model.bulk_create([model(id=wish.id, **wish.values) for wish in some])
            done += len(some)
            if progress:
                progress(done, total)


async def _edit(changed: Iterable[Edit]) -> None:
    by_record: dict[tuple[type[Model], UUID], dict[str, Any]] = defaultdict(dict)
    for edit in changed:
        by_record[edit.wish.model, edit.wish.id][edit.field] = edit.after
    for (model, record_id), values in by_record.items():
        await model.filter(id=record_id).update(**values)


async def _remove(gone: Iterable[tuple[type[Model], UUID]]) -> None:
    by_model: dict[type[Model], list[UUID]] = defaultdict(list)
    for model, record_id in gone:
        by_model[model].append(record_id)
    places = ServiceAtLocation.filter(id__in=by_model[ServiceAtLocation])
    left = [row[0] for row in await places.values_list("location_id")]
    for model, ids in by_model.items():
        await model.filter(id__in=ids).delete()
    # Of a text that is gone nobody can tell any more to which place its words led.
    await _forget_words([*by_model[Schedule], *by_model[Translation]])
    await _forget_places(left)


async def _forget_places(ids: Sequence[UUID]) -> None:
    """Delete places that no service uses any more, and what the history remembers of them.

    A shelter that was public and becomes confidential is a new place. Its old address must not
    live on as the "previous value" of a change (rule L-06).
    """
    used = {
        row[0]
        for row in await ServiceAtLocation.filter(location_id__in=ids).values_list("location_id")
    }
    unused = [place for place in ids if place not in used]
    addresses = await Address.filter(location_id__in=unused).values_list("id")
    await _forget_words([*unused, *(row[0] for row in addresses)])
    await Location.filter(id__in=unused).delete()


async def _forget_words(about: Sequence[UUID]) -> None:
    """Of what the history remembers of these records, that they changed and no more."""
    for ids in batches(about):
        await Change.filter(resource_id__in=ids).update(previous_value="", replacement_value="")


async def _stamp(touched: Iterable[UUID]) -> None:
    for ids in batches(sorted(touched)):
        await Service.filter(id__in=ids).update(last_modified=_now())


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _owner_of(values: Any) -> Any:
    """What a record belonged to: a service, a place, or what a text or a need was tied to."""
    return next(values[key] for key in ("service_id", "location_id", "link_id") if key in values)


def _now() -> datetime:
    return datetime.now(UTC)
