"""How long accounts, and what is noted of their work, are kept (classification of the data, 8.4).

Each rule runs within a transaction of the purge: all of it happens, or none.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from tortoise.expressions import Q

from directory.accounts.audit_cuts import find_start, sign_cut
from directory.accounts.chain import Checkpoint, verify
from directory.accounts.guess_store import forget_guesses
from directory.accounts.ledger import Actor, line_of, note
from directory.accounts.models import ApiKey, AuditCut, AuditLine, Invitation, Member, Session
from directory.accounts.office import Office
from directory.accounts.sessions import HALF_WAY, IDLE, LONGEST
from directory.accounts.unused import forget_unused, warn_unused
from directory.errors import VerbRefused
from directory.privacy.retention import Rule

ACCOUNTS_FOR = timedelta(days=365)
KEYS_FOR = timedelta(days=365)
AUDIT_FOR = timedelta(days=730)
_STATES = {"left": "removed", "disabled": "suspended"}


def account_rules(office: Office) -> Sequence[Rule]:
    now = office.clock()
    return [
        Rule("sessions that are over", "8 hours", partial(_forget_sessions, now)),
        Rule("counts of wrong guesses", "15 minutes", partial(forget_guesses, now)),
        Rule("invitations", "until they expire", partial(_forget_invitations, now)),
        Rule("accounts that left or were stopped", "12 months", partial(_forget_members, office)),
        Rule(
            "accounts that nobody uses",
            "12 months",
            partial(forget_unused, office),
            partial(warn_unused, office),
        ),
        Rule("keys of programs that have ended", "12 months", partial(_forget_keys, now)),
        Rule("lines of the audit", "24 months", partial(_cut_audit, office)),
    ]


async def _forget_sessions(now: datetime) -> int:
    is_over = Q(began_at__lte=now - LONGEST) | Q(seen_at__lte=now - IDLE)
    return await Session.filter(
        is_over | Q(is_complete=False, began_at__lte=now - HALF_WAY)
    ).delete()


async def _forget_invitations(now: datetime) -> int:
    """Used or not: each holds somebody's address."""
    return await Invitation.filter(expires_at__lte=now).delete()


async def _forget_keys(now: datetime) -> int:
    """Until then their organization sees that there was one, and who made it."""
    limit = now - KEYS_FOR
    return await ApiKey.filter(Q(expires_at__lte=limit) | Q(revoked_at__lte=limit)).delete()


async def _forget_members(office: Office) -> int:
    """The line stays in the audit, for its own time: it names nobody but by a random id."""
    ended = Member.filter(status__in=_STATES, ended_at__lte=office.clock() - ACCOUNTS_FOR)
    members = await ended.order_by("ended_at", "id")
    for member in members:
        await member.delete()
        await note(office, Actor(), "account_deleted", member.id, before=_STATES[member.status])
    return len(members)


async def _cut_audit(office: Office) -> int:
    """Delete the oldest lines; a signed checkpoint stands in for them. Never from a broken chain:
    that would destroy what shows where it was broken."""
    limit = office.clock() - AUDIT_FOR
    newer = await AuditLine.filter(at__gt=limit).order_by("seq").first()
    # The newest line stays in any case: the next one is chained to it.
    keep = newer or await AuditLine.all().order_by("-seq").first()
    old = await AuditLine.filter(seq__lt=keep.seq).order_by("seq") if keep else []
    if not old:
        return 0
    lines = [line_of(row) for row in old]
    broken = verify(lines, office.keys.audit, await find_start(office))
    if broken is not None:
        raise VerbRefused(
            f"The audit is broken at line {broken.seq}: {broken.how}. It stays whole."
        )
    await _write_cut(office, lines[-1].checkpoint())
    await AuditLine.filter(seq__lte=lines[-1].seq).delete()
    await note(office, Actor(), "audit_cut")
    return len(lines)


async def _write_cut(office: Office, end: Checkpoint) -> None:
    at = office.clock().replace(microsecond=0)
    await AuditCut.all().delete()
    await AuditCut.create(
        seq=end.seq, mac=end.mac, at=at, seal=sign_cut(end, at, office.keys.audit)
    )
