"""A clock that stands still until a test sets it, and what a phone shows at its time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pyotp import TOTP

from directory.accounts.totp import TotpSecret


@dataclass(slots=True)
class SetClock:
    now: datetime = datetime(2026, 11, 25, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def code_at(secret: TotpSecret, clock: SetClock, off_seconds: float = 0) -> str:
    """off_seconds: by how much the clock of the phone is wrong."""
    shown = clock.now + timedelta(seconds=off_seconds)
    return TOTP(secret.typed().replace(" ", "")).at(shown)
