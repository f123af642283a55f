"""The family's own view of its referral, by the code that it alone holds."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.accounts.office import Office
from directory.errors import NotFound
from directory.privacy.codes import ReceiptCode, ReferralCode
from directory.privacy.sealing import CannotOpen
from directory.referrals.access import Side, may_open
from directory.referrals.clocks import Due, deadlines
from directory.referrals.coded import Urgency
from directory.referrals.key_store import read_payload
from directory.referrals.lifecycle import ConsentState, State
from directory.referrals.minimal import Payload
from directory.referrals.models import Referral, SealedKey
from directory.referrals.queries import find_referral
from directory.referrals.sealed import Lock, code_of, lock_of, open_closed_key
from directory.referrals.waits import calendar_of, times_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """payload, code: None where nobody opens it any more; the state says why.

    answer_by: the day on which it lapses without an answer, on the desk's own clock.
    """

    referral: Referral
    payload: Payload | None = None
    code: ReferralCode | None = None
    answer_by: date | None = None


async def read_receipt(office: Office, code: ReceiptCode) -> Receipt:
    """NotFound for a code that opens nothing, after the same time as for one that does.

    No line of the audit tells that a family looked: who reads the audit must not learn when
    somebody was alone with a telephone.
    """
    lock, row = await _find_row(office, code)
    referral = await find_referral(row.referral_id)
    consent = referral.consent
    if row.sealed is None or consent is None:
        return Receipt(referral)
    found, state = ConsentState(consent.state), State(referral.state)
    if not may_open(Side.FAMILY, state, found, consent.expires_at, office.clock()):
        return Receipt(referral)
    try:
        key = open_closed_key(row.sealed, lock.key, referral.id, "receipt")
    except CannotOpen:
        raise NotFound from None
    payload = await read_payload(referral, key)
    return Receipt(referral, payload, code_of(key), await _answer_by(referral, office.clock()))


async def _answer_by(referral: Referral, now: datetime) -> date | None:
    if referral.state != State.SENT:
        return None
    calendar, urgency = await calendar_of(referral), Urgency(referral.urgency)
    due = deadlines(State.SENT, urgency, times_of(referral), calendar)[Due.LAPSE]
    return due.astimezone(calendar.zone).date() if now < due else None


async def find_by_receipt(office: Office, code: ReceiptCode) -> Referral:
    """The shell alone, for the withdrawal. Takes as long as a password."""
    _, row = await _find_row(office, code)
    return await find_referral(row.referral_id)


async def _find_row(office: Office, code: ReceiptCode) -> tuple[Lock, SealedKey]:
    lock = await office.slowly(lock_of, code, office.keys.receipts, office.cost)
    row = await SealedKey.get_or_none(holder="receipt", lookup=lock.lookup)
    if row is None:
        raise NotFound
    return lock, row
