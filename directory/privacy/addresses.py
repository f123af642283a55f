"""Telling callers apart for a while, without knowing or keeping who they are."""

import secrets
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from time import monotonic

DAY_SECONDS = 24 * 60 * 60


class AddressKeys:
    """Turns an address into a keyed hash. The key lives in this object only, for a day.

    Without the key nobody can try all addresses to find the one behind a hash, and yesterday's
    key exists nowhere. clock: seconds, of any origin. new_key: 32 random bytes.
    """

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        new_key: Callable[[], bytes] = lambda: secrets.token_bytes(32),
    ) -> None:
        self._clock = clock
        self._new_key = new_key
        self._renew(clock())

    def hash_of(self, address: str) -> bytes:
        """16 bytes, the same for the same address until the key is renewed."""
        now = self._clock()
        if now - self._born_at >= DAY_SECONDS:
            self._renew(now)
        return blake2b(network_of(address).encode(), key=self._key, digest_size=16).digest()

    def _renew(self, now: float) -> None:
        self._key = self._new_key()
        self._born_at = now

    def __repr__(self) -> str:
        return "AddressKeys()"


def network_of(address: str) -> str:
    """An IPv6 household has 2^64 addresses of its own to take turns with: count it as one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return address
