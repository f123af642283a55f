"""How long somebody stays signed in. Pure: the clock is an argument."""

from datetime import datetime, timedelta

# OWASP ASVS 7.3, and the promise of DESIGN: 15 minutes idle, 8 hours at most.
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
# Between the password and the second factor: long enough to find the phone.
HALF_WAY = timedelta(minutes=5)
# How long a second factor that was just shown counts for opening and exporting.
CONFIRMED = timedelta(minutes=5)
# Writing down each request would make each page a write. A session may so end this much early,
# never late.
TOUCH_EVERY = timedelta(seconds=30)
# Clocks of two machines differ a little. A larger step back is a broken clock or a trick: the
# session ends, for nobody can say any more how long it has lasted.
SKEW = timedelta(seconds=60)


def ends_at(began: datetime, seen: datetime, *, is_complete: bool) -> datetime:
    """When the session is over if nothing more is asked."""
    if not is_complete:
        return began + HALF_WAY
    return min(seen + IDLE, began + LONGEST)


def is_live(began: datetime, seen: datetime, now: datetime, *, is_complete: bool) -> bool:
    return (
        max(began, seen) - SKEW <= now
        and began <= seen + SKEW
        and now < ends_at(began, seen, is_complete=is_complete)
    )


def is_to_touch(seen: datetime, now: datetime) -> bool:
    """Whether this request is to be written down as the newest."""
    return now - seen >= TOUCH_EVERY


def is_confirmed(confirmed: datetime | None, now: datetime) -> bool:
    """Whether a second factor was shown so lately that nobody has to be asked again."""
    return confirmed is not None and timedelta(0) <= now - confirmed + SKEW <= CONFIRMED + SKEW
