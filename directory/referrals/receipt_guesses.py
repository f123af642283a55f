"""Guessing numbers of receipts slowly. Nothing of it is stored: it stands in memory, for a day.

Threat: somebody tries numbers. There are 10^16 of them, and each try costs us an Argon2id; this
keeps one place from trying many. A family at the same address, a shelter or a school, waits a
minute at the longest, and is never locked out. Unlike the guesses of staff these stand in no table:
whoever has the disk and the keys on it could find the address of a family there, and try all
numbers against a hash of the right one.
"""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from directory.accounts.slowdown import Count
from directory.privacy.addresses import AddressKeys

FREE = 10
MOST_KEPT = 10_000
# Everybody who comes over Tor has the address of the machine's own onion service: to let them wait
# for each other would let one of them shut out all.
_UNCOUNTED = frozenset({"", "127.0.0.1", "::1"})


class ReceiptGuesses:
    """clock: seconds, of any origin."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._keys = AddressKeys(clock)
        self._counts: OrderedDict[bytes, Count] = OrderedDict()

    def count(self, address: str) -> None:
        """Count a try as wrong, before it is looked at: many at one moment see each other.

        TooOften where this place has to wait; then it is not counted.
        """
        if address in _UNCOUNTED:
            return
        mark = self._keys.hash_of(address)
        self._counts[mark] = self._counts.get(mark, Count()).add(FREE, self._clock())
        self._counts.move_to_end(mark)
        # A flood must not fill the memory.
        while len(self._counts) > MOST_KEPT:
            self._counts.popitem(last=False)

    def forgive(self, address: str) -> None:
        """The number that was counted opened something."""
        mark = self._keys.hash_of(address)
        if mark in self._counts:
            self._counts[mark] = self._counts[mark].take_back(FREE)

    def __repr__(self) -> str:
        return "ReceiptGuesses()"
