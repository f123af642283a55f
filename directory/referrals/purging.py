"""What time does to referrals and consents, by the table of `retention`: rules for `purge`.

Each rule runs within a transaction of the purge: all of it happens, or none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from tortoise.expressions import F, Q

from directory.accounts.ledger import note, turn
from directory.accounts.models import Notice
from directory.accounts.office import Office
from directory.privacy.retention import Rule
from directory.referrals.actions.acting import advance
from directory.referrals.actions.consent_moves import CLOCK
from directory.referrals.key_store import SEALED_TABLES, forget, shred
from directory.referrals.lifecycle import LIVING, TERMINAL, Event, State
from directory.referrals.models import Consent, Referral, ReferralCount, SealedPayload
from directory.referrals.queries import around, list_ended
from directory.referrals.retention import cutoffs, quarter_of

_Count = tuple[str, str, str]  # need, quarter, state


def referral_rules(office: Office) -> Sequence[Rule]:
    """Payloads first: a shell goes only when nothing is sealed under it any more."""
    at = cutoffs(office.clock(), office.consent_months)
    forget_old = partial(_forget, office, at.payloads)
    end_drafts = partial(_end_drafts, office, at.drafts)
    months = f"{office.consent_months} months after the end"
    return [
        Rule("what referrals said", "7 days after the end", forget_old, tables=SEALED_TABLES),
        Rule("drafts that nobody touched", "30 days", end_drafts, tables=SEALED_TABLES),
        Rule("referrals", "12 months, then counts", partial(_count_shells, office, at.shells)),
        Rule("consents", months, partial(_delete_consents, office, at.consents)),
        Rule("mails that could not leave", "7 days", partial(_drop_notices, at.payloads)),
    ]


async def _forget(office: Office, before: datetime) -> int:
    """The receipt of it, too. Where its consent would have ended earlier, no word outlives that."""
    count = 0
    async with turn():
        for referral in await list_ended(before):
            count += await _shredded(office, referral)
            await forget(referral.id)
        is_over = Q(consent__expires_at__lte=office.clock(), payload__version__isnull=False)
        ended = Referral.filter(is_over, state__in=list(TERMINAL))
        for referral in await around(ended):
            count += await _shredded(office, referral)
            await shred(referral.id)
    return count


async def _shredded(office: Office, referral: Referral) -> bool:
    """Whether there is a payload, which the caller shreds now."""
    is_there = await SealedPayload.exists(referral_id=referral.id)
    if is_there:
        await _note(office, "payload_shredded", referral)
    return is_there


async def _end_drafts(office: Office, before: datetime) -> int:
    async with turn():
        drafts = await around(Referral.filter(state=State.DRAFT, moved_at__lte=before))
        for draft in drafts:
            await advance(office, replace(CLOCK, team=draft.team), draft, Event.VOID)
    return len(drafts)


async def _count_shells(office: Office, before: datetime) -> int:
    async with turn():
        ended = Referral.filter(state__in=list(TERMINAL), ended_at__lte=before)
        shells = await around(ended)
        await _add(Counter(each for shell in shells for each in _counted(shell)))
        for shell in shells:
            await shell.delete()
            await _note(office, "referral_deleted", shell)
    return len(shells)


def _counted(shell: Referral) -> Iterator[_Count]:
    """As one of all; by its needs only where the family agreed to be counted (rule R-10). What was
    never sent counts nowhere."""
    if shell.sent_at is None:
        return
    for need in ("", *(dict.fromkeys(shell.needs) if shell.may_count else ())):
        yield need, quarter_of(shell.sent_at), shell.state


async def _add(counts: Counter[_Count]) -> None:
    for (need, quarter, state), number in sorted(counts.items()):
        row = ReferralCount.filter(need=need, quarter=quarter, state=state)
        if not await row.update(number=F("number") + number):
            await ReferralCount.create(
                id=uuid4(), need=need, quarter=quarter, state=state, number=number
            )


async def _delete_consents(office: Office, before: datetime) -> int:
    """One that was begun with a draft, and never given, ends with it."""
    is_alone = Q(referral__id__isnull=True)
    is_ended = Q(referral__state__in=list(TERMINAL), referral__payload__version__isnull=True)
    async with turn():
        old = Consent.filter(is_alone | is_ended, state_at__lte=before)
        consents = await old.exclude(state__in=list(LIVING)).select_related("team__agency")
        for consent in consents:
            await Referral.filter(consent_id=consent.id).update(consent_id=None)
            await consent.delete()
            await note(office, CLOCK.actor, "consent_deleted", UUID(consent.id), team=consent.team)
    return len(consents)


async def _drop_notices(before: datetime) -> int:
    """What waits is still on the page of whoever signs in."""
    return await Notice.filter(made_at__lte=before).delete()


async def _note(office: Office, action: str, referral: Referral) -> None:
    await note(office, CLOCK.actor, action, UUID(referral.id), team=referral.team)
