"""What every act does: load the referral anew, look at its version and consent, move, note."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from directory.accounts.ledger import note, turn
from directory.accounts.notices import post_notices
from directory.accounts.office import Office
from directory.referrals.actions.by import By
from directory.referrals.actions.consent_moves import close_consent, expire_in_turn, is_over
from directory.referrals.actions.notices import tell_of_move
from directory.referrals.key_store import forget_shredded, shred, shred_for_recipient
from directory.referrals.lifecycle import (
    GONE_AT_ONCE,
    TERMINAL,
    ConsentState,
    Event,
    State,
    move,
)
from directory.referrals.models import DoneRequest, Referral
from directory.referrals.refusals import ConsentEnded, Stale

# What goes on only while the family agrees; an outcome may be told after that.
NEEDS_CONSENT = frozenset({Event.ACCEPT, Event.REACH, Event.WAIT, Event.DECLINE})

Finds = Callable[[], Awaitable[Referral]]
Does = Callable[[Referral], Awaitable[object]]


async def act(office: Office, by: By, name: str, find: Finds, do: Does) -> Referral:
    """One act, in one transaction. find: loads the referral, and refuses a stranger. do: the rest.

    Raises Stale where the page had not seen the newest version. A request that was done before does
    nothing, and gives the referral as it is now.
    """
    started = office.clock()
    await end_what_is_over(office, find)
    async with turn():
        referral = await find()
        if await is_done(by, name, referral.id):
            return referral
        require_version(by, referral)
        await do(referral)
        moved = await find()
    if moved.state in TERMINAL:
        await forget_shredded()
    await post_notices(office, since=started)
    return moved


async def end_what_is_over(office: Office, find: Finds) -> None:
    """The clock may be late: an act that comes after the last day finds it ended (R-07)."""
    now = office.clock()
    if not is_over(await find(), now):
        return
    async with turn():
        await expire_in_turn(office, await find())
    await forget_shredded()
    await post_notices(office, since=now)


async def is_done(by: By, name: str, referral_id: str) -> bool:
    """Whether this request was done before; notes it as done, within its transaction."""
    if by.once is None:
        return False
    said = f"{by.actor} {name} {referral_id} {by.once.request_id}"
    key = sha256(said.encode()).hexdigest()
    if await DoneRequest.filter(id=key).exists():
        return True
    await DoneRequest.create(id=key, referral_id=referral_id)
    return False


def require_version(by: By, referral: Referral) -> None:
    if by.once and by.once.version not in (None, referral.version):
        raise Stale


def require_consent(referral: Referral) -> None:
    """Within the act: it may have ended since the page was shown."""
    if referral.consent is None or referral.consent.state != ConsentState.IN_USE:
        raise ConsentEnded


async def advance(
    office: Office, by: By, referral: Referral, event: Event, reason: str = "", **changes: Any
) -> None:
    """Move, within the act: the keys end with it where they must, the consent where it must."""
    before, now = State(referral.state), office.clock()
    after = move(before, event, by.party, reason)
    if event in NEEDS_CONSENT:
        require_consent(referral)
    if after in GONE_AT_ONCE:
        await shred(referral.id)
    elif after in TERMINAL:
        await shred_for_recipient(referral.id)
    if after in TERMINAL:
        await close_consent(office, by, referral, event, reason)
        changes["ended_at"] = now
        if before is State.DRAFT:
            changes |= EMPTY
    await change(referral, state=after, moved_at=now, reason=reason, **changes)
    await note(
        office,
        by.actor,
        "referral_moved",
        UUID(referral.id),
        team=by.team,
        before=before,
        after=after,
        reason=reason,
    )
    await tell_of_move(office, referral, before, event)


# Of a draft that came to nothing, nothing stays but that there was one.
EMPTY: dict[str, Any] = {
    "service_id": None,
    "organization_id": None,
    "recipient_team_id": None,
    "urgency": "routine",
    "needs": [],
    "region": None,
    "field_mask": 0,
}


async def change(referral: Referral, **changes: Any) -> None:
    """Write it, one version on. Stale where somebody was quicker, which `turn` does not allow."""
    current = Referral.filter(id=referral.id, version=referral.version)
    if not await current.update(**changes, version=referral.version + 1):
        raise Stale
    referral.version += 1
    referral.update_from_dict(changes)
