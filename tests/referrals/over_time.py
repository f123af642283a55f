"""People who come back to work on another day."""

from datetime import datetime

from directory.accounts.badge import Badge
from directory.accounts.models import Session
from tests.accounts.cast import Player
from tests.referrals.cast import Cast


async def badge_on(cast: Cast, player: Player, now: datetime | None = None) -> Badge:
    """Of somebody who has signed in just now, or at that moment, to which the clock goes."""
    cast.clock.now = now or cast.clock.now
    mine = Session.filter(member_id=player.member.id)
    await mine.update(began_at=cast.clock.now, seen_at=cast.clock.now)
    return await cast.badge(player)
