"""What a service says about itself as a recipient."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Team
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.referrals.coded import Eligibility
from directory.referrals.desk import Desk, get_desk, published_emails
from directory.referrals.minimal import Field
from directory.referrals.models import Recipient
from directory.referrals.refusals import NotPublished


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskForm:
    """team_id: one of the own agency; without one mails go to `email`, which the listing shows."""

    team_id: UUID | None = None
    email: str | None = None
    asks_for: Set[Field] = frozenset()
    eligibility: Set[Eligibility] = frozenset()
    answers_same_day: bool = False
    is_paused: bool = False


async def write_desk(office: Office, badge: Badge, service_id: UUID, form: DeskForm) -> Desk:
    """For a service of the badge's own organization. NotFound for others and for others' teams."""
    async with turn():
        desk = await get_own_desk(badge, service_id)
        agency = badge.membership.agency
        is_own = form.team_id is None or await Team.exists(
            id=form.team_id, agency_id=agency.id if agency else None
        )
        if not is_own:
            raise NotFound
        email = form.email.strip().casefold() if form.email else None
        if email is not None and email not in await published_emails(desk.service):
            raise NotPublished
        columns: dict[str, Any] = {
            "team_id": form.team_id,
            "email": email,
            "asks_for": sorted(each.value for each in form.asks_for),
            "eligibility": sorted(form.eligibility),
            "answers_same_day": form.answers_same_day,
            "is_paused": form.is_paused,
        }
        if not await Recipient.filter(service_id=service_id).update(**columns):
            await Recipient.create(id=uuid4(), service_id=service_id, **columns)
        await note(office, Actor.wearing(badge), "desk_changed", service_id)
    return await get_desk(service_id)


async def get_own_desk(badge: Badge, service_id: UUID) -> Desk:
    desk, agency = await get_desk(service_id), badge.membership.agency
    if agency is None or agency.organization_id != desk.service.organization_id:
        raise NotFound
    badge.require(Right.KEEP_DESK, Place(agency.id))
    return desk
