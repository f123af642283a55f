"""Guessing slowly: what a wrong password or code costs the next one, and whom it does not cost.

Names and addresses are known here only as hashes, under a key that follows from the house's secret
and the day: whoever has the table alone learns nothing, and tomorrow's hashes are others. The same
happens for a name that nobody has, so that waiting tells nothing. Three counts of failures:

- of one name from one address: after a few the next has to wait, up to a minute;
- of one address, whatever the names: the same, after more, for an office shares an address;
- of one name from anywhere: guesses stand in one line and take turns, seconds apart. Who has signed
  in with the name from the same address in the last days does not stand in it: whoever guesses from
  a thousand addresses must not lock the owner out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Self

from directory.errors import TooOften
from directory.privacy.addresses import network_of
from directory.privacy.sealing import Key

FREE_FOR_PAIR = 4
FREE_FOR_ADDRESS = 20
FREE_FOR_NAME = 10
LONGEST_WAIT_SECONDS = 60
# From one guess of a name to the next: a fifth of a second more for each, at most this.
LONGEST_GAP_SECONDS = 30
# Who would have to stand in line for longer is asked to come again.
LONGEST_LINE_SECONDS = 30
# Failures are forgotten after this long without another.
FORGOTTEN_SECONDS = 15 * 60
# A week off does not make an address a strange one.
KNOWN_DAYS = 9


@dataclass(frozen=True, slots=True)
class Marks:
    """What the table calls a guess: hashes of 32 hexadecimal digits.

    known: those under which the pair may have been noted on one of the last days, today first.
    """

    pair: str
    address: str
    name: str
    known: tuple[str, ...]


def marks_of(key: Key, name: str, address: str, now: datetime) -> Marks:
    today, network = now.astimezone(UTC).date(), network_of(address)
    # A name cannot hold the character between the two: no pair looks like another.
    pair = f"{name}\0{network}"
    return Marks(
        _mark(key, today, f"pair {pair}"),
        _mark(key, today, f"address {network}"),
        _mark(key, today, f"name {name}"),
        tuple(_mark(key, day, f"known {pair}") for day in _last_days(today)),
    )


@dataclass(frozen=True, slots=True)
class Count:
    """Failures of late. last_at: of the newest; open_at: from when on the next may be looked at.

    Both in seconds since 1970.
    """

    failures: int = 0
    last_at: float = 0.0
    open_at: float = 0.0

    def add(self, free: int, now: float) -> Self:
        """One more. TooOften before its time. free: how many cost nothing."""
        if self.open_at > now:
            raise _too_often(self.open_at - now)
        failures = self._failures(now) + 1
        return replace(self, failures=failures, last_at=now, open_at=now + _wait(failures - free))

    def queue(self, now: float) -> Self:
        """One more, in line behind those that came before; `turn` says when it is looked at.

        TooOften where the line is too long.
        """
        turn = self.turn(now)
        if turn - now > LONGEST_LINE_SECONDS:
            raise _too_often(turn - now)
        failures = self._failures(now) + 1
        gap = min(max(0, failures - FREE_FOR_NAME) / 5, LONGEST_GAP_SECONDS)
        return replace(self, failures=failures, last_at=now, open_at=turn + gap)

    def turn(self, now: float) -> float:
        return max(now, self.open_at)

    def take_back(self, free: int) -> Self:
        """One fewer: the guess was right."""
        failures = max(0, self.failures - 1)
        return replace(self, failures=failures, open_at=self.last_at + _wait(failures - free))

    def _failures(self, now: float) -> int:
        return self.failures if now - self.last_at < FORGOTTEN_SECONDS else 0


def _wait(beyond: int) -> float:
    """1, 2, 4 … seconds after the failure that was one too many, at most a minute."""
    return 0.0 if beyond < 0 else min(2.0 ** min(beyond, 10), LONGEST_WAIT_SECONDS)


def _too_often(seconds: float) -> TooOften:
    return TooOften(int(seconds) + 1)


def _last_days(today: date) -> Iterator[date]:
    return (today - timedelta(days=back) for back in range(KNOWN_DAYS))


def _mark(key: Key, day: date, text: str) -> str:
    of_day = blake2b(day.isoformat().encode(), key=key.reveal(), digest_size=32).digest()
    return blake2b(text.encode(), key=of_day, digest_size=16).hexdigest()
