"""On a real socket too: nothing is said of the server or the caller, and all get an answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette

from directory.web.server import SERVER
from tests.privacy.logs import captured_log

MARKER = "pictures-of-me"


@pytest.fixture
async def port(app: Starlette) -> AsyncIterator[int]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", **SERVER))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- the server offers no event to wait for
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


async def ask(port: int, request_line: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request_line + b"\r\nHost: site.example\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


async def test_a_query_of_a_megabyte_gets_a_page(port: int) -> None:
    answer = await ask(port, b"GET /ar/safety?q=" + b"x" * 1_000_000 + b" HTTP/1.1")

    assert answer.startswith("HTTP/1.1 413")
    assert '<html lang="ar" dir="rtl"' in answer


async def test_a_path_that_is_no_text_gets_a_page(port: int) -> None:
    assert (await ask(port, b"GET /es/%FF%00 HTTP/1.1")).startswith("HTTP/1.1 404")


async def test_the_server_does_not_say_what_it_is(port: int) -> None:
    head = (await ask(port, b"GET /en/ HTTP/1.1")).partition("\r\n\r\n")[0].lower()

    assert "server:" not in head
    assert "uvicorn" not in head


async def test_what_the_server_cannot_read_is_not_logged(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with captured_log() as log:
        await ask(port, f"GET /en/safety?q={MARKER} HTTP/1.1".encode())
        await ask(port, f"GET /en/explode/{MARKER} HTTP/1.1".encode())
        await ask(port, f"{MARKER} /en/é HTTP/1.1".encode())

    assert MARKER not in log.getvalue() + "".join(capfd.readouterr())
    assert "WARNING uvicorn.error" in log.getvalue()
