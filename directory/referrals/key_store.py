"""The sealed payloads and their keys in their rows; shredding them is deleting these rows."""

from typing import Any
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.key_store import load_team_keys, resume
from directory.database import forget_deleted
from directory.privacy.sealing import CannotOpen, Key, Random
from directory.referrals.lifecycle import State
from directory.referrals.minimal import Payload
from directory.referrals.models import AnswerLink, Referral, SealedKey, SealedPayload
from directory.referrals.refusals import ConsentEnded, NoDesk, NoKey
from directory.referrals.sealed import Bound, open_key_with, open_payload, seal_key_to, seal_payload

# They are small: an ended referral leaves them. PostgreSQL can write them anew within a moment.
SEALED_TABLES = (SealedKey._meta.db_table, SealedPayload._meta.db_table)


async def keep_payload(referral: Referral, payload: Payload, key: Key, random: Random) -> None:
    """In the place of what was sealed before, one version on."""
    before = await SealedPayload.get_or_none(referral_id=referral.id)
    version = before.version + 1 if before else 1
    sealed = seal_payload(payload, key, _bound(referral, version), random)
    if before is None:
        await SealedPayload.create(referral_id=referral.id, version=version, sealed=sealed)
    else:
        await SealedPayload.filter(referral_id=referral.id).update(version=version, sealed=sealed)


async def give_key_to_team(referral: Referral, holder: str, team_id: UUID, key: Key) -> None:
    """To the newest generation of the team. NoDesk where nobody of it could open anything."""
    keys = await load_team_keys(team_id)
    if not keys.generations or keys.current.is_lost():
        raise NoDesk
    sealed = seal_key_to(key, keys.current.public, referral.id, holder)
    await keep_key(referral, holder, sealed, team_id=team_id, generation=keys.current.number)


async def keep_key(
    referral: Referral,
    holder: str,
    sealed: bytes,
    **columns: Any,
) -> None:
    """In the place of the holder's earlier one. columns: see SealedKey."""
    await SealedKey.filter(referral_id=referral.id, holder=holder).delete()
    await SealedKey.create(
        id=uuid4(),
        referral_id=referral.id,
        holder=holder,
        sealed=sealed,
        **columns,
    )


async def open_team_key(badge: Badge, referral: Referral, holder: str) -> Key:
    """The key of a payload, by a member's own key. NoKey for a member without a seat."""
    row = await SealedKey.get_or_none(referral_id=referral.id, holder=holder)
    if row is None or row.sealed is None or row.team_id is None:
        raise ConsentEnded
    try:
        opened = (await load_team_keys(row.team_id)).open_all(str(badge.member.id), resume(badge))
        return open_key_with(row.sealed, opened[row.generation or 0].private, referral.id, holder)
    except (CannotOpen, KeyError):
        raise NoKey from None


async def has_key(badge: Badge) -> bool:
    """Whether its wearer could read what the team writes now."""
    keys = await load_team_keys(badge.team_id) if badge.team_id else None
    return bool(keys and keys.generations and str(badge.member.id) in keys.current.seats)


async def read_payload(referral: Referral, key: Key) -> Payload:
    """ConsentEnded where it is shredded."""
    row = await SealedPayload.get_or_none(referral_id=referral.id)
    if row is None:
        raise ConsentEnded
    return open_payload(row.sealed, key, _bound(referral, row.version))


def _bound(referral: Referral, version: int) -> Bound:
    """A draft's payload is bound to no consent: it is sealed anew when it is sent."""
    consent = "" if referral.state == State.DRAFT else referral.consent_id or ""
    return Bound(referral.id, consent, version)


async def shred(referral_id: str) -> None:
    """Within the transaction of the end. No password opens it any more, from its commit on.

    The receipt's lookup stays, so that the family still learns how it ended.
    """
    await shred_for_recipient(referral_id)
    await SealedPayload.filter(referral_id=referral_id).delete()
    await SealedKey.filter(referral_id=referral_id, holder="sender").delete()
    await SealedKey.filter(referral_id=referral_id, holder="receipt").update(sealed=None)


async def shred_for_recipient(referral_id: str) -> None:
    """The recipient has answered to the end: it has no more to do with it."""
    await SealedKey.filter(referral_id=referral_id, holder__in=("recipient", "link")).delete()


async def forget_shredded() -> None:
    """After the commit: what was shredded is off the disk as well, not only out of every query."""
    await forget_deleted(*SEALED_TABLES)


async def forget(referral_id: str) -> None:
    """All of it, and the receipt's lookup: whoever types the code finds nothing any more."""
    await shred(referral_id)
    await SealedKey.filter(referral_id=referral_id).delete()
    await AnswerLink.filter(referral_id=referral_id).delete()
