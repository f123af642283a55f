"""Keeping that two listings are two services, also where they were one for a while."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.catalog.history import MERGED_INTO, HistoryRow, tell_changes
from directory.catalog.models import Change, Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.errors import NotFound
from directory.listings.models import Apart
from directory.listings.queries import get_held


async def keep_apart(office: Office, badge: Badge, one_id: UUID, other_id: UUID) -> None:
    """So that nobody is asked about them again. Said twice it is the same. NotFound unless both
    are listed."""
    badge.require(Right.CHECK_LISTINGS, Place())
    actor = Actor.wearing(badge)
    if one_id == other_id:
        raise NotFound
    async with turn():
        for each in (one_id, other_id):
            await get_held(each)
        await _say_apart(office, actor, one_id, other_id)


async def _say_apart(office: Office, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    first, second = sorted((one_id, other_id))
    if await Apart.exists(one_id=first, other_id=second):
        return
    today = office.clock().date()
    await Apart(one_id=first, other_id=second, said_by=str(actor), said_on=today).save()
    await note(office, actor, "listings_kept_apart", first)


async def joined_with(kept_id: UUID) -> list[Service]:
    """The services that became a part of a listing, by their names."""
    told = Change.filter(field_name=MERGED_INTO, replacement_value=str(kept_id))
    ids = {row[0] for row in await told.values_list("resource_id")}
    found = Service.filter(id__in=ids, status="inactive").order_by("name", "id")
    return [each for each in await found if await _merged_into(each.id) == str(kept_id)]


async def _merged_into(service_id: UUID) -> str:
    told = Change.filter(resource_id=service_id, field_name=MERGED_INTO).order_by("-sequence")
    found = await told.limit(1).values_list("replacement_value")
    return str(found[0][0]) if found else ""


async def list_again(office: Office, badge: Badge, kept_id: UUID, gone_id: UUID) -> None:
    """A merge was a mistake: the other service is listed again, as it was, and kept apart.

    What the listing that stayed took over stays there: its history can make it what it was.
    NotFound unless the one is listed, and the other has become a part of it.
    """
    badge.require(Right.CHECK_LISTINGS, Place())
    actor = Actor.wearing(badge)
    async with turn():
        await take_turn()
        await get_held(kept_id)
        if gone_id not in {each.id for each in await joined_with(kept_id)}:
            raise NotFound
        await Service.filter(id=gone_id).update(status="active", last_modified=office.clock())
        rows = (("status", "inactive", "active"), (MERGED_INTO, str(kept_id), ""))
        await tell_changes(
            [HistoryRow("service", gone_id, "update", *row) for row in rows], str(actor)
        )
        await note(office, actor, "listing_listed_again", gone_id)
        await _say_apart(office, actor, kept_id, gone_id)
        await tell_followers([gone_id, kept_id])
