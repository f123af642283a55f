"""What the clock does about a referral that waits: it reminds, it asks, and at last it ends."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from directory.accounts.ledger import note, turn
from directory.accounts.office import Office
from directory.referrals.actions.acting import advance
from directory.referrals.actions.consent_moves import CLOCK, expire_in_turn
from directory.referrals.actions.notices import ANYBODY, LEAD, ask_desk, tell_sender
from directory.referrals.clocks import ENDS, Due
from directory.referrals.key_store import forget_shredded
from directory.referrals.lifecycle import Event
from directory.referrals.models import Referral
from directory.referrals.queries import find_referral
from directory.referrals.waits import due_of


async def keep_time(office: Office, referral_id: str) -> Sequence[Due]:
    """Do all that is due for it, in one transaction that looks at it anew.

    So each is done once, however many processes do this at the same moment; who answers in between
    is not reminded. The mails are left to `post_notices`.
    """
    async with turn():
        referral = await find_referral(referral_id)
        due = await due_of(referral, office.clock())
        for what in due:
            await _ACTS[what](office, referral)
            referral = await find_referral(referral_id)
    if not ENDS.isdisjoint(due):
        await forget_shredded()
    return due


async def _remind(office: Office, referral: Referral) -> None:
    await ask_desk(office, referral, ANYBODY)
    await _mark(office, referral, "reminder_sent", reminded_at=office.clock())


async def _escalate(office: Office, referral: Referral) -> None:
    await ask_desk(office, referral, LEAD)
    await _mark(office, referral, "lead_asked", lead_asked_at=office.clock())


async def _warn(office: Office, referral: Referral) -> None:
    await tell_sender(office, referral)
    await _mark(office, referral, "sender_warned", warned_at=office.clock())


async def _lapse(office: Office, referral: Referral) -> None:
    await advance(office, replace(CLOCK, team=referral.team), referral, Event.LAPSE)


async def _mark(office: Office, referral: Referral, action: str, **done: datetime) -> None:
    """The version stays: whoever has the page open may still answer with it."""
    await Referral.filter(id=referral.id).update(**done)
    await note(office, CLOCK.actor, action, UUID(referral.id), team=referral.team)


_ACTS: Mapping[Due, Callable[[Office, Referral], Awaitable[None]]] = {
    Due.REMIND: _remind,
    Due.ESCALATE: _escalate,
    Due.WARN: _warn,
    Due.EXPIRE: expire_in_turn,
    Due.LAPSE: _lapse,
}
