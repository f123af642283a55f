"""Accounts that nobody uses: a mail says when they go, and a sign-in before keeps them.

An account is something to break into, and a name and an address of somebody who may be elsewhere.
"""

import logging
from datetime import date, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from directory.accounts.actions.members import give_back
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.models import Member
from directory.accounts.office import Office
from directory.accounts.refusals import LeavesBehind, NotTaken
from directory.languages.localizer import get_localizer

UNUSED_FOR = timedelta(days=365)
WARNED_BEFORE = timedelta(days=30)
_log = logging.getLogger(__name__)


async def warn_unused(office: Office, *, is_rehearsal: bool) -> int:
    """A mail to each whose account goes in 30 days or more. Marked once it has left, not before:
    no account goes whose owner could not be told."""
    today = office.clock().date()
    unwarned = await _unused_since(today - UNUSED_FOR + WARNED_BEFORE).filter(warned_on=None)
    if is_rehearsal:
        return len(unwarned)
    return sum([await _warn(office, member, today) for member in unwarned])


async def _warn(office: Office, member: Member, today: date) -> bool:
    goes_on = max(_used_on(member) + UNUSED_FOR, today + WARNED_BEFORE)
    values = {
        "day": get_localizer(member.language).date(goes_on),
        "link": office.link(member.language, "/staff/sign-in"),
    }
    if not await office.mailbox.send([Letter(member.email, member.language, Kind.UNUSED, values)]):
        return False
    async with turn():
        # Not where they have signed in meanwhile: that would spare the next one its mail.
        same = Member.filter(id=member.id, used_on=member.used_on)
        await same.update(warned_on=today)
        await note(office, Actor(), "reminder_sent", member.id)
    return True


async def forget_unused(office: Office) -> int:
    """Within the transaction of the purge. Nobody goes on whom others depend: see `last_ones`."""
    today = office.clock().date()
    warned = _unused_since(today - UNUSED_FOR).filter(warned_on__lte=today - WARNED_BEFORE)
    return sum([await _forget(office, member) for member in await warned])


async def _forget(office: Office, member: Member) -> bool:
    try:
        await _give_back(office, member)
    except (LeavesBehind, NotTaken):
        _log.warning("an unused account stays, for others depend on it; see it in: user list")
        return False
    await member.delete()
    await note(office, Actor(), "account_deleted", member.id, before="open")
    return True


async def _give_back(office: Office, member: Member) -> None:
    try:
        await give_back(office, member, knows_loss=False)
    except LeavesBehind as left:
        if left.unled or left.locked:
            raise
        # Nobody has come for a year to keep the listings: that is no reason to keep the account.
        await give_back(office, member, knows_loss=True)


def _unused_since(day: date) -> QuerySet[Member]:
    """Active ones, the longest unused first. Those of the demonstration have no mailbox."""
    is_unused = Q(used_on__lte=day) | Q(used_on=None, created_at__lt=day + timedelta(days=1))
    return Member.filter(is_unused, status="active", is_demo=False).order_by("used_on", "id")


def _used_on(member: Member) -> date:
    return member.used_on or member.created_at.date()
