"""A small internet on this machine: a name server and web servers, each on a real socket.

Addresses of 127.0.0.0/8 stand for machines. The product refuses all of them; a test that wants one
to be public says so, and may then see that all others stay refused.
"""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import cast

import dns.asyncresolver
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from directory.listings.resolving import DomainNames
from directory.listings.safe_addresses import Address, may_connect
from directory.listings.visiting import Manners, Visitor

# What a machine does with the head of a request.
Behaviour = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]
AGENT = "Handrail/1.0 (+https://handrail.example)"
QUICK = Manners(AGENT, seconds=0.6, pause_seconds=0, later_seconds=0)


def says(status: str, *headers: str, body: bytes = b"") -> Behaviour:
    async def answer(_: bytes, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
        writer.write("\r\n".join(lines).encode() + body)

    return answer


def leads_to(link: str, status: str = "302 Found") -> Behaviour:
    return says(status, f"Location: {link}")


def by_path(**behaviours: Behaviour) -> Behaviour:
    """A machine with several pages: /old is `old`."""

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        await behaviours[head.split()[1].strip(b"/").decode()](head, writer)

    return answer


@dataclass
class Machine:
    """A web server. heads: what it was asked. touched: how many connections it saw."""

    address: str
    port: int
    heads: list[bytes] = field(default_factory=list)
    touched: int = 0

    @property
    def at(self) -> tuple[Address, int]:
        return ip_address(self.address), self.port

    def asked(self) -> list[str]:
        """Method and path of each request."""
        return [b" ".join(head.split()[:2]).decode() for head in self.heads]


@dataclass
class Internet:
    """records: what a name server says, (name, "A") → one list an answer, the last one for ever."""

    records: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)
    public: set[tuple[Address, int]] = field(default_factory=set)
    questions: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    dns_port: int = 0

    def names(self) -> DomainNames:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.port = self.dns_port  # first: the next line remembers it
        resolver.nameservers = ["127.0.0.1"]
        # As on a machine inside of an organization, where short names are completed.
        resolver.search = [dns.name.from_text("inside.example.org")]
        resolver.use_search_by_default = True
        return DomainNames(resolver, seconds=0.3)

    def may(self, address: Address, port: int) -> bool:
        return (address, port) in self.public or may_connect(address, port)

    def visitor(self, manners: Manners = QUICK, trust: ssl.SSLContext | None = None) -> Visitor:
        return Visitor(self.names(), manners, self.may, trust)

    def name(self, name: str, *answers: list[str], kind: str = "A") -> None:
        self.records[name, kind] = list(answers)

    @asynccontextmanager
    async def machine(
        self,
        behaviour: Behaviour,
        address: str = "127.0.0.1",
        *,
        name: str = "",
        is_public: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> AsyncIterator[Machine]:
        """One that runs while the test is inside."""
        machine, tasks = Machine(address, 0), set[asyncio.Task[None]]()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            machine.touched += 1
            tasks.add(cast(asyncio.Task[None], asyncio.current_task()))
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                machine.heads.append(head)
                await behaviour(head, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(serve, address, 0, ssl=tls)
        machine.port = server.sockets[0].getsockname()[1]
        if name:
            self.name(name, [address])
        if is_public:
            self.public.add(machine.at)
        try:
            yield machine
        finally:
            server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class _NameServer(asyncio.DatagramProtocol):
    def __init__(self, internet: Internet) -> None:
        self.internet = internet

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = question.name.to_text().rstrip("."), dns.rdatatype.to_text(question.rdtype)
        asked = self.internet.questions[name, kind]
        self.internet.questions[name, kind] += 1
        answer = dns.message.make_response(query)
        answers = self.internet.records.get((name, kind))
        if answers:
            rows = answers[min(asked, len(answers) - 1)]
            answer.answer.append(dns.rrset.from_text(f"{name}.", 0, "IN", kind, *rows))
        elif not any(known == name for known, _ in self.internet.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(answer.to_wire(), addr)


@asynccontextmanager
async def an_internet() -> AsyncIterator[Internet]:
    internet = Internet()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _NameServer(internet), local_addr=("127.0.0.1", 0)
    )
    internet.dns_port = transport.get_extra_info("sockname")[1]
    try:
        yield internet
    finally:
        transport.close()
        await asyncio.sleep(0.01)  # so that each socket has seen its end
