"""How much one caller may send: how long an address, how large a body, how often."""

from collections.abc import Callable
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.errors import TooLarge, TooOften
from directory.privacy.addresses import AddressKeys

LONGEST_ADDRESS_BYTES = 8 * 1024
LARGEST_BODY_BYTES = 64 * 1024
# Generous: a school, a shelter or a whole town can share one address.
REQUESTS_PER_MINUTE = 300
_MINUTE_SECONDS = 60


class SizeLimits:
    """Refuses what is too large before any of our code reads it, chunked bodies included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS_BYTES:
            raise TooLarge
        # No more than nine digits are made a number: Python refuses to read thousands of them.
        if not announced.isdecimal() or int(announced[:9]) > LARGEST_BODY_BYTES:
            raise TooLarge
        received = 0

        # A chunked body announces nothing, and an announced length may be a lie: count.
        async def receive_at_most() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY_BYTES:
                raise TooLarge
            return message

        await self.app(scope, receive_at_most, send)


class Throttle:
    """Counts the requests of each caller in the running minute, then forgets all of them.

    The counts are keyed by a hash that cannot be turned back into an address, stand in memory
    only, and never outlive their minute. Static files and callers on this machine are not
    counted: everybody who comes over Tor has the address of the machine's own onion service.
    """

    def __init__(
        self,
        app: ASGIApp,
        limit: int = REQUESTS_PER_MINUTE,
        clock: Callable[[], float] = monotonic,
        most_callers: int = 50_000,
    ) -> None:
        self.app = app
        self.limit = limit
        self.most_callers = most_callers
        self._clock = clock
        self._keys = AddressKeys(clock)
        self._counts: dict[bytes, int] = {}
        self._minute = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            self._count(scope)
        await self.app(scope, receive, send)

    def _count(self, scope: Scope) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        if address in {"", "127.0.0.1", "::1"}:
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
