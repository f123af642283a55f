"""Our pages and our API beside the limit: a bare Starlette endpoint with a body as big."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from directory.bench.load import has_wrk, requests_per_second
from directory.bench.searches import make_searches
from directory.bench.served import prepare_site
from directory.bench.telling import ANSWER_BYTES
from directory.bench.wire import first_visit
from directory.search.query import Query

ROUNDS = 5
_PAGES = 200
_WAIT_S = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Figures by their key, and what is to be known of them."""

    measured: Mapping[str, float]
    notes: tuple[str, ...]


def measure_serving(folder: Path) -> Served:
    """Start the servers, ask them in turns, stop them."""
    prepare_site(folder / "site")
    body = 20 * (ANSWER_BYTES + 1)
    with _server("bare", str(body)) as bare, _server("site", str(folder / "site")) as site:
        rates = _in_turns({"bare": (bare, ["/"]), "page": (site, _result_pages())})
        visit = first_visit(site, "/en/")
    measured = {
        "page": median(page / limit for page, limit in zip(*_both(rates, "page"), strict=True)),
        "wire": visit.bytes / 1000,
        "trips": visit.round_trips,
        "scripts": 0,  # every page is tested without any
    }
    return Served(measured, tuple(_notes()))


def _both(rates: Mapping[str, list[float]], name: str) -> tuple[list[float], list[float]]:
    return rates[name], rates["bare"]


def _notes() -> Iterator[str]:
    with_what = "wrk" if has_wrk() else "httpx, because wrk was not there: it slows fast servers"
    yield f"Requests were made by {with_what}, from the same machine; servers have one worker."
    yield "Result pages show the real listings of data/, not the made world."
    yield "The API of services and its changes are not measured yet."


def _in_turns(asked: Mapping[str, tuple[int, Sequence[str]]]) -> dict[str, list[float]]:
    """Requests per second, round by round, so that what slows the machine slows all alike."""
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + 1):
        for name, (port, paths) in asked.items():
            rate = requests_per_second(f"http://127.0.0.1:{port}", paths, seconds=2)
            if number:  # the first round warms
                rates[name].append(rate)
    return rates


def _result_pages() -> list[str]:
    searches = (*make_searches("near", _PAGES), *make_searches("country", _PAGES))
    return [_address(query) for query in searches]


def _address(query: Query) -> str:
    needs = "&".join(f"need={code}" for code in sorted(query.needs)[:1])
    if query.point is None or query.radius_km is None:
        return f"/en/find?{needs}&country={query.country}"
    lat, lon = query.point
    return f"/en/find?{needs}&lat={lat:.2f}&lon={lon:.2f}&radius={query.radius_km:g}"


@contextmanager
def _server(kind: str, what: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "directory.bench.served", kind, str(port), what]
    server = subprocess.Popen(command)  # noqa: S603  # our own words only
    try:
        _wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(_WAIT_S * 20):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise ConnectionError("A server of the benchmark did not start.")
