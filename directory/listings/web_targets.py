"""Where a link leads, read as strictly as it will be asked for."""

import re
from dataclasses import dataclass
from enum import StrEnum

import httpx

from directory.listings.safe_addresses import read_literal

_LONGEST = 2_000
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
# Names that are answered inside a network, or by none (RFC 6761, 6762, 7686, 8375, 9476).
_INNER = frozenset(
    {
        "alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan",
        "local", "localdomain", "localhost", "onion", "private", "test",
    }
)  # fmt: skip


class Unsafe(StrEnum):
    """Why nobody asks for a link."""

    UNREADABLE = "unreadable"
    SCHEME = "scheme"
    SIGN_IN = "sign-in"  # a name and a password before the host
    NAME = "name"  # a name that means another thing inside each network
    ADDRESS = "address"  # leads to a machine that is not on the public internet


class UnsafeTarget(Exception):
    """A link that must not be asked for."""

    def __init__(self, why: Unsafe) -> None:
        super().__init__()
        self.why = why


@dataclass(frozen=True, slots=True)
class Target:
    """One request: what stands in it. host: as in DNS, in ASCII; path: with its query, encoded."""

    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def authority(self) -> str:
        """Host and port as an address and the Host header write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path.decode('ascii')}"


_PORTS = {"http": 80, "https": 443}


def read_target(link: str, beside: Target | None = None) -> Target:
    """What a link asks for. beside: what was asked when an answer gave this link. Or UnsafeTarget.

    What is checked is what is sent: no second reading of the text can mean another machine.
    """
    if len(link) > _LONGEST:
        raise UnsafeTarget(Unsafe.UNREADABLE)
    try:
        url = httpx.URL(link.strip())
        url = httpx.URL(str(beside)).join(url) if beside else url
        host = url.raw_host.decode("ascii").casefold().removesuffix(".")
    except (httpx.InvalidURL, ValueError):
        raise UnsafeTarget(Unsafe.UNREADABLE) from None
    if url.scheme not in _PORTS:
        raise UnsafeTarget(Unsafe.SCHEME)
    if url.userinfo:
        raise UnsafeTarget(Unsafe.SIGN_IN)
    refuse_inner_name(host)
    if url.port == 0:  # some readers take it for no port at all
        raise UnsafeTarget(Unsafe.UNREADABLE)
    return Target(url.scheme, host, url.port or _PORTS[url.scheme], url.raw_path)


def refuse_inner_name(host: str) -> None:
    """Raise UnsafeTarget for a name that no public machine has."""
    if read_literal(host) is not None:
        return
    if not _NAME.fullmatch(host):
        raise UnsafeTarget(Unsafe.UNREADABLE)
    *before, last = host.split(".")
    # Browsers and C libraries read such a "name" as an IPv4 address: 2130706433, 0x7f.1, 127.1.
    if last.isdecimal() or last.startswith("0x"):
        raise UnsafeTarget(Unsafe.ADDRESS)
    if not before or last in _INNER:
        raise UnsafeTarget(Unsafe.NAME)
