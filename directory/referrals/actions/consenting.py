"""Asking, and writing down the yes or the no."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import note
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.catalog.models import Organization, Service
from directory.referrals.actions.acting import Finds, act, advance, change
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.consent_moves import change_consent
from directory.referrals.actions.drafting import end_consent, write_draft
from directory.referrals.coded import ContactRoute
from directory.referrals.consent import Asked, Purpose, default_end, refusals_of
from directory.referrals.how_it_was_given import CopyOffered, Delivery, WithholdReason
from directory.referrals.key_store import open_team_key, read_payload
from directory.referrals.lifecycle import ConsentEvent, ConsentState, Event, Party, State
from directory.referrals.minimal import REQUIRED, Field, Payload, mask_of
from directory.referrals.models import Consent, Referral
from directory.referrals.policies import policy_for
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import (
    ConsentMissing,
    IllegalMove,
    MustNotKnow,
    NotConsented,
    OtherAge,
    SecondPerson,
)

# What a consent says of contact, by the route that the referral takes.
CONTACT = {
    ContactRoute.CLIENT_CALLS_SERVICE: "none",
    ContactRoute.VIA_CASEWORKER: "via_caseworker",
    ContactRoute.SERVICE_CONTACTS_CLIENT: "client_only_on_safe_channel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a family agreed to. asked: who said yes, how, knowing what; when, and how many staff
    decided, is filled in by the act. scope: the fields that they agreed to. withhold_from: ids of
    organizations that must not learn of it."""

    asked: Asked
    wording_version: str
    delivery: Delivery
    purpose: Purpose
    scope: Set[Field]
    copy_offered: CopyOffered
    withhold_from: Set[UUID] = frozenset()
    withhold_reason: WithholdReason | None = None
    may_count: bool = False


async def give_consent(
    office: Office, badge: Badge, referral_id: str, given: Given, once: Once
) -> Referral:
    """Raises NotConsented with all that stands against it. An earlier one is superseded.

    What the family did not agree to is taken out of the draft, so that it cannot be sent.
    """
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        service = _draft_for(referral)
        payload = await read_payload(referral, await open_team_key(badge, referral, "sender"))
        asked = _asked_now(office, referral, given)
        if refusals := refusals_of(asked):
            raise NotConsented(refusals)
        if asked.profile not in (policy_for(service.country), policy_for(None)):
            raise ConsentMissing
        if payload.age_band not in (None, asked.age_band):
            raise OtherAge
        await refuse_withheld(service, given.withhold_from)
        await end_consent(office, by, referral)
        await write_draft(office, referral, within(payload, given.scope))
        await _write(office, badge, referral, replace(given, asked=asked), payload)

    return await act(office, by, "consent", _finds(badge, referral_id), do)


async def refuse_consent(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """The family said no. The draft is gone; only that there was a no is kept, and when.

    Nothing else changes for them: neither what they find nor any other referral (R-08).
    """
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state != State.DRAFT:
            raise IllegalMove
        await end_consent(office, by, referral)
        consent = await begin_consent(office, referral, withhold_from=[], withhold_reason="")
        await change_consent(office, by, consent, ConsentEvent.REFUSE)
        # Before its end, after which nothing of it changes any more.
        await change(referral, consent_id=consent.id)
        await advance(office, by, referral, Event.REFUSE)

    return await act(office, by, "refuse", _finds(badge, referral_id), do)


async def second_consent(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """A colleague has looked at it too, for a consent that takes two of staff.

    Any change of the draft after that asks them again.
    """
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state != State.DRAFT:
            raise IllegalMove
        if referral.member_id == badge.member.id:
            raise SecondPerson
        await change(referral, approved_by_id=badge.member.id)
        await note(office, by.actor, "consent_seconded", UUID(referral.id))

    return await act(office, by, "second", _finds(badge, referral_id), do)


def within(payload: Payload, scope: Set[Field]) -> Payload:
    """Only what is in the scope. ConsentMissing where too little is left to refer at all."""
    if not scope >= REQUIRED:
        raise ConsentMissing
    empty = {each.value: None for each in Field if each not in scope}
    lists = {name for name in empty if isinstance(getattr(payload, name), tuple)}
    kept = replace(payload, **{name: () if name in lists else None for name in empty})  # type: ignore[arg-type]  # every optional field is a tuple or may be None
    is_called = kept.contact_route is ContactRoute.SERVICE_CONTACTS_CLIENT
    if is_called and kept.safe_contact is None:
        return replace(kept, contact_route=ContactRoute.CLIENT_CALLS_SERVICE)
    return kept


async def refuse_withheld(service: Service, withheld: Set[UUID]) -> None:
    """MustNotKnow for an organization that must not learn of it, and for what belongs to it."""
    ids = {service.organization_id}
    parents = Organization.filter(children__id=service.organization_id)
    children = Organization.filter(parent_organization_id=service.organization_id)
    for found in (parents, children):
        ids |= {row.id for row in await found}
    if ids & set(withheld):
        raise MustNotKnow


def _draft_for(referral: Referral) -> Service:
    if referral.state != State.DRAFT:
        raise IllegalMove
    if referral.service is None:
        raise ConsentMissing
    return referral.service


def _asked_now(office: Office, referral: Referral, given: Given) -> Asked:
    now = office.clock().astimezone(UTC)
    ends: datetime = given.asked.expires_at or default_end(given.asked.profile, now)
    return replace(
        given.asked,
        given_at=now,
        expires_at=ends.astimezone(UTC),
        staff=2 if referral.approved_by_id else 1,
        recipients=1,
    )


async def begin_consent(office: Office, referral: Referral, **columns: Any) -> Consent:
    """The one that was begun with the draft, if there is one, else a new one."""
    begun = referral.consent
    if begun is not None and begun.state == ConsentState.DRAFT:
        await Consent.filter(id=begun.id).update(state_at=office.clock(), **columns)
        return await Consent.get(id=begun.id)
    return await Consent.create(
        id=office.random(16).hex(), team_id=referral.team_id, state_at=office.clock(), **columns
    )


async def _write(
    office: Office, badge: Badge, referral: Referral, given: Given, payload: Payload
) -> None:
    asked = given.asked
    consent = await begin_consent(
        office,
        referral,
        organization_id=referral.organization_id,
        service_id=referral.service_id,
        profile=asked.profile.name,
        profile_version=str(asked.profile.version),
        wording_version=given.wording_version,
        language=asked.language,
        delivery=given.delivery,
        purpose=given.purpose,
        scope=mask_of(given.scope),
        withhold_from=sorted(map(str, given.withhold_from)),
        withhold_reason=given.withhold_reason or "",
        contact_permission=CONTACT[within(payload, given.scope).contact_route],
        may_count=given.may_count,
        age_band=asked.age_band,
        givers=[
            {"role": each.role, "kind": each.kind, "method": each.method} for each in asked.givers
        ],
        told=sorted(asked.told),
        is_checked=asked.not_alleged_perpetrator and asked.not_abuser_of_other_parent,
        is_mature=asked.maturity_judged,
        asked_by_id=badge.member.id,
        second_id=referral.approved_by_id,
        copy_offered=given.copy_offered,
        given_at=asked.given_at,
        expires_at=asked.expires_at,
    )
    await change_consent(office, By.wearing(badge, Party.SENDER), consent, ConsentEvent.GIVE)
    await change(referral, consent_id=consent.id, may_count=given.may_count)


def _finds(badge: Badge, referral_id: str) -> Finds:
    return lambda: get_outgoing(badge, referral_id, Right.REFER)
