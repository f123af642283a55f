"""Taking a referral back, by the family, the sender, a supervisor or the clock: gone at once."""

from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.privacy.codes import ReceiptCode
from directory.referrals.actions.acting import Finds, act, advance, change
from directory.referrals.actions.by import By, Once
from directory.referrals.actions.notices import tell_leads
from directory.referrals.key_store import shred
from directory.referrals.lifecycle import TERMINAL, UNDER_WAY, Event, Party
from directory.referrals.models import Referral, SealedKey
from directory.referrals.queries import find_referral, get_outgoing
from directory.referrals.receipts import find_by_receipt
from directory.referrals.refusals import IllegalMove, ReasonNeeded, SecondPerson

ON_THEIR_WORD = ("by_giver", "on_their_word")


async def recall(
    office: Office, badge: Badge, referral_id: str, once: Once, reason: str
) -> Referral:
    """By the sender. reason: of `lifecycle.RECALLED_BECAUSE`."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        await advance(office, by, referral, Event.RECALL, reason)

    return await act(office, by, "recall", _finds(badge, referral_id, Right.REFER), do)


async def withdraw_by_code(office: Office, code: ReceiptCode, request_id: str) -> Referral:
    """By the family; nothing of it opens after this.

    NotFound for a code that opens nothing, whether it never did or no more.

    Whatever page anybody else has open: a withdrawal never waits for a version, and never fails.
    """
    found = await find_by_receipt(office, code)
    by = By(Actor(word="family"), Party.PERSON, Once(request_id), found.team)
    return await _withdraw(office, by, lambda: find_referral(found.id), "by_code")


async def withdraw_for_person(
    office: Office, badge: Badge, referral_id: str, request_id: str, how: str
) -> Referral:
    """By any caseworker of the sender, on the word of the person or of who gave the consent.

    how: "by_giver" or "on_their_word". No reason is asked, and nobody else has to agree.
    """
    if how not in ON_THEIR_WORD:
        raise ReasonNeeded
    by = By.wearing(badge, Party.PERSON, Once(request_id))
    return await _withdraw(office, by, _finds(badge, referral_id, Right.WITHDRAW_REFERRAL), how)


async def ask_void(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """It was made in error, says a caseworker; a lead of the team has to agree."""
    by = By.wearing(badge, Party.SENDER, once)

    async def do(referral: Referral) -> None:
        if referral.state not in UNDER_WAY:
            raise IllegalMove
        await change(referral, void_asked_by_id=badge.member.id)
        await note(office, by.actor, "void_asked", UUID(referral.id))
        await tell_leads(office, referral.team_id)

    return await act(office, by, "ask_void", _finds(badge, referral_id, Right.REFER), do)


async def void(office: Office, badge: Badge, referral_id: str, once: Once) -> Referral:
    """By a lead, after somebody else has asked for it."""
    by = By.wearing(badge, Party.SUPERVISOR, once)

    async def do(referral: Referral) -> None:
        if referral.void_asked_by_id in (None, badge.member.id):
            raise SecondPerson
        await advance(office, by, referral, Event.VOID)

    return await act(office, by, "void", _finds(badge, referral_id, Right.VOID_REFERRAL), do)


async def _withdraw(office: Office, by: By, find: Finds, how: str) -> Referral:
    async def do(referral: Referral) -> None:
        if referral.state not in TERMINAL:
            await advance(office, by, referral, Event.WITHDRAW, how)
        elif await SealedKey.exists(referral_id=referral.id, sealed__isnull=False):
            # It was answered to its end; what is still kept of it is the family's to end, too.
            await shred(referral.id)
            await note(
                office, by.actor, "payload_shredded", UUID(referral.id), team=by.team, reason=how
            )

    return await act(office, by, "withdraw", find, do)


def _finds(badge: Badge, referral_id: str, right: Right) -> Finds:
    return lambda: get_outgoing(badge, referral_id, right)
