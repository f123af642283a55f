"""What the domain name system says of a name, asked by ourselves.

Not by `getaddrinfo`: that would also find this machine's own names (/etc/hosts, a search domain, a
neighbour's mDNS), and it knows nothing of mail servers.
"""

from ipaddress import ip_address
from typing import Protocol

from dns.asyncresolver import Resolver
from dns.exception import DNSException
from dns.name import Name, from_text
from dns.resolver import NXDOMAIN, NoAnswer

from directory.listings.safe_addresses import Address


class NotResolved(Exception):
    """is_certain: the name has none of what was asked; else nobody answered."""

    def __init__(self, *, is_certain: bool) -> None:
        super().__init__()
        self.is_certain = is_certain


class Names(Protocol):
    """Whoever knows names. Both raise NotResolved."""

    async def addresses(self, host: str) -> list[Address]: ...
    async def mail_hosts(self, domain: str) -> list[str]: ...


class DomainNames:
    """The name servers of this machine, or those of `resolver`. seconds: for one question."""

    def __init__(self, resolver: Resolver | None = None, seconds: float = 5.0) -> None:
        self._resolver = resolver or Resolver()
        self._resolver.lifetime = seconds

    async def addresses(self, host: str) -> list[Address]:
        """Every address, those of IPv4 first: many networks still have no other."""
        found, certain = [], True
        for kind in ("A", "AAAA"):
            try:
                found += [ip_address(text) for text in await self._ask(host, kind)]
            except NotResolved as fault:
                certain = certain and fault.is_certain
        if not found:
            raise NotResolved(is_certain=certain)
        return found

    async def mail_hosts(self, domain: str) -> list[str]:
        """The names of a domain's mail servers, the preferred first; a lone "" takes no mail."""
        rows = [text.split() for text in await self._ask(domain, "MX")]
        return [host.removesuffix(".") for _, host in sorted(rows, key=lambda row: int(row[0]))]

    async def _ask(self, host: str, kind: str) -> list[str]:
        try:
            answer = await self._resolver.resolve(_absolute(host), kind)
        except (NXDOMAIN, NoAnswer):
            raise NotResolved(is_certain=True) from None
        except (DNSException, OSError):
            raise NotResolved(is_certain=False) from None
        return [row.to_text() for row in answer]


def _absolute(host: str) -> Name:
    """With a dot at its end, so that no search domain is tried after it."""
    return from_text(f"{host.removesuffix('.')}.")
