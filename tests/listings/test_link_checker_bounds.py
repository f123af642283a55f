"""What a server can do to the checker of links, and how little the checker asks of a server."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from time import monotonic

import pytest

from directory.listings.links import check_links
from directory.listings.visiting import Seen, Standing
from tests.listings.stand_ins import (
    AGENT,
    QUICK,
    Behaviour,
    Internet,
    Machine,
    an_internet,
    by_path,
    leads_to,
    says,
)

LIMIT = 256 * 1024  # what a kernel may have taken in for us before we hang up


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with an_internet() as internet:
        yield internet


async def see(internet: Internet, behaviour: Behaviour, path: str = "") -> tuple[Seen, Machine]:
    async with internet.machine(behaviour, name="haven.example.net", is_public=True) as machine:
        link = f"http://haven.example.net:{machine.port}/{path}"
        return await internet.visitor().visit(link), machine


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("200 OK", Standing.OK),
        ("204 No Content", Standing.OK),
        ("401 Unauthorized", Standing.OK),
        ("403 Forbidden", Standing.OK),
        ("404 Not Found", Standing.GONE),
        ("410 Gone", Standing.GONE),
        ("429 Too Many Requests", Standing.OK),
        ("500 Internal Server Error", Standing.SERVER_ERROR),
        ("503 Service Unavailable", Standing.SERVER_ERROR),
    ],
)
async def test_the_status_says_whether_a_page_is_there(
    internet: Internet, status: str, standing: Standing
) -> None:
    seen, _ = await see(internet, says(status))

    assert seen == Seen(standing)


async def test_a_page_that_has_moved_for_ever_says_where_to(internet: Internet) -> None:
    pages = by_path(old=leads_to("/new", "301 x"), new=says("200 OK"))
    seen, machine = await see(internet, pages, "old")

    assert seen == Seen(Standing.MOVED, f"http://haven.example.net:{machine.port}/new")


async def test_a_page_that_is_elsewhere_for_now_has_not_moved(internet: Internet) -> None:
    pages = by_path(
        old=leads_to("/far", "301 x"), far=leads_to("/new", "302 x"), new=says("200 OK")
    )
    seen, _ = await see(internet, pages, "old")

    assert seen == Seen(Standing.OK)


async def test_a_page_that_has_moved_to_nothing_is_gone(internet: Internet) -> None:
    seen, _ = await see(
        internet, by_path(old=leads_to("/new", "308 x"), new=says("410 Gone")), "old"
    )

    assert seen == Seen(Standing.GONE)


async def test_redirects_in_a_circle_end_after_a_few(internet: Internet) -> None:
    seen, machine = await see(internet, leads_to("/again"))

    assert seen == Seen(Standing.IN_CIRCLES)
    assert len(machine.heads) <= 6


async def test_a_server_that_knows_no_head_is_asked_with_get(internet: Internet) -> None:
    async def only_get(head: bytes, writer: asyncio.StreamWriter) -> None:
        status = "200 OK" if head.startswith(b"GET") else "501 Not Implemented"
        await says(status)(head, writer)

    async def hangs_up_on_head(head: bytes, writer: asyncio.StreamWriter) -> None:
        if head.startswith(b"GET"):
            await says("200 OK")(head, writer)

    for behaviour in (only_get, hangs_up_on_head):
        seen, machine = await see(internet, behaviour)
        assert seen == Seen(Standing.OK)
        assert machine.asked() == ["HEAD /", "GET /"]


async def test_a_body_without_end_is_not_read(internet: Internet) -> None:
    sent = 0

    async def flood(head: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        if head.startswith(b"HEAD"):
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
            sent += 65536

    before = monotonic()
    seen, _ = await see(internet, flood)

    assert seen == Seen(Standing.OK)
    assert sent < 16 * LIMIT
    assert monotonic() - before < QUICK.seconds


async def test_a_packed_bomb_is_neither_asked_for_nor_unpacked(internet: Internet) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    async def packed(head: bytes, writer: asyncio.StreamWriter) -> None:
        if head.startswith(b"GET"):
            await says("200 OK", "Content-Encoding: gzip", body=bomb)(head, writer)

    before = monotonic()
    seen, machine = await see(internet, packed)

    assert seen == Seen(Standing.OK)
    assert b"Accept-Encoding: identity" in machine.heads[0]
    assert monotonic() - before < QUICK.seconds


async def test_an_answer_that_trickles_in_is_given_up_in_time(internet: Internet) -> None:
    async def trickle(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X: y\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    before = monotonic()
    seen, _ = await see(internet, trickle)

    assert seen == Seen(Standing.NOT_ANSWERING)
    assert monotonic() - before < 3 * QUICK.seconds


async def test_headers_without_end_are_given_up(internet: Internet) -> None:
    async def endless(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-Filler: " + b"y" * 8000 + b"\r\n")
            await writer.drain()

    seen, _ = await see(internet, endless)

    assert seen == Seen(Standing.NOT_ANSWERING)


@pytest.mark.parametrize("noise", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"\x00" * 500, b"HTTP/9 x\r\n"])
async def test_what_is_no_answer_of_the_web_is_none(internet: Internet, noise: bytes) -> None:
    async def speak(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(noise)

    seen, _ = await see(internet, speak)

    assert seen == Seen(Standing.NOT_ANSWERING)


async def test_a_machine_that_says_nothing_is_not_answering(internet: Internet) -> None:
    async def silent(_: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)

    seen, _ = await see(internet, silent)

    assert seen == Seen(Standing.NOT_ANSWERING)


async def test_where_nobody_listens_nobody_answers(internet: Internet) -> None:
    async with internet.machine(says("200 OK"), is_public=True) as machine:
        pass

    assert await internet.visitor().visit(f"http://127.0.0.1:{machine.port}/") == Seen(
        Standing.NOT_ANSWERING
    )


async def test_a_request_says_who_asks_and_nothing_of_anybody(internet: Internet) -> None:
    tracking = by_path(
        old=says("302 x", "Location: /new", "Set-Cookie: who=you"), new=says("200 OK")
    )
    _, machine = await see(internet, tracking, "old")
    for head in machine.heads:
        lines = head.decode().strip().split("\r\n")[1:]
        assert dict(line.split(": ", 1) for line in lines) == {
            "Host": f"haven.example.net:{machine.port}",
            "User-Agent": AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }


async def test_a_fault_counts_only_when_it_was_seen_twice(internet: Internet) -> None:
    moods = iter(["503 x", "503 x", "200 OK"])

    async def moody(head: bytes, writer: asyncio.StreamWriter) -> None:
        await says(next(moods))(head, writer)

    async with (
        internet.machine(moody, is_public=True) as recovering,
        internet.machine(says("404 x"), "127.0.0.2", is_public=True) as lost,
        internet.machine(says("200 OK"), "127.0.0.3", is_public=True) as well,
    ):
        links = [f"http://{it.address}:{it.port}/" for it in (recovering, lost, well)]
        seen = await check_links(links, internet.visitor())

    assert [seen[link].standing for link in links] == [Standing.OK, Standing.GONE, Standing.OK]
    assert [len(it.heads) for it in (recovering, lost, well)] == [3, 4, 1]


async def test_a_host_is_asked_for_one_page_at_a_time_with_a_pause(internet: Internet) -> None:
    at_once, most, begun = 0, 0, []

    async def counts(head: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        begun.append(monotonic())
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1
        await says("200 OK")(head, writer)

    async with internet.machine(counts, name="haven.example.net", is_public=True) as machine:
        links = [f"http://haven.example.net:{machine.port}/{page}" for page in range(4)]
        manners = replace(QUICK, pause_seconds=0.05)
        await check_links([*links, *links], internet.visitor(manners))

    assert len(machine.heads) == 4
    assert most == 1
    assert min(later - earlier for earlier, later in pairwise(begun)) > 0.05


async def test_many_hosts_that_lead_to_one_take_turns_there(internet: Internet) -> None:
    at_once, most = 0, 0

    async def counts(head: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1
        await says("200 OK")(head, writer)

    async with internet.machine(counts, name="shared.example.net", is_public=True) as shared:
        there = leads_to(f"http://shared.example.net:{shared.port}/")
        async with (
            internet.machine(there, "127.0.0.2", is_public=True) as one,
            internet.machine(there, "127.0.0.3", is_public=True) as two,
        ):
            links = [f"http://{it.address}:{it.port}/" for it in (one, two)]
            seen = await check_links(links, internet.visitor())

    assert [it.standing for it in seen.values()] == [Standing.OK, Standing.OK]
    assert most == 1


async def test_only_a_few_hosts_are_asked_at_once(internet: Internet) -> None:
    at_once, most = 0, 0

    async def counts(head: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)
        at_once -= 1
        await says("200 OK")(head, writer)

    async with internet.machine(counts, is_public=True) as machine:
        for number in range(8):
            internet.name(f"h{number}.example.net", ["127.0.0.1"])
        links = [f"http://h{number}.example.net:{machine.port}/" for number in range(8)]
        done: list[tuple[int, int]] = []
        visitor = internet.visitor(replace(QUICK, hosts_at_once=3))
        await check_links(links, visitor, lambda *progress: done.append(progress))

    assert most == 3
    assert done == [(number, 8) for number in range(1, 9)]
