"""Guessing numbers of receipts slowly. Nothing of it is stored: it stands in memory, for a day.

Threat: somebody tries numbers. There are 10^16 of them, and each try costs us an Argon2id; this
keeps one place from trying many. A family at the same address, a shelter or a school, waits a
minute at the longest, and is never locked out.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from directory.errors import TooOften
from directory.privacy.addresses import AddressKeys

FREE = 10
LONGEST_WAIT_SECONDS = 60
FORGOTTEN_SECONDS = 15 * 60
MOST_KEPT = 10_000


@dataclass(slots=True)
class _Count:
    wrong: int
    last: float


class ReceiptGuesses:
    """clock: seconds, of any origin."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._keys = AddressKeys(clock)
        self._counts: OrderedDict[bytes, _Count] = OrderedDict()

    def ask(self, address: str) -> None:
        """TooOften where this place has to wait before its next try."""
        count = self._counts.get(self._keys.hash_of(address))
        if count is None or count.wrong < FREE:
            return
        wait = min(2 ** min(count.wrong - FREE + 1, 6), LONGEST_WAIT_SECONDS)
        left = count.last + wait - self._clock()
        if left > 0:
            raise TooOften(int(left) + 1)

    def fail(self, address: str) -> None:
        """The number opened nothing."""
        now, mark = self._clock(), self._keys.hash_of(address)
        count = self._counts.pop(mark, _Count(0, now))
        wrong = count.wrong + 1 if now - count.last < FORGOTTEN_SECONDS else 1
        self._counts[mark] = _Count(wrong, now)
        # A flood must not fill the memory.
        while len(self._counts) > MOST_KEPT:
            self._counts.popitem(last=False)

    def __repr__(self) -> str:
        return "ReceiptGuesses()"
