"""What time it is: an argument everywhere, so that a test can set it."""

from collections.abc import Callable
from datetime import UTC, datetime

Moment = datetime
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)
