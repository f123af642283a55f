"""Fictional referrals between the fictional teams of the demonstration, each as far as one can be.

Nobody in them exists. Their listing says in its name what it is.
"""

from collections.abc import Awaitable, Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from uuid import UUID, uuid4

from tortoise.transactions import in_transaction

from directory.accounts.badge import Badge
from directory.accounts.demo import SignIn, come_all_in, sign_ins_of, start_demo
from directory.accounts.models import Agency, Session
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.catalog.actions import write_records
from directory.catalog.differences import Wish
from directory.catalog.identity import stable_id
from directory.catalog.models import (
    Attribute,
    Language,
    Organization,
    Service,
    ServiceArea,
    TaxonomyTerm,
)
from directory.catalog.seed_needs import term_id
from directory.errors import VerbRefused
from directory.places.regions import country_name
from directory.privacy.codes import ReceiptCode
from directory.referrals.actions import answering
from directory.referrals.actions.by import Once
from directory.referrals.actions.consenting import Given, give_consent
from directory.referrals.actions.drafting import draft_referral
from directory.referrals.actions.sending import send_referral
from directory.referrals.consent import SIX, AgeBand, Asked, Giver, Kind, Method, Purpose, Told
from directory.referrals.consent import Role as GiverRole
from directory.referrals.consent_wording import wording_for
from directory.referrals.how_it_was_given import CopyOffered, Delivery
from directory.referrals.minimal import Field, fields_of
from directory.referrals.models import Recipient, Referral
from directory.referrals.policies import policy_for

LISTING = stable_id("service", "demo")
_NEED = "200"
_ASKS_FOR = (Field.AGE_BAND, Field.INTERPRETER, Field.MODE, Field.ACCESS_NEEDS)
_SAID: Mapping[str, object] = {
    "need": [_NEED],
    "urgency": "routine",
    "who": "child",
    "age_band": AgeBand.UNDER_15,
    "language": "es",
    "contact_route": "client_calls_service",
}
_LATER = timedelta(hours=20)


