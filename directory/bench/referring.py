"""What it costs to seal a referral: beside the same transaction with bytes that nobody sealed.

The two take turns in an order that is shuffled each time, on SQLite, one after another. Both write
the same rows, the line of the audit and the mail; drafts and consents are made beforehand.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from secrets import token_bytes, token_hex
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.demo import come_all_in
from directory.accounts.ledger import turn
from directory.accounts.models import Agency
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.catalog.models import Organization, Service, Taxonomy, TaxonomyTerm
from directory.catalog.seed_needs import TAXONOMY
from directory.database import open_database
from directory.migrate import migrate_database
from directory.referrals.actions.acting import advance, end_what_is_over, is_done, require_version
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.consent_moves import change_consent
from directory.referrals.actions.consenting import Given, give_consent
from directory.referrals.actions.drafting import draft_referral
from directory.referrals.actions.sending import send_referral
from directory.referrals.coded import AgeBand
from directory.referrals.consent import SIX, Asked, Giver, Kind, Method, Purpose
from directory.referrals.consent import Role as GiverRole
from directory.referrals.how_it_was_given import CopyOffered, Delivery
from directory.referrals.key_store import keep_key
from directory.referrals.lifecycle import ConsentEvent, Event, Party
from directory.referrals.minimal import Field
from directory.referrals.models import Referral, SealedPayload
from directory.referrals.policies import policy_for
from directory.referrals.queries import get_outgoing
from directory.settings import read_settings

SENDINGS = 40
_SEALED_BYTES, _KEY_BYTES = 1064, 80
_NEED = "200"
_SAID = {
    "need": [_NEED],
    "urgency": "routine",
    "who": "adult",
    "language": "en",
    "contact_route": "client_calls_service",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Who sends, and where to."""

    office: Office
    worker: Badge
    recipient_team: UUID
    service: UUID

    async def ready(self) -> Referral:
        """A draft with a consent."""
        draft = await draft_referral(self.office, self.worker, self.service, _SAID, _page(None))
        given = _given(self.office)
        return await give_consent(self.office, self.worker, draft.id, given, _page(draft))

    async def send(self, referral: Referral) -> object:
        return await send_referral(self.office, self.worker, referral.id, _page(referral))

    async def send_bare(self, referral: Referral) -> object:
        """What `send_referral` writes, with random bytes in the place of what it seals."""
        office, worker, now = self.office, self.worker, self.office.clock()
        by = By.wearing(worker, Party.SENDER, _page(referral))
        await end_what_is_over(office, lambda: get_outgoing(worker, referral.id))
        async with turn():
            found = await get_outgoing(worker, referral.id)
            await is_done(by, "send", found.id)
            require_version(by, found)
            await self._write(by, found)
            found = await get_outgoing(worker, referral.id)
        await post_notices(office, since=now)
        return found

    async def _write(self, by: By, found: Referral) -> None:
        office, payload = self.office, SealedPayload.filter(referral_id=found.id)
        if found.consent is not None:
            await change_consent(office, by, found.consent, ConsentEvent.USE)
        await advance(
            office,
            by,
            found,
            Event.SEND,
            code_hash=token_hex(32),
            sent_at=office.clock(),
            recipient_team_id=self.recipient_team,
        )
        await payload.update(version=2, sealed=token_bytes(_SEALED_BYTES))
        for holder, team in (("sender", found.team_id), ("recipient", self.recipient_team)):
            await keep_key(found, holder, token_bytes(_KEY_BYTES), team_id=team, generation=1)
        await keep_key(found, "receipt", token_bytes(_KEY_BYTES), lookup=token_hex(32))


def measure_referring(folder: Path, sendings: int = SENDINGS) -> Mapping[str, float]:
    """By figure: both how many a second, sealed ÷ bare, and the medians, sealed ÷ bare."""
    sealed, bare = asyncio.run(_measure(folder, sendings))
    return {
        "sealing": sum(bare) / sum(sealed),
        "sealing median": median(sealed) / median(bare),
        "sending": median(sealed) * 1000,
    }


async def _measure(folder: Path, sendings: int) -> tuple[list[float], list[float]]:
    """Seconds of each sending, sealed and bare."""
    url = f"sqlite://{folder / 'referring.sqlite3'}"
    await migrate_database(url)
    environ = {"HANDRAIL_DATABASE_URL": url, "HANDRAIL_DATA_DIR": str(folder)}
    async with open_database(url):
        place = await _place(Office.of(read_settings(environ, dev=True)))
        ways = {"sealed": place.send, "bare": place.send_bare}
        times: dict[str, list[float]] = {name: [] for name in ways}
        shuffle = Random(1).shuffle  # noqa: S311 - an order, not a secret
        for _ in range(sendings):
            order = list(ways)
            shuffle(order)
            for name in order:
                referral = await place.ready()
                begun = perf_counter()
                await ways[name](referral)
                times[name].append(perf_counter() - begun)
    return times["sealed"], times["bare"]


async def _place(office: Office) -> Place:
    people = await come_all_in(office)
    there = people[Role.RECIPIENT].membership
    organization = await Organization.create(id=uuid4(), name="Made")
    await Agency.filter(id=there.agency_id).update(organization_id=organization.id)
    service = await Service.create(id=uuid4(), organization=organization, name="Made")
    taxonomy = await Taxonomy.create(id=TAXONOMY, name="needs")
    await TaxonomyTerm.create(id=uuid4(), taxonomy=taxonomy, code=_NEED, name="Made")
    assert there.team_id is not None  # noqa: S101 - a recipient works in a team
    return Place(office, people[Role.CASEWORKER], there.team_id, service.id)


def _page(referral: Referral | None) -> Once:
    return Once(token_hex(16), referral.version if referral else None)


def _given(office: Office) -> Given:
    """An adult's own consent, on paper."""
    asked = Asked(
        profile=policy_for(None),
        age_band=AgeBand.ADULT,
        givers=(Giver(GiverRole.SELF, Kind.CONSENT, Method.PAPER),),
        wording_language="en",
        language="en",
        given_at=office.clock(),
        expires_at=None,
        told=SIX,
        shown_back=True,
    )
    return Given(
        asked=asked,
        wording_version="bench",
        delivery=Delivery.READ_ALOUD,
        purpose=Purpose.COUNSELLING,
        scope=frozenset(Field),
        copy_offered=CopyOffered.GIVEN,
    )
