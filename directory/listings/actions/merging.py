"""Making one service of two that are the same. The one that goes is kept, unlisted, as it was."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.catalog.facts import Fact
from directory.catalog.history import MERGED_INTO, HistoryRow, tell_changes
from directory.catalog.models import Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.errors import NotFound
from directory.listings.actions.confirming import settle
from directory.listings.actions.writing import keep_here, write_facts
from directory.listings.models import ListingLink, Review
from directory.listings.queries import Held, get_held

# By what an item of each list is told from the others.
_KEYS: Mapping[Fact, Callable[[Any], Any]] = {
    Fact.PHONES: lambda item: (item["kind"], item["number"]),
    Fact.LANGUAGES: lambda item: item["code"],
    Fact.SERVES: lambda item: item,
    Fact.NEEDS: lambda item: item,
}
# What the service that stays can take over. Of the others only one can be right.
MOVABLE = (*_KEYS, Fact.WEBSITE, Fact.CHAT, Fact.EMAIL, Fact.HOURS, Fact.HOURS_TEXT)


async def merge_as_editor(
    office: Office, badge: Badge, kept_id: UUID, gone_id: UUID, moved: Collection[Fact]
) -> Held:
    badge.require(Right.CHECK_LISTINGS, Place())
    actor = Actor.wearing(badge)
    async with turn():
        held = await merge_services(kept_id, gone_id, moved, by=str(actor), at=office.clock())
        await note(office, actor, "listings_merged", gone_id)
    return held


async def merge_services(
    kept_id: UUID, gone_id: UUID, moved: Collection[Fact], *, by: str, at: datetime
) -> Held:
    """Within a transaction. The service that stays, with what of these facts only the other had.

    Raises NotFound unless both are listed, and Careless where what is moved may not be said there.
    """
    await take_turn()
    if kept_id == gone_id:
        raise NotFound
    kept, gone = await get_held(kept_id), await get_held(gone_id)
    added = {fact.code: together(fact, kept, gone) for fact in moved if fact in MOVABLE}
    after = await write_facts(kept_id, added, by=by, cause="merged", at=at)
    await keep_here([kept], at)
    await _end(gone, kept_id, by, at)
    return after


def together(fact: Fact, kept: Held, gone: Held) -> Any:
    """What both say of a fact: a list has all of both, of anything else the kept one's goes first.

    Of an item that both have, it is that of the service that stays.
    """
    mine, added = kept.facts[fact.code], taken_over(fact, kept, gone)
    key = _KEYS.get(fact)
    if key is None:
        return mine or added
    return [*mine, *added] if fact is Fact.PHONES else sorted([*mine, *added], key=key)


def taken_over(fact: Fact, kept: Held, gone: Held) -> Any:
    """What only the other has; of what can be said but once, nothing where the kept one says it."""
    mine, theirs = kept.facts[fact.code], gone.facts[fact.code]
    key = _KEYS.get(fact)
    if key is None:
        return None if mine else theirs
    known = {key(item) for item in mine}
    return [item for item in theirs if key(item) not in known]


async def _end(gone: Held, kept_id: UUID, by: str, at: datetime) -> None:
    """No page lists it any more; data/services must not bring it back; its address leads on."""
    service = gone.service
    await keep_here([gone], at)
    await Service.filter(id=service.id).update(status="inactive", last_modified=at)
    rows = (("status", service.status, "inactive"), (MERGED_INTO, "", str(kept_id)))
    await tell_changes([HistoryRow("service", service.id, "update", *row) for row in rows], by)
    # What waits about it would lead to a listing that is not there.
    await Review.filter(service_id=service.id, state="pending").update(state="withdrawn")
    await ListingLink.filter(service_id=service.id, used_at=None).delete()
    await settle([service.id], list(Fact), at.date())
    await tell_followers([service.id, kept_id])
