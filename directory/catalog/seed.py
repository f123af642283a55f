"""Filling the catalog from data/: everything is read and checked before anything is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tortoise.transactions import in_transaction

from directory.catalog.actions import retire_services, write_records
from directory.catalog.differences import Wish
from directory.catalog.models import Service, ServiceAtLocation
from directory.catalog.seed_checks import check_rows
from directory.catalog.seed_needs import read_codes, wish_needs
from directory.catalog.seed_records import service_id, wish_records
from directory.catalog.seed_rows import SeedRow, read_rows
from directory.catalog.seed_translations import read_translations, wish_translations
from directory.errors import BrokenData, Problem
from directory.settings import DATA

# How the history names the one who is answerable.
SEED = "data"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """How many services, organizations and needs were added, left as they were, and changed.

    changed: those of which the data now says something else, or nothing any more. kept: services
    that somebody here answers for, so that the data was not asked.
    """

    loaded: int
    unchanged: int
    changed: int
    kept: int = 0


async def seed_catalog(
    folder: Path = DATA, progress: Callable[[int, int], object] | None = None
) -> SeedReport:
    """Load needs/ and services/ of a folder; a second time, only what has changed since.

    progress(done, total) counts records. Raises BrokenData, and then has written nothing.
    """
    rows, needs = read_seed(folder)
    wishes = list(merge([*needs, *(wish for row in rows for wish in wish_records(row))]))
    async with in_transaction():
        kept = await _kept_here(rows)
        open_to_data = [wish for wish in wishes if wish.owner not in kept]
        outcome = await write_records(open_to_data, SEED, progress)
        retired = await retire_services({*map(service_id, rows), *kept}, SEED)
    changed = len(outcome.changed) + retired
    return SeedReport(len(outcome.added), len(outcome.unchanged), changed, len(kept))


async def _kept_here(rows: Iterable[SeedRow]) -> set[UUID]:
    """Services that the data does not change. That a place is private it always says (rule L-01):
    an address that somebody typed here must not stand against it."""
    found = await Service.filter(kept_on__isnull=False).values_list("id")
    private = {service_id(row) for row in rows if row["visibility"] != "public"}
    shown = ServiceAtLocation.filter(location__visibility="public", service_id__in=private)
    return {row[0] for row in found} - {row[0] for row in await shown.values_list("service_id")}


def read_seed(folder: Path = DATA) -> tuple[list[SeedRow], list[Wish]]:
    """The rows of services/, and the wishes of needs/ and of translations; or BrokenData."""
    problems: list[Problem] = []
    codes = read_codes(folder / "needs", problems)
    needs = list(wish_needs(folder / "needs", problems))
    rows = read_rows(sorted((folder / "services").glob("*.csv")), problems)
    problems += check_rows(rows, codes)
    translations = read_translations(folder / "services" / "translations", problems)
    if problems:
        raise BrokenData(problems)
    texts = [wish for row in rows for wish in wish_translations(row, translations)]
    return rows, [*needs, *texts]


def merge(wishes: Iterable[Wish]) -> Iterator[Wish]:
    """One wish a record: what several rows say of one organization, the first that says it."""
    merged: dict[object, Wish] = {}
    for wish in wishes:
        first = merged.setdefault(wish.id, wish)
        if first is not wish:
            known = {key: value for key, value in first.values.items() if value is not None}
            values = {**wish.values, **known}
            merged[wish.id] = Wish(wish.model, wish.id, wish.owner, values)
    yield from merged.values()
