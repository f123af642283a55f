"""What has to happen so that the records become what they should be. Nothing here is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.models import Model

Found = Mapping[type[Model], Mapping[UUID, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One record as it should be: the fields named in `values` and no word about the others.

    `owner` is the record that it came with: a service for its phones, itself for a service.
    """

    model: type[Model]
    id: UUID
    owner: UUID
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one record that has another value than it should."""

    wish: Wish
    field: str
    before: Any
    after: Any


def additions(wishes: Iterable[Wish], found: Found) -> Iterator[Wish]:
    return (wish for wish in wishes if wish.id not in found[wish.model])


def edits(wishes: Iterable[Wish], found: Found) -> Iterator[Edit]:
    for wish in wishes:
        before = found[wish.model].get(wish.id)
        if before is None:
            continue
        for field, after in wish.values.items():
            if before[field] != after:
                yield Edit(wish, field, before[field], after)


def leftovers(wishes: Iterable[Wish], found: Found) -> Iterator[tuple[type[Model], UUID]]:
    """What was found beside the wishes: a number that its service no longer has."""
    wanted = {(wish.model, wish.id) for wish in wishes}
    return (
        (model, record_id)
        for model, records in found.items()
        for record_id in records
        if (model, record_id) not in wanted
    )
