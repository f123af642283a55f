"""Asking whether a page is still there: little, slowly, and as who we are.

No cookie, no Referer, no proxy, nothing that unpacks: httpcore sends what stands here, and nobody
reads a body. robots.txt is not asked for: this is one request for one page that a person linked.
"""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import httpcore
import httpx

from directory.listings.connecting import CheckedNetwork, MayConnect
from directory.listings.resolving import Names, NotResolved
from directory.listings.safe_addresses import may_connect
from directory.listings.web_targets import Target, UnsafeTarget, read_target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_EVER = frozenset({301, 308})
_GONE = frozenset({404, 410})
_MOST_HOPS = 5


class Standing(StrEnum):
    """What was seen of a link. A page that asks who we are (401, 403, 429) is there."""

    OK = "ok"
    MOVED = "moved"  # for ever; the page is there
    GONE = "gone"
    SERVER_ERROR = "server_error"
    NOT_ANSWERING = "not_answering"
    IN_CIRCLES = "in_circles"
    CERTIFICATE = "certificate"
    UNSAFE = "unsafe"  # not asked


# What another look, a little later, may see otherwise.
FAULTS = frozenset(Standing) - {Standing.OK, Standing.MOVED, Standing.UNSAFE}


@dataclass(frozen=True, slots=True)
class Seen:
    """detail: where the page has moved to, or why it was not asked for."""

    standing: Standing
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """seconds: for one request as a whole, however slowly it trickles in. pause: between two
    requests to one host. later: before what failed is asked for again."""

    user_agent: str
    seconds: float = 15.0
    pause_seconds: float = 1.0
    later_seconds: float = 30.0
    hosts_at_once: int = 6


class Visitor:
    """Asks for one link after another. trust: the certificates that it believes."""

    def __init__(
        self,
        names: Names,
        manners: Manners,
        may: MayConnect = may_connect,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.names, self.manners = names, manners
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust or httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,  # each request is checked and connected anew
            network_backend=CheckedNetwork(names, may),
        )
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def visit(self, link: str) -> Seen:
        """Never raises for what a link or a server can do."""
        try:
            return await self._follow(link)
        except UnsafeTarget as fault:
            return Seen(Standing.UNSAFE, fault.why)
        except (NotResolved, TimeoutError, httpcore.TimeoutException, httpcore.ProtocolError):
            return Seen(Standing.NOT_ANSWERING)
        except httpcore.NetworkError as fault:
            is_untrusted = any(isinstance(e, ssl.SSLCertVerificationError) for e in _chain(fault))
            return Seen(Standing.CERTIFICATE if is_untrusted else Standing.NOT_ANSWERING)

    async def _follow(self, link: str) -> Seen:
        target, is_for_ever, has_moved = read_target(link), True, False
        for _ in range(_MOST_HOPS):
            status, location = await self._ask(target)
            if status not in _REDIRECTS or not location:
                return _seen(status, str(target) if has_moved and is_for_ever else "")
            target = read_target(location, beside=target)
            is_for_ever, has_moved = is_for_ever and status in _FOR_EVER, True
        return Seen(Standing.IN_CIRCLES)

    async def _ask(self, target: Target) -> tuple[int, str]:
        """HEAD, and GET where a server does not understand HEAD. (status, where to go)"""
        try:
            status, location = await self._request("HEAD", target)
        except (httpcore.ReadError, httpcore.RemoteProtocolError, httpcore.ReadTimeout):
            status, location = 0, ""
        if 0 < status < 400:
            return status, location
        return await self._request("GET", target)

    async def _request(self, method: str, target: Target) -> tuple[int, str]:
        """One at a time for each host, with a pause after it. The body stays where it is."""
        url = httpcore.URL(
            scheme=target.scheme, host=target.host, port=target.port, target=target.path
        )
        headers, timeouts = self._headers(target), {"timeout": self._timeouts()}
        async with self._turns[target.host]:
            async with (
                asyncio.timeout(self.manners.seconds),
                self._pool.stream(method, url, headers=headers, extensions=timeouts) as response,
            ):
                said = {name.lower(): value for name, value in response.headers}
            await asyncio.sleep(self.manners.pause_seconds)
        return response.status, said.get(b"location", b"").decode("utf-8", "replace")

    def _timeouts(self) -> dict[str, float]:
        """Before the whole has taken too long: httpcore closes what it gives up by itself."""
        return {"connect": self.manners.seconds / 3, "read": self.manners.seconds}

    def _headers(self, target: Target) -> list[tuple[str, str]]:
        return [
            ("Host", target.authority),
            ("User-Agent", self.manners.user_agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ]


def _seen(status: int, moved_to: str) -> Seen:
    if status in _GONE:
        return Seen(Standing.GONE)
    if status >= 500:
        return Seen(Standing.SERVER_ERROR)
    return Seen(Standing.MOVED, moved_to) if moved_to else Seen(Standing.OK)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
