"""Keeping that somebody has seen sections of a listing to be true."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from directory.catalog.facts import Fact, Section
from directory.catalog.history import HistoryRow, tell_changes
from directory.catalog.models import Confirmation, Correction, Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.listings.actions.writing import keep_here
from directory.listings.queries import Held, days_confirmed


async def confirm_sections(
    held: Held, sections: Collection[Section], *, kind: str, by: str, at: datetime
) -> None:
    """Within a transaction. kind: "link", "provider" or "editor"; by: as the history names them."""
    if not sections:
        return
    await take_turn()
    service_id, today = held.service.id, at.date()
    before = await days_confirmed(service_id)
    for section in sections:
        said: dict[str, Any] = {"confirmed_on": today, "by": kind}
        row = Confirmation.filter(service_id=service_id, section=section)
        if not await row.update(**said):
            await Confirmation.create(id=uuid4(), service_id=service_id, section=section, **said)
    await tell_changes([_row(service_id, each, before.get(each), today) for each in sections], by)
    await settle(service_id, [fact for fact in Fact if fact.section in sections], today)
    if set(sections) == set(Section):
        await Service.filter(id=service_id).update(assured_date=today)
    await keep_here(held, at)
    await tell_followers([service_id])


async def settle(service_id: UUID, facts: Collection[Fact], today: date) -> None:
    """Corrections of these facts have been looked at."""
    codes = [fact.code for fact in facts]
    waiting = Correction.filter(service_id=service_id, fact__in=codes, settled_on=None)
    await waiting.update(settled_on=today)


def _row(service_id: UUID, section: Section, before: date | None, today: date) -> HistoryRow:
    said = (before.isoformat() if before else "", today.isoformat())
    return HistoryRow("service", service_id, "update", f"confirmed_{section}", *said)
