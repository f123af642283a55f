"""Whose certificate the checker of links believes."""

import ssl
from pathlib import Path

from directory.listings.visiting import Seen, Standing
from tests.listings.certificates import server_for, trust_in
from tests.listings.stand_ins import an_internet, says

HAVEN = "haven.example.net"


async def _visit(
    server: ssl.SSLContext | None, trust: ssl.SSLContext | None, name: str = HAVEN
) -> Seen:
    async with (
        an_internet() as internet,
        internet.machine(says("200 OK"), name=name, is_public=True, tls=server) as machine,
    ):
        return await internet.visitor(trust=trust).visit(f"https://{name}:{machine.port}/")


async def test_the_name_that_was_asked_for_is_the_one_that_is_checked(tmp_path: Path) -> None:
    """Though we connect to an address, the certificate has to be that of the name."""
    server = server_for(HAVEN, tmp_path)
    trust = trust_in(HAVEN, tmp_path)

    assert await _visit(server, trust) == Seen(Standing.OK)
    assert await _visit(server, trust, "other.example.net") == Seen(Standing.CERTIFICATE)


async def test_a_server_is_told_the_name_that_it_is_asked_for(tmp_path: Path) -> None:
    server, told = server_for(HAVEN, tmp_path), []
    server.sni_callback = lambda _socket, name, _context: told.append(name)
    await _visit(server, trust_in(HAVEN, tmp_path))

    assert told == [HAVEN]


async def test_a_certificate_that_nobody_vouches_for_is_said_to_be_wrong(tmp_path: Path) -> None:
    assert await _visit(server_for(HAVEN, tmp_path), None) == Seen(Standing.CERTIFICATE)


async def test_a_certificate_that_has_run_out_is_said_to_be_wrong(tmp_path: Path) -> None:
    server = server_for(HAVEN, tmp_path, days=-1)

    assert await _visit(server, trust_in(HAVEN, tmp_path)) == Seen(Standing.CERTIFICATE)


async def test_a_server_that_speaks_no_tls_does_not_answer() -> None:
    assert await _visit(None, None) == Seen(Standing.NOT_ANSWERING)
