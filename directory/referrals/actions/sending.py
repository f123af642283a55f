"""Sending: the moment from which somebody else may read it."""

from dataclasses import dataclass
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import turn
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.privacy.codes import ReceiptCode, ReferralCode
from directory.privacy.sealing import Key, new_key
from directory.referrals.actions.acting import (
    advance,
    end_what_is_over,
    is_done,
    require_version,
)
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.consent_moves import change_consent
from directory.referrals.actions.consenting import refuse_withheld
from directory.referrals.coded import Urgency
from directory.referrals.desk import Desk, get_desk
from directory.referrals.key_store import (
    give_key_to_team,
    keep_key,
    keep_payload,
    open_team_key,
    read_payload,
)
from directory.referrals.lifecycle import ConsentEvent, ConsentState, Event, Party, State
from directory.referrals.minimal import Payload
from directory.referrals.models import Consent, Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import (
    ConsentMissing,
    DeskPaused,
    IllegalMove,
    NoDesk,
    NotToday,
)
from directory.referrals.sealed import Lock, close_key, code_of, hash_code, lock_of, receipt_of


@dataclass(frozen=True, slots=True)
class Sent:
    """code: what both sides say on the telephone. receipt: the family's, shown once."""

    referral: Referral
    code: ReferralCode
    receipt: ReceiptCode


@dataclass(frozen=True, slots=True)
class Fresh:
    """A key that was drawn for this sending, and what the family's code makes of itself."""

    key: Key
    lock: Lock


async def send_referral(office: Office, badge: Badge, referral_id: str, once: Once) -> Sent:
    """Rule R-01: nothing without an active consent for this recipient and these fields.

    The same request twice sends once, and gives the same codes, as long as the referral is open.
    """
    by, now = By.wearing(badge, Party.SENDER, once), office.clock()
    key = new_key(office.random)
    # Argon2 before the transaction: nobody who writes waits for it.
    lock = await office.slowly(lock_of, receipt_of(key), office.keys.receipts, office.cost)
    await end_what_is_over(office, lambda: get_outgoing(badge, referral_id, Right.REFER))
    async with turn():
        referral = await get_outgoing(badge, referral_id, Right.REFER)
        if await is_done(by, "send", referral.id):
            key = await open_team_key(badge, referral, "sender")
        else:
            require_version(by, referral)
            if referral.state != State.DRAFT:
                raise IllegalMove
            payload = await read_payload(referral, await open_team_key(badge, referral, "sender"))
            await _send(office, by, referral, payload, Fresh(key, lock))
        referral = await get_outgoing(badge, referral_id, Right.REFER)
    await post_notices(office, since=now)
    return Sent(referral, code_of(key), receipt_of(key))


async def _send(office: Office, by: By, referral: Referral, payload: Payload, fresh: Fresh) -> None:
    consent, desk = await _require_consent(office, referral)
    _require_scope(referral, consent, payload)
    await change_consent(office, by, consent, ConsentEvent.USE)
    await advance(
        office,
        by,
        referral,
        Event.SEND,
        code_hash=hash_code(code_of(fresh.key), office.keys.codes),
        sent_at=office.clock(),
        recipient_team_id=desk.team.id if desk.team else None,
    )
    await keep_payload(referral, payload, fresh.key, office.random)
    await give_key_to_team(referral, "sender", referral.team_id, fresh.key)
    if desk.team is not None:
        await give_key_to_team(referral, "recipient", desk.team.id, fresh.key)
    closed = close_key(fresh.key, fresh.lock.key, referral.id, "receipt", office.random)
    await keep_key(referral, "receipt", closed, lookup=fresh.lock.lookup)


async def _require_consent(office: Office, referral: Referral) -> tuple[Consent, Desk]:
    """The consent, and the desk as they are now, not as they were when the page was made."""
    consent, now = referral.consent, office.clock()
    if consent is None or referral.service_id is None or consent.service_id != referral.service_id:
        raise ConsentMissing
    desk = await get_desk(referral.service_id)
    is_valid = (
        consent.state == ConsentState.ACTIVE
        and consent.given_at is not None
        and consent.expires_at is not None
        and consent.given_at <= now < consent.expires_at
    )
    # Threat: a listing that was handed to another organization after the family had agreed.
    if not is_valid or consent.organization_id != desk.service.organization_id:
        raise ConsentMissing
    await refuse_withheld(desk.service, {UUID(each) for each in consent.withhold_from})
    if desk.is_closed:
        raise DeskPaused
    if not desk.is_open:
        raise NoDesk
    if referral.urgency == Urgency.TODAY and not desk.answers_same_day:
        raise NotToday
    return consent, desk


def _require_scope(referral: Referral, consent: Consent, payload: Payload) -> None:
    """The database asks the same of the mask in the shell; here of what is really sealed."""
    if payload.fields & ~consent.scope or payload.fields != referral.field_mask:
        raise ConsentMissing
