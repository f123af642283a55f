"""Telling members that something waits: written down with the act, mailed after it.

A mail cannot be part of a transaction. So the act leaves a notice, which is kept or undone with it,
and whoever comes by afterwards mails it: a crash in between loses none.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from directory.accounts.ledger import turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.models import Member, Notice
from directory.accounts.office import Office

# Longer than any mail takes: whoever took a notice and has not mailed it by then has crashed.
_ABANDONED = timedelta(minutes=15)


async def leave_notices(office: Office, member_ids: Iterable[UUID]) -> None:
    """Within the act's `turn`; nobody is told twice of one act."""
    now = office.clock()
    await Notice.bulk_create(
        [Notice(member_id=member_id, made_at=now) for member_id in dict.fromkeys(member_ids)]
    )


async def post_notices(office: Office, since: datetime | None = None) -> int:
    """Mail what waits, one mail to each member however much it is. Returns how many mails left.

    Several processes may do this at once: who takes a notice mails it. What cannot be mailed waits
    for the next time; who has no account any more is told nothing. since: only to whom a notice was
    left since then; an act waits neither for the mails of others nor twice for a dead mail server.
    """
    waiting = {"notices__made_at__gte": since} if since else {"notices__id__not_isnull": True}
    posted = 0
    for member in await Member.filter(**waiting).distinct().order_by("id"):
        taken = await _take(member, office.clock())
        if not taken:
            continue
        if member.status == "active" and not member.is_demo:
            if not await office.mailbox.send([_letter(office, member, taken[0])]):
                await Notice.filter(id__in=taken).update(taken_at=None)
                if since:
                    break
                continue
            posted += 1
        await Notice.filter(id__in=taken).delete()
    return posted


async def _take(member: Member, now: datetime) -> Sequence[UUID]:
    """All that waits for one member, or nothing: two processes must not share it into two mails."""
    free = Q(taken_at=None) | Q(taken_at__lt=now - _ABANDONED)
    async with turn():
        waiting = await Notice.filter(free, member_id=member.id).order_by("made_at", "id")
        taken = [each.id for each in waiting]
        await Notice.filter(id__in=taken).update(taken_at=now)
    return taken


def _letter(office: Office, member: Member, number: UUID) -> Letter:
    link = office.link(member.language, "/staff/")
    return Letter(member.email, member.language, Kind.UPDATE, {"link": link}, number)
