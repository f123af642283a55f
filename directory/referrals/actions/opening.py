"""Opening a payload. That it was opened, and by whom, is a line of the audit."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.privacy.codes import ReceiptCode, ReferralCode
from directory.referrals.access import Side, as_shown, may_open
from directory.referrals.actions.acting import Finds, end_what_is_over
from directory.referrals.key_store import open_team_key, read_payload
from directory.referrals.lifecycle import ConsentState, State
from directory.referrals.minimal import Payload
from directory.referrals.models import Referral
from directory.referrals.queries import get_incoming, get_outgoing
from directory.referrals.refusals import ConsentEnded
from directory.referrals.sealed import code_of, receipt_of


async def open_payload(office: Office, badge: Badge, referral_id: str, side: Side) -> Payload:
    """For a member of the sender's or the recipient's team. The route asks the second factor.

    ConsentEnded from the moment of a withdrawal or of the last day; NoKey without a seat.
    """
    finds = _finds(badge, referral_id, side)
    await end_what_is_over(office, finds)
    async with turn():
        referral = await finds()
        require_open(office, referral, side)
        payload = await read_payload(referral, await open_team_key(badge, referral, side))
        await note(office, Actor.wearing(badge), "payload_opened", UUID(referral.id))
    return as_shown(payload, side, State(referral.state))


async def read_code(office: Office, badge: Badge, referral_id: str, side: Side) -> ReferralCode:
    """What to say on the telephone, for either team, while the referral can be opened."""
    referral = await _finds(badge, referral_id, side)()
    require_open(office, referral, side)
    return code_of(await open_team_key(badge, referral, side))


async def show_receipt_again(office: Office, badge: Badge, referral_id: str) -> ReceiptCode:
    """The family has lost its code. Its own caseworkers may read and withdraw already."""
    async with turn():
        referral = await get_outgoing(badge, referral_id)
        require_open(office, referral, Side.SENDER)
        key = await open_team_key(badge, referral, Side.SENDER)
        await note(office, Actor.wearing(badge), "receipt_shown", UUID(referral.id))
    return receipt_of(key)


def require_open(office: Office, referral: Referral, side: Side) -> None:
    """ConsentEnded unless this side may open it now."""
    consent = referral.consent
    found = ConsentState(consent.state) if consent else None
    expires_at = consent.expires_at if consent else None
    if not may_open(side, State(referral.state), found, expires_at, office.clock()):
        raise ConsentEnded


def _finds(badge: Badge, referral_id: str, side: Side) -> Finds:
    if side is Side.RECIPIENT:
        return lambda: get_incoming(badge, referral_id)
    return lambda: get_outgoing(badge, referral_id)
