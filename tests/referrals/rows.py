# ruff: noqa: S608 - the SQL of these tests is their own
"""Rows as they lie in the database, written without asking any part of the program."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

from directory.accounts.models import Agency, Team
from directory.catalog.models import Organization, Service
from directory.referrals.lifecycle import GONE_AT_ONCE, TERMINAL, State
from directory.referrals.minimal import Field, mask_of
from directory.referrals.models import Consent, Referral, SealedKey, SealedPayload

REFUSED = (IntegrityError, OperationalError)
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SCOPE = mask_of({Field.NEED, Field.URGENCY, Field.WHO, Field.LANGUAGE, Field.CONTACT_ROUTE})


@dataclass(frozen=True, slots=True)
class Rows:
    """A sender's team, a recipient's team and service, and the same of a stranger."""

    team: Team
    service: Service
    recipient_team: Team
    strange_service: Service
    strange_team: Team

    async def consent(self, state: str = "draft", **others: Any) -> Consent:
        values = {
            "id": uuid4().hex,
            "team_id": self.team.id,
            "organization_id": self.service.organization_id,
            "service_id": self.service.id,
            "state_at": NOW,
            "scope": SCOPE,
            "given_at": NOW - timedelta(hours=1),
            "expires_at": NOW + timedelta(days=30),
            **others,
        }
        consent = await Consent.create(**values)
        return await in_state("consents", consent, state)

    async def referral(self, consent: Consent | None = None, **others: Any) -> Referral:
        """A draft, with its payload and the sender's key."""
        values = {
            "id": uuid4().hex,
            "consent_id": consent.id if consent else None,
            "organization_id": self.service.organization_id,
            "service_id": self.service.id,
            "team_id": self.team.id,
            "recipient_team_id": self.recipient_team.id,
            "urgency": "routine",
            "field_mask": SCOPE,
            "created_at": NOW,
            "moved_at": NOW,
            "sent_at": NOW,
            **others,
        }
        referral = await Referral.create(**values)
        await SealedPayload.create(referral_id=referral.id, version=1, sealed=b"payload")
        await self.key(referral, "sender")
        return referral

    async def sent(self) -> Referral:
        """One that was sent, with the keys of all who may open it."""
        consent = await self.consent("in_use")
        referral = await in_state("referrals", await self.referral(consent), "sent")
        await self.key(referral, "recipient")
        await self.key(referral, "receipt")
        return referral

    async def key(self, referral: Referral, holder: str) -> SealedKey:
        is_team = holder in {"sender", "recipient"}
        return await SealedKey.create(
            id=uuid4(),
            referral_id=referral.id,
            holder=holder,
            team_id=self.team.id if is_team else None,
            generation=1 if is_team else None,
            lookup=uuid4().hex if holder == "receipt" else None,
            sealed=b"key",
        )


Row = TypeVar("Row", Consent, Referral)
# What a consent goes through before it is there.
WAYS = {
    "in_use": ("active", "in_use"),
    "spent": ("active", "in_use", "spent"),
    **{end: ("active", end) for end in ("expired", "withdrawn", "superseded")},
}


async def in_state(table: str, row: Row, state: str) -> Row:
    way = WAYS.get(state, (state,)) if row.state == "draft" and table == "consents" else (state,)
    for step in way:
        if step != "draft":
            await run(f"UPDATE {table} SET state = '{step}' WHERE id = '{row.id}'")
    await row.refresh_from_db()
    return row


async def run(sql: str) -> None:
    """Straight at the database, as somebody with its password."""
    (connection,) = get_connections().all()
    await connection.execute_query(sql)


async def refused(sql: str, said: str) -> None:
    with pytest.raises(REFUSED, match=said):
        await run(sql)


async def in_lawful_state(rows: Rows, state: State) -> Referral:
    """A referral that has come there on a lawful way."""
    if state is State.DRAFT:
        return await rows.referral(await rows.consent("active"))
    referral = await rows.sent()
    if state is State.SENT:
        return referral
    if state is not State.DECLINED and state not in GONE_AT_ONCE:
        await in_state("referrals", referral, "accepted")
    if state in TERMINAL:
        await shred_by_hand(referral)
    await in_state("referrals", referral, state)
    return referral


async def shred_by_hand(referral: Referral) -> None:
    await run(f"DELETE FROM sealed_keys WHERE referral_id = '{referral.id}'")
    await run(f"DELETE FROM payloads WHERE referral_id = '{referral.id}'")


async def make_rows() -> Rows:
    sender = await _team(None)
    service, strange = await make_service("Haven"), await make_service("Elsewhere")
    return Rows(
        sender,
        service,
        await _team(service.organization),
        strange,
        await _team(strange.organization),
    )


async def make_service(name: str, **others: Any) -> Service:
    organization = await Organization.create(id=uuid4(), name=name)
    return await Service.create(id=uuid4(), organization=organization, name=name, **others)


async def _team(organization: Organization | None) -> Team:
    agency = await Agency.create(id=uuid4(), name="Agency", organization=organization)
    return await Team.create(id=uuid4(), agency=agency, name="Team")
