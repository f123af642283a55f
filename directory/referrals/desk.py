"""Who can receive a referral for a service, and what it may be told."""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from directory.accounts.clock import utc_now
from directory.accounts.models import Membership, Team
from directory.accounts.roles import Role
from directory.catalog.models import Contact, Intake, Service, ServiceArea, TaxonomyTerm
from directory.catalog.seed_needs import TAXONOMY
from directory.errors import NotFound
from directory.places.regions import parent_codes
from directory.referrals.coded import Eligibility
from directory.referrals.minimal import Field, Terms
from directory.referrals.models import Recipient


@dataclass(frozen=True, slots=True)
class Desk:
    """team: who opens it; without one, whoever reads the mail at `email`. service: with its
    organization fetched. asks_for: fields beside those of every referral."""

    service: Service
    team: Team | None = None
    email: str | None = None
    asks_for: Set[Field] = frozenset()
    eligibility: Set[Eligibility] = frozenset()
    answers_same_day: bool = False
    is_paused: bool = False
    is_full: bool = False

    @property
    def is_closed(self) -> bool:
        """For now: it is paused, or says that it has no room."""
        return self.is_paused or self.is_full

    @property
    def is_open(self) -> bool:
        has_somebody = self.team is not None or self.email is not None
        return has_somebody and not self.is_closed and self.service.status == "active"


async def get_desk(service_id: UUID) -> Desk:
    """NotFound for no such service. A desk of nobody, where none is written and none is evident.

    Threat: a listing that changed hands, whose desk is still the team of the one before. So a team
    counts only while its agency is that of the listing's organization.
    """
    service = await Service.get_or_none(id=service_id).select_related("organization")
    if service is None:
        raise NotFound
    row = await Recipient.get_or_none(service_id=service_id).select_related("team__agency")
    is_full = await _is_full(service)
    if row is None:
        return Desk(service, await _only_team(service), is_full=is_full)
    team = row.team
    if team is not None and team.agency.organization_id != service.organization_id:
        team = None
    return Desk(
        service,
        team,
        row.email if row.email in await published_emails(service) else None,
        frozenset(map(Field, row.asks_for)),
        frozenset(map(Eligibility, row.eligibility)),
        row.answers_same_day,
        row.is_paused,
        is_full,
    )


async def _is_full(service: Service) -> bool:
    """Whether it says that it takes nobody new, on a day on which that still counts."""
    today = utc_now().date()
    return await Intake.filter(service_id=service.id, state="paused", until__gte=today).exists()


async def list_desks(organization_id: UUID | None) -> list[Desk]:
    """Those of an organization, by the names of its services."""
    if organization_id is None:
        return []
    found = Service.filter(organization_id=organization_id, status="active").order_by("name", "id")
    return [await get_desk(each.id) for each in await found]


async def _only_team(service: Service) -> Team | None:
    """The one team with recipients of the agency of the service's organization, if it is one."""
    held = Membership.filter(
        role=Role.RECIPIENT,
        ended_at=None,
        member__status="active",
        agency__organization_id=service.organization_id,
    )
    teams = {each.team_id: each.team for each in await held.select_related("team__agency")}
    return next(iter(teams.values())) if len(teams) == 1 else None


async def published_emails(service: Service) -> frozenset[str]:
    """The addresses that anybody can read in the listing, folded."""
    contacts = await Contact.filter(service_id=service.id).values_list("email", flat=True)
    found = [service.email, service.organization.email, *contacts]
    return frozenset(str(each).strip().casefold() for each in found if each)


async def get_terms(desk: Desk, *, may_note: bool) -> Terms:
    """What may be said to this desk. may_note: whether the installation has turned notes on."""
    service = desk.service
    asked = desk.asks_for if may_note else desk.asks_for - {Field.NOTE}
    if desk.eligibility:
        asked = asked | {Field.ELIGIBILITY_CODES}
    has_ages = service.minimum_age is not None or service.maximum_age is not None
    needed = frozenset({Field.AGE_BAND}) if has_ages else frozenset[Field]()
    return Terms(
        needs=frozenset(await _need_codes()),
        areas=await _areas(service),
        eligibility=desk.eligibility,
        asked=asked | needed,
        needed=needed,
    )


async def _need_codes() -> list[str]:
    found = TaxonomyTerm.filter(taxonomy_id=TAXONOMY, code__isnull=False)
    return [str(code) for code in await found.values_list("code", flat=True)]


async def _areas(service: Service) -> frozenset[str]:
    """What the listing says that it covers, and what lies around that: nothing finer."""
    rows = ServiceArea.filter(service_id=service.id, code__isnull=False)
    codes = {str(code) for code in await rows.values_list("code", flat=True)}
    if service.country:
        codes.add(service.country)
    return frozenset(codes.union(*(parent_codes(code) for code in codes)))
