"""Server-side request forgery: no link makes us knock at a machine that is not public.

The trap is a real server at an address that nobody has declared public. It counts connections, so a
test fails when anything reaches it, whatever the answer would have been.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest

from directory.listings.links import check_links
from directory.listings.visiting import Seen, Standing
from directory.listings.web_targets import Unsafe
from tests.listings.stand_ins import Internet, Machine, an_internet, leads_to, says

ADDRESS = Seen(Standing.UNSAFE, Unsafe.ADDRESS)
NAME = Seen(Standing.UNSAFE, Unsafe.NAME)


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with an_internet() as internet:
        yield internet


@pytest.fixture
async def trap(internet: Internet) -> AsyncIterator[Machine]:
    async with internet.machine(says("200 OK", body=b"secret")) as trap:
        yield trap
        await asyncio.sleep(0.01)
        assert trap.touched == 0


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LocalHost.", "localhost.localdomain", "ip6-localhost",
        "2130706433", "0x7f000001", "0x7f.0.0.1", "127.1", "0177.0.0.1", "017700000001",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[::1]", "[::]", "[::1%25lo]", "0.0.0.0",  # noqa: S104 - nobody binds to it
 "0", "127.0.0.1.",
        "user:password@127.0.0.1", "haven.example.net@127.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
    ],
)  # fmt: skip
async def test_no_spelling_of_this_machine_is_asked(
    internet: Internet, trap: Machine, host: str
) -> None:
    seen = await internet.visitor().visit(f"http://{host}:{trap.port}/")

    assert seen.standing is Standing.UNSAFE


@pytest.mark.parametrize("port", [5432, 22, 8000, 99999])
async def test_a_public_address_is_asked_only_at_the_ports_of_the_web(
    internet: Internet, port: int
) -> None:
    assert await internet.visitor().visit(f"http://1.1.1.1:{port}/") == ADDRESS


async def test_a_public_name_of_a_private_address_is_not_asked(
    internet: Internet, trap: Machine
) -> None:
    internet.name("inside.example.net", ["127.0.0.1"])

    assert await internet.visitor().visit(f"http://inside.example.net:{trap.port}/") == ADDRESS


@pytest.mark.parametrize("inner", ["::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00:ec2::254"])
async def test_a_public_name_of_a_private_ipv6_address_is_not_asked(
    internet: Internet, trap: Machine, inner: str
) -> None:
    internet.name("inside.example.net", [inner], kind="AAAA")

    assert await internet.visitor().visit(f"http://inside.example.net:{trap.port}/") == ADDRESS


async def test_one_private_address_among_public_ones_refuses_the_name(internet: Internet) -> None:
    async with internet.machine(says("200 OK"), "127.0.0.2", is_public=True) as machine:
        internet.name("mixed.example.net", ["127.0.0.2", "127.0.0.1"])
        seen = await internet.visitor().visit(f"http://mixed.example.net:{machine.port}/")

    assert seen == ADDRESS
    assert machine.touched == 0


async def test_an_alias_for_a_private_name_is_not_asked(internet: Internet, trap: Machine) -> None:
    internet.name("alias.example.net", ["inside.example.net."], kind="CNAME")
    internet.name("inside.example.net", ["127.0.0.1"])
    seen = await internet.visitor().visit(f"http://alias.example.net:{trap.port}/")

    assert seen.standing is not Standing.OK


async def test_a_name_that_turns_private_after_the_check_is_connected_to_as_checked(
    internet: Internet,
) -> None:
    """DNS rebinding: the first answer is public, every later one is the trap."""
    async with internet.machine(says("200 OK"), "127.0.0.2", is_public=True) as machine:
        internet.name("turning.example.net", ["127.0.0.2"], ["127.0.0.1"])
        seen = await internet.visitor().visit(f"http://turning.example.net:{machine.port}/")

    assert seen == Seen(Standing.OK)
    assert machine.touched == 1
    assert internet.questions["turning.example.net", "A"] == 1


async def test_each_new_request_is_checked_anew(internet: Internet) -> None:
    """HEAD is not allowed here, so GET follows; by then the name has turned private."""
    refuses_head = says("405 Method Not Allowed")
    async with internet.machine(refuses_head, "127.0.0.2", is_public=True) as machine:
        internet.name("turning.example.net", ["127.0.0.2"], ["127.0.0.1"])
        seen = await internet.visitor().visit(f"http://turning.example.net:{machine.port}/")

    assert seen == ADDRESS
    assert machine.asked() == ["HEAD /"]


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
async def test_no_redirect_leads_to_a_private_machine(
    internet: Internet, trap: Machine, status: str
) -> None:
    inward = leads_to(f"http://127.0.0.1:{trap.port}/", status)
    async with internet.machine(inward, "127.0.0.2", is_public=True) as machine:
        assert await internet.visitor().visit(f"http://127.0.0.2:{machine.port}/") == ADDRESS


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("http://localhost:{port}/", Unsafe.NAME),
        ("http://2130706433:{port}/", Unsafe.ADDRESS),
        ("http://inside.example.net:{port}/", Unsafe.ADDRESS),
        ("http://[::ffff:127.0.0.1]:{port}/", Unsafe.ADDRESS),
        ("//127.0.0.1:{port}/", Unsafe.ADDRESS),
        ("http://ana:secret@1.1.1.1/", Unsafe.SIGN_IN),
        ("http://1.1.1.1:5432/", Unsafe.ADDRESS),
        ("file:///etc/passwd", Unsafe.SCHEME),
        ("gopher://127.0.0.1:{port}/_", Unsafe.SCHEME),
    ],
)
async def test_a_second_hop_is_checked_like_the_first(
    internet: Internet, trap: Machine, link: str, why: Unsafe
) -> None:
    internet.name("inside.example.net", ["127.0.0.1"])
    behind = leads_to(link.format(port=trap.port))
    async with internet.machine(behind, "127.0.0.2", is_public=True) as second:
        before = leads_to(f"http://127.0.0.2:{second.port}/")
        async with internet.machine(before, "127.0.0.3", is_public=True) as first:
            seen = await internet.visitor().visit(f"http://127.0.0.3:{first.port}/")

    assert seen == Seen(Standing.UNSAFE, why)
    assert second.touched == 1


async def test_no_other_way_to_send_somebody_on_is_followed(
    internet: Internet, trap: Machine
) -> None:
    inward = f"http://127.0.0.1:{trap.port}/"
    headers = (f"Refresh: 0; url={inward}", f"Link: <{inward}>; rel=preload", f"Alt-Svc: {inward}")
    page = says("200 OK", *headers, f"Location: {inward}", body=b"<meta http-equiv=refresh>")
    async with internet.machine(page, "127.0.0.2", is_public=True) as machine:
        seen = await internet.visitor().visit(f"http://127.0.0.2:{machine.port}/")

    assert seen == Seen(Standing.OK)


async def test_this_machines_own_names_are_not_known(internet: Internet, trap: Machine) -> None:
    """What /etc/hosts or a search domain would answer, the name server that we ask does not."""
    internet.name("nowhere.example.net.inside.example.org", ["127.0.0.1"])
    seen = await internet.visitor().visit(f"http://nowhere.example.net:{trap.port}/")

    assert seen == Seen(Standing.NOT_ANSWERING)
    assert ("nowhere.example.net", "A") in internet.questions
    assert all(name == "nowhere.example.net" for name, _ in internet.questions)


async def test_no_proxy_of_the_environment_is_used(
    internet: Internet, trap: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    async with internet.machine(says("200 OK"), "127.0.0.2", is_public=True) as machine:
        seen = await internet.visitor().visit(f"http://127.0.0.2:{machine.port}/")

    assert seen == Seen(Standing.OK)


async def test_what_is_unsafe_is_not_asked_for_later_either(
    internet: Internet, trap: Machine
) -> None:
    link = f"http://127.0.0.1:{trap.port}/"
    seen = await check_links([link, "http://localhost/"], internet.visitor())

    assert seen == {link: ADDRESS, "http://localhost/": NAME}
