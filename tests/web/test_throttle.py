"""One caller cannot send so much that others wait; a family never notices."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.types import Message

from directory.errors import TooLarge, TooOften
from directory.web.throttle import LARGEST_BODY_BYTES, Throttle, refuse_large_body

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


async def test_a_body_that_nothing_announces_is_counted(app: Starlette) -> None:
    """HTTP/1.1 knows none; another server may let one through."""
    received = 0

    async def receive() -> Message:
        nonlocal received
        received += 1024
        return {"type": "http.request", "body": b"x" * 1024, "more_body": received < 1 << 20}

    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http", "method": "POST", "path": "/en/echo", "query_string": b"",
        "headers": [], "client": ("192.0.2.7", 40_000),
    }  # fmt: skip
    await app(scope, receive, send)

    assert statuses == [413]
    assert received == LARGEST_BODY_BYTES + 1024


@pytest.mark.parametrize("announced", [b"-1", b"1e9", b"9" * 5_000, b""])
def test_a_false_length_is_refused(announced: bytes) -> None:
    headers = [(b"content-length", announced)]
    with pytest.raises(TooLarge):
        refuse_large_body({"path": "/en/", "query_string": b"", "headers": headers})


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


def ask(throttle: Throttle, address: str, path: str = "/en/") -> None:
    throttle.count({"path": path, "client": (address, 1)})


def test_the_counts_are_forgotten_each_minute() -> None:
    clock = Clock()
    throttle = Throttle(limit=1, clock=clock)
    ask(throttle, "192.0.2.7")
    with pytest.raises(TooOften) as refusal:
        ask(throttle, "192.0.2.7")
    assert refusal.value.wait_seconds == 30

    clock.now = 60.0
    ask(throttle, "192.0.2.7")


def test_static_files_and_the_onion_service_are_not_counted() -> None:
    throttle = Throttle(limit=1, clock=Clock())
    for _ in range(3):
        ask(throttle, "192.0.2.7", path="/static/1/css/page.css")
        ask(throttle, "127.0.0.1")


def test_a_flood_of_callers_neither_fills_the_memory_nor_locks_others_out() -> None:
    throttle = Throttle(limit=1, clock=Clock(), most_callers=2)
    for last in range(1, 6):
        ask(throttle, f"192.0.2.{last}")
    ask(throttle, "192.0.2.5")
    with pytest.raises(TooOften):
        ask(throttle, "192.0.2.1")

    assert "192.0.2" not in repr(vars(throttle))
