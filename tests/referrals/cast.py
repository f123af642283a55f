"""The cast of these tests: the Harbour refers, Haven receives, and Elsewhere has no part in it.

Everybody came by an invitation, as in life, so that all keys are real.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from directory.accounts.actions.agencies import add_agency
from directory.accounts.actions.teams import give_key
from directory.accounts.badge import Badge
from directory.accounts.models import Agency, Session, Team
from directory.accounts.offers import Offer
from directory.accounts.office import Office
from directory.accounts.queries import find_badge
from directory.accounts.roles import Role
from directory.catalog.models import Service, ServiceArea, Taxonomy, TaxonomyTerm
from directory.catalog.seed_needs import TAXONOMY
from directory.referrals.actions.by import Once
from directory.referrals.actions.consenting import Given, give_consent
from directory.referrals.actions.drafting import draft_referral
from directory.referrals.actions.sending import Sent, send_referral
from directory.referrals.coded import AgeBand, Eligibility
from directory.referrals.consent import SIX, Asked, Giver, Kind, Method, Purpose
from directory.referrals.consent import Role as GiverRole
from directory.referrals.how_it_was_given import CopyOffered, Delivery
from directory.referrals.minimal import Field
from directory.referrals.models import Recipient, Referral
from directory.referrals.policies import policy_for
from tests.accounts.cast import HOUSE, Player, come_in
from tests.accounts.clock import SetClock
from tests.referrals.rows import make_service
from tests.referrals.said import FULL

ADULT = {**FULL, "age_band": "18+", "who": "adult"}


def once(referral: Referral | None = None) -> Once:
    """A page that has seen the referral as it is."""
    return Once(uuid4().hex, referral.version if referral else None)


@dataclass(frozen=True, slots=True)
class Cast:
    office: Office
    clock: SetClock
    service: Service
    strange_service: Service
    worker: Player
    colleague: Player
    lead: Player
    desk: Player
    desk_lead: Player
    stranger: Player
    strange_desk: Player
    operator: Player

    async def badge(self, player: Player) -> Badge:
        """What they wear now: the session is kept awake, for a test may take months."""
        now = self.clock()
        await Session.filter(member_id=player.member.id).update(began_at=now, seen_at=now)
        badge = await find_badge(player.token, now)
        assert badge is not None
        return badge

    async def draft(self, said: dict[str, object] | None = None) -> Referral:
        badge = await self.badge(self.worker)
        return await draft_referral(self.office, badge, self.service.id, said or ADULT, once())

    async def consented(self, said: dict[str, object] | None = None, **given: Any) -> Referral:
        draft, badge = await self.draft(said), await self.badge(self.worker)
        return await give_consent(self.office, badge, draft.id, yes(self, **given), once(draft))

    async def sent(self, said: dict[str, object] | None = None, **given: Any) -> Sent:
        ready, badge = await self.consented(said, **given), await self.badge(self.worker)
        return await send_referral(self.office, badge, ready.id, once(ready))


def yes(cast: Cast, **others: Any) -> Given:
    """An adult's own consent to everything, on paper."""
    asked = Asked(
        profile=policy_for(None),
        age_band=AgeBand.ADULT,
        givers=(Giver(GiverRole.SELF, Kind.CONSENT, Method.PAPER),),
        wording_language="es",
        language="es",
        given_at=cast.clock(),
        expires_at=None,
        told=SIX,
        shown_back=True,
    )
    values: dict[str, Any] = {
        "asked": asked,
        "wording_version": "a1",
        "delivery": Delivery.READ_ALOUD,
        "purpose": Purpose.COUNSELLING,
        "scope": frozenset(Field),
        "copy_offered": CopyOffered.DECLINED_UNSAFE,
        **others,
    }
    return Given(**values)


async def make_cast(office: Office, clock: SetClock) -> Cast:
    service, strange = await _open_service("Haven"), await _open_service("Elsewhere")
    harbour = await add_agency(office, HOUSE, "Harbour", "Quay")
    haven, far = await _agency(office, service), await _agency(office, strange)
    offers = {
        "lead": Offer(Role.TEAM_LEAD, harbour.agency, harbour),
        "worker": Offer(Role.CASEWORKER, harbour.agency, harbour),
        "colleague": Offer(Role.CASEWORKER, harbour.agency, harbour),
        "desk_lead": Offer(Role.TEAM_LEAD, haven.agency, haven),
        "desk": Offer(Role.RECIPIENT, haven.agency, haven),
        "strange_desk": Offer(Role.RECIPIENT, far.agency, far),
        "stranger": Offer(Role.CASEWORKER, far.agency, far),
        "operator": Offer(Role.OPERATOR),
    }
    players = {
        name: await come_in(office, clock, f"{name}@players.example", offer)
        for name, offer in offers.items()
    }
    cast = Cast(office, clock, service, strange, **players)
    await _share(cast, cast.lead, harbour, cast.worker, cast.colleague)
    await _share(cast, cast.desk_lead, haven, cast.desk)
    await _share(cast, cast.strange_desk, far, cast.stranger)
    for each, team in ((service, haven), (strange, far)):
        await Recipient.create(
            id=uuid4(),
            service=each,
            team=team,
            asks_for=[field.value for field in Field if field is not Field.NOTE],
            eligibility=[Eligibility.UNDER_18],
        )
    return cast


async def _open_service(name: str) -> Service:
    """In Spain, for the Valencian Community, with the needs that these tests know."""
    await Taxonomy.get_or_create(id=TAXONOMY, defaults={"name": "Needs"})
    for code in ("200", "210"):
        if not await TaxonomyTerm.exists(code=code):
            await TaxonomyTerm.create(id=uuid4(), code=code, name=code, taxonomy_id=TAXONOMY)
    service = await make_service(name, country="ES", email=f"{name.lower()}@services.example")
    await ServiceArea.create(id=uuid4(), service=service, code="ES-VC")
    return service


async def _agency(office: Office, service: Service) -> Team:
    team = await add_agency(office, HOUSE, service.name, "Desk")
    await Agency.filter(id=team.agency_id).update(organization_id=service.organization_id)
    team.agency.organization_id = service.organization_id
    return team


async def _share(cast: Cast, giver: Player, team: Team, *others: Player) -> None:
    for other in others:
        await give_key(cast.office, await cast.badge(giver), team, other.member.id)
