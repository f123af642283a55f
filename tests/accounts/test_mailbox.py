"""Mails reach a server, or a folder; one that cannot leave says nothing of whom it was for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from directory.accounts.letters import Kind, Letter
from directory.accounts.mailbox import Mailbox
from tests.accounts.clock import SetClock
from tests.privacy.logs import captured_log

LINK = "https://site.example/es/staff/"
LETTER = Letter("ana@harbour.example", "es", Kind.UPDATE, {"link": LINK})


@dataclass(slots=True)
class PostOffice:
    """The shortest mail server: it takes all that it is given. url: where it is, by two names."""

    url: str = ""
    other_url: str = ""
    received: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                self.received.append(await reader.readuntil(b"\r\n.\r\n"))
            writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 good\r\n")
        writer.close()


@pytest.fixture
async def post_office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    async with await asyncio.start_server(office.serve, ["127.0.0.1", "127.0.0.2"], 0) as server:
        office.url, office.other_url = (
            f"smtp://{host}:{port}"
            for host, port in sorted(s.getsockname() for s in server.sockets)
        )
        yield office


def mailbox(url: str | None, folder: Path) -> Mailbox:
    return Mailbox(url, folder, "no-reply@site.example", "Handrail")


def kept_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def readers_of(path: Path) -> int:
    """What others than the owner may do."""
    return path.stat().st_mode & 0o077


async def test_a_mail_reaches_the_server(post_office: PostOffice, tmp_path: Path) -> None:
    assert await mailbox(post_office.url, tmp_path).send([LETTER])

    [mail] = post_office.received
    assert b"To: ana@harbour.example" in mail
    assert kept_in(tmp_path) == []


async def test_without_a_server_it_lies_in_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    assert await mailbox(None, folder).send([LETTER])

    [path] = kept_in(folder)
    assert [readers_of(each) for each in (path, folder)] == [0, 0]


async def test_a_mail_that_cannot_leave_is_logged_without_its_reader(tmp_path: Path) -> None:
    with captured_log() as log:
        assert not await mailbox("smtp://127.0.0.1:1", tmp_path).send([LETTER])

    assert "a mail could not be sent" in log.getvalue()
    assert "ana@" not in log.getvalue()


async def test_a_server_elsewhere_without_tls_gets_no_mail(
    post_office: PostOffice, tmp_path: Path
) -> None:
    """By another name of this machine, which our own list of local names does not have."""
    url = post_office.other_url
    assert not await mailbox(url, tmp_path).send([LETTER])
    assert post_office.received == []


def test_an_address_cannot_begin_a_header_of_its_own() -> None:
    letter = Letter("a@b.example\nBcc: c@d.example", "en", Kind.CHANGED, {})
    with pytest.raises(ValueError, match="linefeed"):
        letter.write("no-reply@site.example", "Handrail", SetClock().now)
