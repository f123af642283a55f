"""How often one reader may call one listing wrong: once a day.

Threat: an address that is kept would tell who looked at which service. So nothing of it is kept but
a keyed hash in memory, whose key is drawn anew each day and never leaves the process (promise 2).
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from uuid import UUID

# Of one day and process; beyond it the oldest are forgotten with all the others.
_MOST = 100_000


@dataclass(slots=True)
class OnceADay:
    _day: date = date.min
    _key: bytes = field(default=b"", repr=False)
    _seen: set[bytes] = field(default_factory=set, repr=False)

    def is_first(self, address: str, service_id: UUID, today: date) -> bool:
        """Whether this address says it of this listing for the first time today."""
        if today != self._day or len(self._seen) > _MOST:
            self._day, self._key, self._seen = today, token_bytes(32), set()
        said = f"{address} {service_id}".encode()
        mark = blake2b(said, key=self._key, digest_size=16).digest()
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True
