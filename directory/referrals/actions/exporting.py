"""Taking one's own referral out of the house, in a form that other systems read."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.referrals.access import Side
from directory.referrals.actions.opening import require_open
from directory.referrals.fhir import Agreed, Exported
from directory.referrals.key_store import open_team_key, read_payload
from directory.referrals.lifecycle import ConsentState, State
from directory.referrals.models import Consent, Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import ConsentEnded
from directory.referrals.sealed import code_of


async def export_referral(office: Office, badge: Badge, referral_id: str) -> Exported:
    """For the sender's team, while it may still be opened. The route asks the second factor.

    ConsentEnded for a draft as well: what nobody has agreed to leaves by no way.
    """
    async with turn():
        referral = await get_outgoing(badge, referral_id)
        require_open(office, referral, Side.SENDER)
        consent, sent_at = referral.consent, referral.sent_at
        if consent is None or sent_at is None:
            raise ConsentEnded
        key = await open_team_key(badge, referral, Side.SENDER)
        payload = await read_payload(referral, key)
        await note(office, Actor.wearing(badge), "payload_exported", UUID(referral.id))
    return Exported(
        id=UUID(referral.id),
        code=code_of(key),
        state=State(referral.state),
        reason=referral.reason,
        sent_at=sent_at,
        moved_at=referral.moved_at,
        sender=referral.team.agency.name,
        service=referral.service.name if referral.service else "",
        service_id=_service_id(referral),
        payload=payload,
        consent=_agreed(consent),
    )


def _service_id(referral: Referral) -> str:
    """As the HSDS API names it."""
    return str(referral.service_id or "")


def _agreed(consent: Consent) -> Agreed:
    if consent.given_at is None or consent.expires_at is None:
        raise ConsentEnded  # the database allows it of a draft and of a refusal alone
    return Agreed(
        id=UUID(consent.id),
        state=ConsentState(consent.state),
        given_at=consent.given_at,
        expires_at=consent.expires_at,
        profile=consent.profile,
        profile_version=consent.profile_version,
        wording_version=consent.wording_version,
        purpose=consent.purpose,
        scope=consent.scope,
    )
