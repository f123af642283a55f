"""Keeping that somebody has seen sections of a listing to be true."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from directory.catalog.actions import batches
from directory.catalog.facts import Fact, Section
from directory.catalog.history import HistoryRow, tell_changes
from directory.catalog.models import Confirmation, Correction, Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.listings.actions.writing import keep_here
from directory.listings.keeping import read_days
from directory.listings.queries import Held


async def confirm_sections(
    held: Held, sections: Collection[Section], *, kind: str, by: str, at: datetime
) -> None:
    """Within a transaction. kind: "link", "provider" or "editor"; by: as the history names them."""
    await confirm_all_sections([(held, sections)], kind=kind, by=by, at=at)


async def confirm_all_sections(
    said: Iterable[tuple[Held, Collection[Section]]], *, kind: str, by: str, at: datetime
) -> None:
    """The same of many listings."""
    right = {held.service.id: (held, set(sections)) for held, sections in said if sections}
    if not right:
        return
    await take_turn()
    today = at.date()
    for ids in batches(list(right)):
        wanted = {each: right[each][1] for each in ids}
        before = await read_days(ids)
        await _keep(wanted, before, {"confirmed_on": today, "by": kind})
        changes = (
            _row(each, section, before[each].get(section), today)
            for each, sections in wanted.items()
            for section in sections
        )
        await tell_changes(changes, by)
        whole = [each for each, sections in wanted.items() if sections == set(Section)]
        if whole:
            await Service.filter(id__in=whole).update(assured_date=today)
        for section in set[Section]().union(*wanted.values()):
            facts = [fact for fact in Fact if fact.section is section]
            await settle([each for each in ids if section in wanted[each]], facts, today)
    await keep_here([held for held, _ in right.values()], at)
    await tell_followers(right)


async def _keep(
    wanted: Mapping[UUID, Collection[Section]],
    before: Mapping[UUID, Collection[Section]],
    said: Mapping[str, Any],
) -> None:
    for section in Section:
        known = [each for each in wanted if section in wanted[each] and section in before[each]]
        if known:
            await Confirmation.filter(service_id__in=known, section=section).update(**said)
    await Confirmation.bulk_create(
        [
            Confirmation(id=uuid4(), service_id=each, section=section, **said)
            for each, sections in wanted.items()
            for section in sections
            if section not in before[each]
        ]
    )


async def settle(ids: Sequence[UUID], facts: Collection[Fact], today: date) -> None:
    """Corrections of these facts of these services have been looked at."""
    codes = [fact.code for fact in facts]
    waiting = Correction.filter(service_id__in=list(ids), fact__in=codes, settled_on=None)
    await waiting.update(settled_on=today)


def _row(service_id: UUID, section: Section, before: date | None, today: date) -> HistoryRow:
    said = (before.isoformat() if before else "", today.isoformat())
    return HistoryRow("service", service_id, "update", f"confirmed_{section}", *said)
