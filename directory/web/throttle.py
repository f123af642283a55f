"""How much one caller may send: how long an address, how large a body, how often."""

import re
from collections.abc import Callable
from time import monotonic

from starlette.types import Message, Receive, Scope

from directory.errors import TooLarge, TooOften
from directory.privacy.addresses import AddressKeys

LONGEST_ADDRESS_BYTES = 8 * 1024
LARGEST_BODY_BYTES = 64 * 1024
# A table of all listings that somebody keeps: `let_in_table`.
LARGEST_TABLE_BYTES = 16 * 1024 * 1024
_TAKES_TABLES = re.compile(r"/[A-Za-z-]{2,12}/staff/table")
# Generous: a school, a shelter or a whole town can share one address.
REQUESTS_PER_MINUTE = 300
_MINUTE_SECONDS = 60
_HERE = frozenset({"", "127.0.0.1", "::1"})


def refuse_long_address(scope: Scope) -> None:
    """Before any of our code reads it. Raises TooLarge."""
    if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS_BYTES:
        raise TooLarge


def refuse_large_body(scope: Scope) -> None:
    """By what it announces. Raises TooLarge."""
    takes_tables = _TAKES_TABLES.fullmatch(scope["path"])
    largest = LARGEST_TABLE_BYTES if takes_tables else LARGEST_BODY_BYTES
    for name, announced in scope["headers"]:
        # No more than nine digits are made a number: Python refuses to read thousands of them.
        if name == b"content-length" and not (
            announced.isdigit() and int(announced[:9]) <= largest
        ):
            raise TooLarge


class Counted:
    """A body on its way in. A chunked one announces no length, and one that is announced may be a
    lie: `receive` raises TooLarge once there is too much."""

    __slots__ = ("_receive", "_received", "largest")

    def __init__(self, receive: Receive) -> None:
        self._receive, self._received, self.largest = receive, 0, LARGEST_BODY_BYTES

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > self.largest:
            raise TooLarge
        return message


def let_in_table(scope: Scope) -> None:
    """From now on a table may come in: it is known who sends it, and that they may.

    Threat: strangers who fill the memory. Until this is called, nobody's body is read for longer
    than a form is.
    """
    counted: Counted = scope["counted"]
    counted.largest = LARGEST_TABLE_BYTES


class Throttle:
    """Counts the requests of each caller in the running minute, then forgets all of them.

    The counts are keyed by a hash that cannot be turned back into an address, stand in memory
    only, and never outlive their minute. Static files and callers on this machine are not
    counted: everybody who comes over Tor has the address of the machine's own onion service.
    """

    def __init__(
        self,
        limit: int = REQUESTS_PER_MINUTE,
        clock: Callable[[], float] = monotonic,
        most_callers: int = 50_000,
    ) -> None:
        self.limit = limit
        self.most_callers = most_callers
        self._clock = clock
        self._keys = AddressKeys(clock)
        self._counts: dict[bytes, int] = {}
        self._minute = 0

    def count(self, scope: Scope) -> None:
        """One more request. Raises TooOften."""
        client = scope.get("client")
        address = client[0] if client else ""
        if address in _HERE or scope["path"].startswith("/static/"):
            return
        minute, seconds = divmod(int(self._clock()), _MINUTE_SECONDS)
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        caller = self._keys.hash_of(address)
        count = self._counts.get(caller, 0) + 1
        # Full: newcomers go uncounted. A flood must not fill the memory, nor lock families out.
        if count > 1 or len(self._counts) < self.most_callers:
            self._counts[caller] = count
        if count > self.limit:
            raise TooOften(_MINUTE_SECONDS - seconds)
