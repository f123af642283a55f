"""Guessing slowly: what a wrong password or code costs the next one, and whom it does not cost.

Names and addresses stand here only as hashes under a key that lives in memory for a day. The same
happens for a name that nobody has, so that waiting tells nothing. Three counts of failures:

- of one name from one address: after a few the next has to wait, up to a minute;
- of one address, whatever the names: the same, after more, for an office shares an address;
- of one name from anywhere: only a pause of seconds, and none from an address that has signed in
  with the name before. Whoever guesses from a thousand addresses must not lock the owner out.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from directory.errors import TooOften
from directory.privacy.addresses import AddressKeys

FREE_FOR_PAIR = 4
FREE_FOR_ADDRESS = 20
FREE_FOR_NAME = 10
LONGEST_WAIT_SECONDS = 60
LONGEST_PAUSE_SECONDS = 4.0
# Failures are forgotten after this long without another.
FORGOTTEN_SECONDS = 15 * 60
# A flood must not fill the memory: beyond this the oldest counts go.
MOST_KEPT = 50_000

Pair = tuple[bytes, bytes]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(slots=True)
class _Count:
    failures: int
    last: float


class Slowdown:
    """Counts of the last minutes. clock: seconds, of any origin."""

    def __init__(self, clock: Callable[[], float] = monotonic, most_kept: int = MOST_KEPT) -> None:
        self._clock = clock
        self._most_kept = most_kept
        self._keys = AddressKeys(clock)
        self._pairs: OrderedDict[Pair, _Count] = OrderedDict()
        self._addresses: OrderedDict[bytes, _Count] = OrderedDict()
        self._names: OrderedDict[bytes, _Count] = OrderedDict()
        self._known: OrderedDict[Pair, None] = OrderedDict()

    def ask(self, name: str, address: str) -> float:
        """Seconds to pause before the answer. TooOften where it has to be asked again later."""
        pair = self._pair(name, address)
        waits = (
            self._wait(self._pairs.get(pair), FREE_FOR_PAIR),
            self._wait(self._addresses.get(pair[1]), FREE_FOR_ADDRESS),
        )
        if max(waits) > 0:
            raise TooOften(int(max(waits)) + 1)
        count = self._fresh(self._names.get(pair[0]))
        if pair in self._known or count is None:
            return 0.0
        return min(max(0.0, (count.failures - FREE_FOR_NAME) / 5), LONGEST_PAUSE_SECONDS)

    def fail(self, name: str, address: str) -> None:
        pair = self._pair(name, address)
        self._add(self._pairs, pair)
        self._add(self._addresses, pair[1])
        self._add(self._names, pair[0])

    def succeed(self, name: str, address: str) -> None:
        """Forget the pair's own failures. The address's stay: one of its people may be guessing."""
        pair = self._pair(name, address)
        self._pairs.pop(pair, None)
        self._known[pair] = None
        self._known.move_to_end(pair)
        self._trim(self._known)

    def _pair(self, name: str, address: str) -> Pair:
        return self._keys.hash_of(f"name {name}"), self._keys.hash_of(address)

    def _fresh(self, count: _Count | None) -> _Count | None:
        if count is None or self._clock() - count.last >= FORGOTTEN_SECONDS:
            return None
        return count

    def _wait(self, count: _Count | None, free: int) -> float:
        """1, 2, 4 … seconds after the failure that was one too many, at most a minute."""
        fresh = self._fresh(count)
        if fresh is None or fresh.failures < free:
            return 0.0
        wait = min(2.0 ** min(fresh.failures - free, 10), LONGEST_WAIT_SECONDS)
        return fresh.last + wait - self._clock()

    def _add(self, counts: OrderedDict[Key, _Count], key: Key) -> None:
        before = self._fresh(counts.get(key))
        counts[key] = _Count(before.failures + 1 if before else 1, self._clock())
        counts.move_to_end(key)
        self._trim(counts)

    def _trim(self, kept: OrderedDict[Key, Value]) -> None:
        while len(kept) > self._most_kept:
            kept.popitem(last=False)

    def __repr__(self) -> str:
        return "Slowdown()"
