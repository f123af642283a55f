"""Writing a referral before anybody has agreed to it: sealed to the sender's own team."""

from collections.abc import Mapping
from hmac import digest
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import note, turn
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.privacy.sealing import new_key
from directory.referrals.actions.acting import act, advance, change
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.consent_moves import change_consent
from directory.referrals.desk import get_desk, get_terms
from directory.referrals.key_store import give_key_to_team, keep_payload
from directory.referrals.lifecycle import LIVING, ConsentEvent, Event, Party, State
from directory.referrals.minimal import Payload
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import IllegalMove

Said = Mapping[str, object]


async def draft_referral(
    office: Office, badge: Badge, service_id: UUID, said: Said, once: Once
) -> Referral:
    """NotMinimal for anything that this service is not to be told; NotFound for no such service.

    The id is made of the request's, so that a form sent twice writes one draft.
    """
    team = badge.membership.team
    if team is None:
        raise NotFound
    badge.require(Right.REFER, Place(team.agency_id, team.id))
    payload = await _read(office, service_id, said)
    desk = await get_desk(service_id)
    by = By.wearing(badge, Party.SENDER, once)
    referral_id, now = _id_of(office, badge, once), office.clock()
    async with turn():
        if not await Referral.exists(id=referral_id):
            referral = await Referral.create(
                id=referral_id,
                team_id=team.id,
                member_id=badge.member.id,
                service_id=service_id,
                organization_id=desk.service.organization_id,
                urgency=payload.urgency,
                created_at=now,
                moved_at=now,
            )
            await write_draft(office, referral, payload)
            await note(office, by.actor, "referral_moved", UUID(referral.id), after=State.DRAFT)
        return await get_outgoing(badge, referral_id, Right.REFER)


async def change_draft(
    office: Office, badge: Badge, referral_id: str, said: Said, once: Once
) -> Referral:
    """What was agreed to was the old text: a consent for it stands for nothing any more."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state != State.DRAFT or referral.service_id is None:
            raise IllegalMove
        payload = await _read(office, referral.service_id, said)
        await end_consent(office, by, referral)
        await write_draft(office, referral, payload, approved_by_id=None)

    return await act(
        office, by, "change", lambda: get_outgoing(badge, referral_id, Right.REFER), do
    )


async def discard_draft(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """Nothing of it stays but that there was one."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        await advance(office, by, referral, Event.VOID)

    return await act(
        office, by, "discard", lambda: get_outgoing(badge, referral_id, Right.REFER), do
    )


async def write_draft(
    office: Office, referral: Referral, payload: Payload, **changes: UUID | None
) -> None:
    """Within the act: the payload under a new key, which the sender's team alone has."""
    key = new_key(office.random)
    await keep_payload(referral, payload, key, office.random)
    await give_key_to_team(referral, "sender", referral.team_id, key)
    await change(
        referral,
        urgency=payload.urgency,
        needs=list(payload.need),
        region=payload.area,
        field_mask=payload.fields,
        moved_at=office.clock(),
        **changes,
    )


async def end_consent(office: Office, by: By, referral: Referral) -> None:
    """Within the act: a new text or a new consent takes the place of what was agreed to."""
    consent = referral.consent
    if consent is not None and consent.state in LIVING:
        await change_consent(office, by, consent, ConsentEvent.REPLACE)


async def _read(office: Office, service_id: UUID, said: Said) -> Payload:
    terms = await get_terms(await get_desk(service_id), may_note=office.may_note)
    return Payload.read(said, terms)


def _id_of(office: Office, badge: Badge, once: Once) -> str:
    """128 bits, the same for the same request, that nobody foretells without a key of the house."""
    said = f"referral {badge.member.id} {once.request_id}".encode()
    return digest(office.keys.codes.reveal(), said, "sha256")[:16].hex()