@dataclass(slots=True)
class _Clock:
    """Goes back a week and comes to this moment, so that some have waited and some have ended."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Demo:
    """receipt: of one that is under way, to follow and take back as its family would."""

    sign_ins: list[SignIn]
    receipt: ReceiptCode | None


Answers = Callable[[Office, Badge, Referral], Awaitable[Referral]]


async def _accept(office: Office, desk: Badge, sent: Referral) -> Referral:
    return await answering.accept(office, desk, sent.id, _page(sent))


async def _reach(office: Office, desk: Badge, taken: Referral) -> Referral:
    return await answering.mark_in_contact(office, desk, taken.id, _page(taken))


async def _decline(office: Office, desk: Badge, sent: Referral) -> Referral:
    return await answering.decline(office, desk, sent.id, _page(sent), "no_capacity")


async def _complete(office: Office, desk: Badge, taken: Referral) -> Referral:
    return await answering.complete(office, desk, taken.id, _page(taken), "service_given")


# Days ago that it was sent; what is said otherwise than in _SAID; and what the desk answers.
_STORIES: tuple[tuple[float, Mapping[str, object], tuple[Answers, ...]], ...] = (
    (6, {}, (_accept, _reach, _complete)),
    (5, {"urgency": "within_72h", "interpreter": True}, (_decline,)),
    (3, {"language": "ar", "interpreter": True, "mode": "video"}, (_accept, _reach)),
    (1, {"urgency": "within_72h", "access_needs": ["step_free"]}, ()),
    (0.1, {}, ()),
)


async def make_demo(office: Office, country: str) -> Demo:
    """Make people, their listing and their referrals if there are none, and say how to sign in.

    country: of the listing, ISO 3166. VerbRefused beside real accounts.
    """
    receipt = None
    if not await TaxonomyTerm.exists(id=term_id(_NEED)):
        raise VerbRefused("There are no listings yet. Run `handrail seed` first.")
    if await start_demo():
        clock = _Clock(office.clock() - timedelta(days=7))
        receipt = await _play(replace(office, clock=clock), clock, country)
    return Demo(await sign_ins_of(office), receipt)


async def _play(office: Office, clock: _Clock, country: str) -> ReceiptCode | None:
    """receipt: of the newest that the desk has answered and that goes on."""
    now, receipt = clock.now + timedelta(days=7), None
    people = await come_all_in(office)
    worker, desk = people[Role.CASEWORKER], people[Role.RECIPIENT]
    await _open_desk(desk, country)
    for days, said, answers in _STORIES:
        clock.now = now - timedelta(days=days)
        sent = await send_referral(office, worker, *await _agreed(office, worker, said))
        referral = sent.referral
        for answer in answers:
            clock.now += _LATER
            referral = await answer(office, desk, referral)
        if answers[-1:] == (_reach,):
            receipt = sent.receipt
    clock.now = now
    await draft_referral(office, worker, LISTING, _SAID, _page(None))
    await Session.filter(member__is_demo=True).delete()
    return receipt


async def _agreed(office: Office, worker: Badge, said: Mapping[str, object]) -> tuple[str, Once]:
    draft = await draft_referral(office, worker, LISTING, {**_SAID, **said}, _page(None))
    given = _given(
        office, str(said.get("language", _SAID["language"])), fields_of(draft.field_mask)
    )
    ready = await give_consent(office, worker, draft.id, given, _page(draft))
    return ready.id, _page(ready)


def _page(referral: Referral | None) -> Once:
    return Once(token_hex(16), referral.version if referral else None)


def _given(office: Office, language: str, scope: Set[Field]) -> Given:
    """A mother's consent with her child's assent, read aloud in their language."""
    profile = policy_for(None)
    asked = Asked(
        profile=profile,
        age_band=AgeBand.UNDER_15,
        givers=(
            Giver(GiverRole.SELF, Kind.ASSENT, Method.PAPER),
            Giver(GiverRole.PARENT, Kind.CONSENT, Method.PAPER),
        ),
        wording_language=language,
        language=language,
        given_at=office.clock(),
        expires_at=None,
        not_alleged_perpetrator=True,
        not_abuser_of_other_parent=True,
        told=SIX | {Told.CHILD_EXPLAINED},
        shown_back=True,
    )
    return Given(
        asked=asked,
        wording_version=wording_for(language, profile.name).version,
        delivery=Delivery.READ_ALOUD,
        purpose=Purpose.COUNSELLING,
        scope=frozenset(scope),
        copy_offered=CopyOffered.GIVEN,
    )


async def _open_desk(desk: Badge, country: str) -> None:
    """The clinic's listing, in the search as any other, and who opens what is sent there."""
    owner = stable_id("organization", "demo")
    async with in_transaction():
        await write_records(list(_listing(owner, country)), "demo")
    await Agency.filter(id=desk.membership.agency_id).update(organization_id=owner)
    await Recipient.create(
        id=uuid4(),
        service_id=LISTING,
        team_id=desk.team_id,
        asks_for=[each.value for each in _ASKS_FOR],
    )


def _listing(owner: UUID, country: str) -> list[Wish]:
    own = {"service_id": LISTING}
    service = {
        "organization_id": owner,
        "name": "Counselling (demo)",
        "description": "This listing is made up, for trying referrals. Nobody answers there.",
        "alert": "This listing is made up. Nobody answers there.",
        "country": country,
        "cost": "free",
        "source_name": "Demonstration",
    }
    need = {"link_id": LISTING, "link_entity": "service", "link_type": "need"}
    return [
        Wish(Organization, owner, owner, {"name": "Clinic (demo)"}),
        Wish(Service, LISTING, LISTING, service),
        Wish(
            ServiceArea,
            stable_id("servicearea", "demo"),
            LISTING,
            {**own, "code": country, "name": country_name(country, "en")},
        ),
        *(
            Wish(Language, stable_id("language", "demo", tag), LISTING, {**own, "code": tag})
            for tag in ("en", "es", "ar")
        ),
        Wish(
            Attribute,
            stable_id("attribute", "demo"),
            LISTING,
            {**need, "taxonomy_term_id": term_id(_NEED)},
        ),
    ]
