"""One caller cannot send so much that others wait; a family never notices."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from directory.errors import TooLarge, TooOften
from directory.web.throttle import LARGEST_BODY_BYTES, SizeLimits, Throttle

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"a" * 1024


async def test_a_large_body_is_refused_before_it_is_read(visitor: AsyncClient) -> None:
    response = await visitor.post("/en/echo", data={"q": "x" * LARGEST_BODY_BYTES})

    assert response.status_code == 413
    assert "That was too much at once" in response.text


async def test_a_chunked_body_is_counted(visitor: AsyncClient) -> None:
    allowed = LARGEST_BODY_BYTES // 1024

    small = await visitor.post("/en/echo", content=chunks(allowed), headers=FORM)
    large = await visitor.post("/en/echo", content=chunks(allowed + 1), headers=FORM)

    assert small.status_code == 200
    assert large.status_code == 413


@pytest.mark.parametrize("announced", [b"-1", b"1e9", b"9" * 5_000, b""])
async def test_a_false_length_is_refused(announced: bytes) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("nothing may be read")

    async def receive() -> Message:
        raise AssertionError("nothing may be read")

    async def send(message: Message) -> None:
        raise AssertionError("nothing may be sent")

    headers = [(b"content-length", announced)]
    scope = {"type": "http", "path": "/en/", "query_string": b"", "headers": headers}
    with pytest.raises(TooLarge):
        await SizeLimits(app)(scope, receive, send)


async def test_an_endless_address_is_refused(visitor: AsyncClient) -> None:
    assert (await visitor.get("/en/" + "x" * 60_000)).status_code == 413
    assert (await visitor.get("/?q=" + "x" * 60_000)).status_code == 413


async def test_too_many_requests_wait_for_the_next_minute(visitor: AsyncClient) -> None:
    answers = [await visitor.get("/healthz") for _ in range(301)]

    assert [answer.status_code for answer in answers] == [200] * 300 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert "Please wait a moment" in answers[-1].text


async def test_a_neighbour_is_not_held_up(visitor: AsyncClient, app: Starlette) -> None:
    for _ in range(301):
        await visitor.get("/healthz")

    transport = ASGITransport(app, client=("192.0.2.8", 40_000))
    async with AsyncClient(transport=transport, base_url="https://site.example") as neighbour:
        assert (await neighbour.get("/healthz")).status_code == 200


class Clock:
    """A clock that stands still until it is set."""

    now = 30.0

    def __call__(self) -> float:
        return self.now


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """The shortest application: it has nothing to say."""


async def ask(throttle: Throttle, address: str, path: str = "/en/") -> None:
    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        return None

    await throttle({"type": "http", "path": path, "client": (address, 1)}, receive, send)


async def test_the_counts_are_forgotten_each_minute() -> None:
    clock = Clock()
    throttle = Throttle(serve, limit=1, clock=clock)
    await ask(throttle, "192.0.2.7")
    with pytest.raises(TooOften) as refusal:
        await ask(throttle, "192.0.2.7")
    assert refusal.value.wait_seconds == 30

    clock.now = 60.0
    await ask(throttle, "192.0.2.7")


async def test_static_files_and_the_onion_service_are_not_counted() -> None:
    throttle = Throttle(serve, limit=1, clock=Clock())
    for _ in range(3):
        await ask(throttle, "192.0.2.7", path="/static/1/css/page.css")
        await ask(throttle, "127.0.0.1")


async def test_a_flood_of_callers_neither_fills_the_memory_nor_locks_others_out() -> None:
    throttle = Throttle(serve, limit=1, clock=Clock(), most_callers=2)
    for last in range(1, 6):
        await ask(throttle, f"192.0.2.{last}")
    await ask(throttle, "192.0.2.5")
    with pytest.raises(TooOften):
        await ask(throttle, "192.0.2.1")

    assert "192.0.2" not in repr(vars(throttle))
