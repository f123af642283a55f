"""Moving a consent, within the act that does it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from directory.accounts.ledger import Actor, note
from directory.accounts.office import Office
from directory.referrals.actions.by import By
from directory.referrals.actions.notices import tell_recipient, tell_sender
from directory.referrals.key_store import shred
from directory.referrals.lifecycle import (
    LIVING,
    ConsentEvent,
    ConsentState,
    Event,
    Party,
    State,
    move,
    move_consent,
)
from directory.referrals.models import Consent, Referral

CLOCK = By(Actor(word="clock"), Party.CLOCK)


async def change_consent(
    office: Office, by: By, consent: Consent, event: ConsentEvent, reason: str = ""
) -> None:
    before = ConsentState(consent.state)
    after = move_consent(before, event)
    changes = {"state": after, "state_at": office.clock()}
    await Consent.filter(id=consent.id).update(**changes)
    consent.update_from_dict(changes)
    said = {"before": str(before), "after": str(after), "reason": reason}
    await note(office, by.actor, "consent_moved", UUID(consent.id), team=by.team, **said)


async def close_consent(
    office: Office, by: By, referral: Referral, event: Event, reason: str
) -> None:
    """What the end of a referral means for its consent: withdrawn, or used up.

    One that was never used stands for nothing any more. The keys are shredded before.
    """
    consent = referral.consent
    if consent is not None and consent.state == ConsentState.DRAFT:
        await Consent.filter(id=consent.id).update(withhold_from=[], withhold_reason="")
    if consent is None or consent.state not in LIVING:
        return
    if event is Event.WITHDRAW:
        await change_consent(office, by, consent, ConsentEvent.WITHDRAW, reason)
    elif consent.state == ConsentState.IN_USE:
        await change_consent(office, by, consent, ConsentEvent.CLOSE)
    else:
        await change_consent(office, by, consent, ConsentEvent.REPLACE)


def is_over(referral: Referral, now: datetime) -> bool:
    consent = referral.consent
    return (
        consent is not None
        and consent.state in LIVING
        and consent.expires_at is not None
        and consent.expires_at <= now
    )


async def expire_in_turn(office: Office, referral: Referral) -> None:
    """Rule R-07: the payload is gone at once; what waited for an answer lapses, the rest stands.

    Nothing for a consent that has ended otherwise. A draft keeps what its writers wrote.
    """
    now, consent = office.clock(), referral.consent
    if consent is None or not is_over(referral, now):
        return
    state, by = State(referral.state), replace(CLOCK, team=referral.team)
    if state is not State.DRAFT:
        await shred(referral.id)
    await change_consent(office, by, consent, ConsentEvent.EXPIRE, "by_clock")
    changes: dict[str, Any] = {}
    if state is State.SENT:
        after = move(state, Event.LAPSE, by.party)
        changes = {"state": after, "moved_at": now, "ended_at": now}
        said = {"before": str(state), "after": str(after)}
        await note(office, by.actor, "referral_moved", UUID(referral.id), team=by.team, **said)
    await Referral.filter(id=referral.id).update(version=referral.version + 1, **changes)
    await tell_sender(office, referral)
    if state is not State.DRAFT:
        await tell_recipient(office, referral)
