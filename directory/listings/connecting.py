"""Connections to the very address that was checked.

A name is resolved once for a connection, each address that it has is checked, and one of those is
connected to. The name itself goes no further than into the Host header and the certificate, so a
name server that gives another address a moment later (DNS rebinding) changes nothing.
"""

from collections.abc import Callable, Iterable

import httpcore

from directory.listings.resolving import Names
from directory.listings.safe_addresses import Address, may_connect, read_literal
from directory.listings.web_targets import Unsafe, UnsafeTarget, refuse_inner_name

MayConnect = Callable[[Address, int], bool]
# A name with more addresses than these is not tried on each of them.
_MOST_TRIED = 2


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """What httpcore connects by. Raises UnsafeTarget before anything leaves this machine."""

    def __init__(self, names: Names, may: MayConnect = may_connect) -> None:
        self._names, self._may = names, may
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = (await self._checked(host, port))[:_MOST_TRIED]
        for last, address in enumerate(addresses, start=1):
            try:
                return await self._network.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == len(addresses):
                    raise
        raise httpcore.ConnectError

    async def _checked(self, host: str, port: int) -> list[Address]:
        """One unsafe address among several is enough to refuse the name: it is no accident."""
        refuse_inner_name(host)
        literal = read_literal(host)
        addresses = [literal] if literal else await self._names.addresses(host)
        if not all(self._may(address, port) for address in addresses):
            raise UnsafeTarget(Unsafe.ADDRESS)
        return addresses
