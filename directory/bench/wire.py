"""What a first visit costs on a thin line: bytes and round trips, counted at a socket."""

import re
import socket
from dataclasses import dataclass

# A server may send this much before it hears back, and twice as much after (RFC 6928, RFC 5681).
_FIRST_WINDOW = 10 * 1460
_NEEDED = re.compile(rb'<link rel="stylesheet" href="([^"]+)"|<img[^>]+src="([^"]+)"')
_SCRIPTS = re.compile(rb'<script[^>]*src="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes of heads and bodies that came; round trips after the line was open."""

    bytes: int
    round_trips: int


def first_visit(port: int, path: str) -> Visit:
    """Load a page and all that it names, as a browser with nothing in its cache does.

    What the page names is asked for at once: one round trip more, or more where it is big.
    """
    page = body_of(port, path)
    named = {one or other for one, other in _NEEDED.findall(page)} | set(_SCRIPTS.findall(page))
    sent = _sent(port, path)
    parts = [_sent(port, name.decode()) for name in sorted(named)]
    trips = _trips(sent) + (_trips(max(parts)) if parts else 0)
    return Visit(sent + sum(parts), trips)


def body_of(port: int, path: str) -> bytes:
    """What stands at a path, as it is. Raises ConnectionError unless the answer is a success."""
    return _get(port, path, "identity")[1]


def _sent(port: int, path: str) -> int:
    return sum(map(len, _get(port, path, "gzip")))


def _trips(size: int) -> int:
    window, trips = _FIRST_WINDOW, 1
    while size > window:
        size, window, trips = size - window, window * 2, trips + 1
    return trips


def _get(port: int, path: str, encoding: str) -> tuple[bytes, bytes]:
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n"
        "Accept-Language: en\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(asked.encode())
        with line.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(f"{path}: {head.splitlines()[0]!r}")
    return head + b"\r\n\r\n", body
