"""What the history of the records says after a writing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from tortoise.models import Model

from directory.catalog.differences import Edit, Wish
from directory.catalog.models import Change

# The field in which the history of a service says which other one it has become a part of.
MERGED_INTO = "merged_into"


class HistoryRow(NamedTuple):
    """One Change before it has an id and a date."""

    resource_type: str
    resource_id: UUID
    last_action_type: str  # create, update or delete
    field_name: str = ""
    previous_value: str = ""
    replacement_value: str = ""


def history_of(
    new: Iterable[Wish],
    born: set[UUID],
    changed: Iterable[Edit],
    gone: Iterable[tuple[type[Model], UUID]],
) -> Iterator[HistoryRow]:
    """A row for each record and field. What comes with a new record has none of its own."""
    for wish in new:
        if wish.id == wish.owner or wish.owner not in born:
            yield HistoryRow(name_of(wish.model), wish.id, "create")
    for edit in changed:
        kind, record_id = name_of(edit.wish.model), edit.wish.id
        values = _said(edit.before), _said(edit.after)
        yield HistoryRow(kind, record_id, "update", edit.field, *values)
    for model, record_id in gone:
        yield HistoryRow(name_of(model), record_id, "delete")


async def tell_changes(rows: Iterable[HistoryRow], by: str) -> None:
    """Write rows of history. by: who is answerable."""
    today = datetime.now(UTC).date()
    changes = [
        Change(id=uuid4(), last_action_date=today, updated_by=by, **row._asdict()) for row in rows
    ]
    await Change.bulk_create(changes, batch_size=500)


def name_of(model: type[Model]) -> str:
    """HSDS's name of a record's kind: ServiceAtLocation → "service_at_location"."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in model.__name__).lstrip("_")


def _said(value: Any) -> str:
    return "" if value is None else str(value)
