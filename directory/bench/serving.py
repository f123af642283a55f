"""Our pages and our API beside the limit: a bare Starlette endpoint with a body as big."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from directory.bench.changing import slowest_change
from directory.bench.load import has_wrk, requests_per_second
from directory.bench.processes import free_port, wait_for
from directory.bench.served import prepare_site, site_settings
from directory.bench.wire import body_of, first_visit
from directory.finder.needs import load_needs
from directory.places.regions import list_countries

ROUNDS = 5
PAGE = 20  # services on a page


@dataclass(frozen=True, slots=True)
class Served:
    """Figures by their key, and what is to be known of them."""

    measured: Mapping[str, float]
    notes: tuple[str, ...]


def measure_serving(folder: Path) -> Served:
    """Start the servers, ask them in turns, stop them."""
    prepare_site(folder / "site")
    with _server("site", str(folder / "site")) as site:
        searches = _full_searches(site)
        pages = [f"/en/find?{search}" for search in searches]
        lists = [f"/api/services?{search}" for search in searches]
        size = round(mean(len(body_of(site, path)) for path in lists))
        with _server("bare", str(size)) as bare:
            rates = _in_turns({"bare": (bare, ["/"]), "page": (site, pages), "api": (site, lists)})
        visit = first_visit(site, "/en/")
        with _server("site", str(folder / "site")) as other:
            url = site_settings(folder / "site").database_url
            changed_s = slowest_change(url, (site, other))
    measured = {
        "page": _share(rates, "page"),
        "change": changed_s,
        "wire": visit.bytes / 1000,
        "trips": visit.round_trips,
        "scripts": 0,  # every page is tested without any
    }
    return Served(measured, tuple(_notes(_share(rates, "api"), size)))


def _share(rates: Mapping[str, list[float]], name: str) -> float:
    """Of the bare endpoint's requests per second, in the middle one of the rounds."""
    return median(mine / bare for mine, bare in zip(rates[name], rates["bare"], strict=True))


def _notes(api: float, size: int) -> Iterator[str]:
    with_what = "wrk" if has_wrk() else "httpx, because wrk was not there: it slows fast servers"
    yield f"Requests were made by {with_what}, from the same machine; servers have one worker."
    yield f"The bare endpoint sends {size:,} bytes, as an answer of the API has on the average."
    yield "Pages and the API answer from the real listings of data/, not yet from the made world."
    yield f"The API at that size: {api:.2f} of the bare endpoint's requests per second."
    yield "A change: the slowest of five, in two servers of one SQLite database."


def _in_turns(asked: Mapping[str, tuple[int, Sequence[str]]]) -> dict[str, list[float]]:
    """Requests per second, round by round, so that what slows the machine slows all alike."""
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + 1):
        for name, (port, paths) in asked.items():
            rate = requests_per_second(f"http://127.0.0.1:{port}", paths, seconds=2)
            if number:  # the first round warms
                rates[name].append(rate)
    return rates


def _full_searches(port: int) -> list[str]:
    """Searches as they stand in an address that fill a page: of countries, by need or by none."""
    needs = ("", *(f"need={need.code}&" for need in load_needs().tops("help")))
    codes = sorted(code for code, _ in list_countries("en"))
    asked = [f"{need}country={code}" for code in codes for need in needs]
    return [search for search in asked if _count(port, search) == PAGE]


def _count(port: int, search: str) -> int:
    return len(json.loads(body_of(port, f"/api/services?{search}"))["contents"])


@contextmanager
def _server(kind: str, what: str) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "directory.bench.served", kind, str(port), what]
    with subprocess.Popen(command) as server:  # noqa: S603  # our own words only
        try:
            wait_for(server, port)
            yield port
        finally:
            server.terminate()
