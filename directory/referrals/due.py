"""What the clock has to do by now, about all that waits: each a count, nothing else is told."""

from collections import Counter

from directory.accounts.office import Office
from directory.errors import NotFound
from directory.referrals.actions.keeping_time import keep_time
from directory.referrals.clocks import WARNED_BEFORE, Due
from directory.referrals.queries import list_waiting
from directory.referrals.waits import due_of


async def foresee(office: Office) -> Counter[Due]:
    """How often what is due, and nothing done about it."""
    now = office.clock()
    return Counter(
        [
            what
            for referral in await list_waiting(now + WARNED_BEFORE)
            for what in await due_of(referral, now)
        ]
    )


async def do_what_is_due(office: Office) -> Counter[Due]:
    """How often what was done here; what another process has done meanwhile is counted there."""
    now, done = office.clock(), Counter[Due]()
    for referral in await list_waiting(now + WARNED_BEFORE):
        # Looked at before, so that nobody who writes waits for what is not due.
        if await due_of(referral, now):
            try:
                done.update(await keep_time(office, referral.id))
            except NotFound:
                continue  # deleted meanwhile
    return done
