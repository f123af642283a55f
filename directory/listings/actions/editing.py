"""Changes by those who sign in: at once by hands that we trust, else for an editor to look at."""

from uuid import UUID

from directory.accounts.badge import Badge, Bearer
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.accounts.roles import Role
from directory.database import forget_deleted
from directory.errors import NotFound
from directory.listings.actions.confirming import confirm_sections
from directory.listings.actions.hiding import hide_place
from directory.listings.actions.old_address import warn_old_address
from directory.listings.actions.reviewing import ask_review
from directory.listings.actions.writing import write_facts
from directory.listings.models import Review, Version
from directory.listings.queries import Held, get_held
from directory.listings.refusals import Changed
from directory.listings.said import Said, clashes


async def get_kept(badge: Bearer, service_id: UUID, right: Right = Right.KEEP_LISTINGS) -> Held:
    """A listing that the badge may keep true. NotFound for those of others."""
    held = await get_held(service_id)
    badge.require(right, place_of(badge, held))
    return held


def place_of(badge: Bearer, held: Held) -> Place:
    """A listing is its organization's; the agency of that organization works for it."""
    agency = badge.membership.agency
    is_own = agency is not None and agency.organization_id == held.service.organization_id
    return Place(agency.id) if agency is not None and is_own else Place()


def is_trusted(badge: Bearer) -> bool:
    agency = badge.membership.agency
    return badge.role is Role.EDITOR or (agency is not None and agency.is_trusted)


async def keep_listing(
    office: Office, badge: Bearer, service_id: UUID, said: Said
) -> Review | None:
    """Confirm and change; a review where a change has to wait. Raises Changed, keeping nothing."""
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        held = before = await get_kept(badge, service_id)
        if clash := clashes(said.wished, said.seen, held.facts):
            raise Changed(clash)
        if said.hides_place:
            held = await hide_place(held, by=str(actor), at=now)
        waits = bool(said.wished) and not is_trusted(badge)
        review = await ask_review(office, held, said, by=str(actor)) if waits else None
        if said.wished and not waits:
            held = await write_facts(service_id, said.wished, by=str(actor), cause="edit", at=now)
        sections = set(said.confirmed) if waits else set(said.sections)
        kind = "editor" if badge.role is Role.EDITOR else "provider"
        await confirm_sections(held, sections, kind=kind, by=str(actor), at=now)
        await note(office, actor, _act(said, waits=waits), service_id)
    await forget_deleted()
    await warn_old_address(office, before, held)
    return review


async def restore(office: Office, badge: Badge, service_id: UUID, number: int) -> Held:
    """Make the listing what it was in a version; that is a new version, and nothing is lost.

    Raises Careless where the listing may not say any more what it said then.
    """
    badge.require(Right.REVIEW_LISTINGS, Place())
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        before = await get_held(service_id)
        version = await Version.get_or_none(service_id=service_id, number=number)
        if version is None:
            raise NotFound
        facts = version.facts
        held = await write_facts(service_id, facts, by=str(actor), cause="restored", at=now)
        await note(office, actor, "listing_restored", service_id)
    await warn_old_address(office, before, held)
    return held


def _act(said: Said, *, waits: bool) -> str:
    if said.hides_place:
        return "listing_changed"
    if not said.wished:
        return "listing_confirmed"
    return "review_asked" if waits else "listing_changed"
