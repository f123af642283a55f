"""Which roles, in which places, somebody may invite to."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.accounts.badge import Badge
from directory.accounts.models import Agency, Team
from directory.accounts.permissions import Place, Right
from directory.accounts.roles import EVERYWHERE, IN_A_TEAM, Role
from directory.errors import NotFound


@dataclass(frozen=True, slots=True)
class Offer:
    """One role in one place. value: what the form sends."""

    role: Role
    agency: Agency | None = None
    team: Team | None = None

    @property
    def value(self) -> str:
        place = self.team or self.agency
        return f"{self.role} {place.id}" if place else str(self.role)

    @property
    def where(self) -> str:
        return " · ".join(place.name for place in (self.team, self.agency) if place)


async def list_offers(badge: Badge) -> Sequence[Offer]:
    """In a fixed order, the team's roles first. Each is one that the table of rights allows."""
    teams = await Team.all().order_by("agency__name", "name").select_related("agency")
    in_teams = [
        Offer(role, team.agency, team)
        for team in teams
        if badge.may(Right.INVITE_MEMBER, Place(team.agency_id, team.id))
        for role in Role
        if role in IN_A_TEAM
    ]
    agencies = await Agency.all().order_by("name")
    in_agencies = [
        Offer(Role.PROVIDER, agency)
        for agency in agencies
        if badge.may(Right.INVITE_MEMBER, Place(agency.id))
    ]
    may_anywhere = badge.may(Right.INVITE_MEMBER, Place())
    everywhere = [Offer(role) for role in Role if role in EVERYWHERE and may_anywhere]
    return [*in_teams, *in_agencies, *everywhere]


def find_offer(offers: Sequence[Offer], value: str) -> Offer:
    """NotFound for a role or a place that the badge may not invite to: nobody else can send it."""
    for offer in offers:
        if offer.value == value:
            return offer
    raise NotFound
