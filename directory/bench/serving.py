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
from directory.bench.searches import make_addresses
from directory.bench.served import prepare_site, site_settings, write_made
from directory.bench.wire import body_of, first_visit
from directory.bench.world import World
from directory.finder.needs import load_needs
from directory.places.regions import list_countries

Rates = Mapping[str, list[float]]  # requests per second, round by round

ROUNDS = 15
ROUND_S, WARMING_S = 1, 4  # with wrk long enough to ask for each search once
SEARCHES = 5000
SAMPLE = 200
PAGE = 20  # services on a page


@dataclass(frozen=True, slots=True)
class Served:
    """Figures by their key, and what is to be known of them."""

    measured: Mapping[str, float]
    notes: tuple[str, ...]


def measure_serving(folder: Path, world: World) -> Served:
    """Start the servers, ask them in turns, stop them. The API answers from the made world."""
    site_folder = folder / "site"
    prepare_site(site_folder)
    write_made(site_folder, world)
    near = make_addresses(SEARCHES)
    with _server("site", site_folder) as site, _server("made", site_folder) as made:
        lists = [f"/api/services?{search}" for search in near]
        size = round(mean(len(body_of(made, path)) for path in lists[:SAMPLE]))
        with _server("bare", size) as bare:
            asked = {
                "bare": (bare, ["/"]),
                "api": (made, lists),
                "page": (site, [f"/en/find?{search}" for search in _full_searches(site)]),
                "new page": (made, [f"/en/find?{search}" for search in near]),
            }
            rates = _in_turns(asked)
        visit = first_visit(site, "/en/")
        with _server("site", site_folder) as other:
            changed_s = slowest_change(site_settings(site_folder).database_url, (site, other))
    measured = {
        "api": _share(rates, "api"),
        "page": _share(rates, "page"),
        "change": changed_s,
        "wire": visit.bytes / 1000,
        "trips": visit.round_trips,
        "scripts": 0,  # every page is tested without any
    }
    return Served(measured, tuple(_notes(rates, size, len(world))))


def _share(rates: Rates, name: str) -> float:
    """Of the bare endpoint's requests per second, in the middle one of the rounds."""
    return median(mine / bare for mine, bare in zip(rates[name], rates["bare"], strict=True))


def _notes(rates: Rates, size: int, rows: int) -> Iterator[str]:
    with_what = "wrk" if has_wrk() else "httpx, because wrk was not there: it slows fast servers"
    yield f"Requests were made by {with_what}, from the same machine; servers have one worker."
    yield f"The bare endpoint sends {size:,} bytes, as an answer of the API has on the average."
    yield (
        f"The API: {SEARCHES:,} different searches around points, in {rows:,} made services."
        f" They were asked for {WARMING_S} s before it counted."
    )
    yield (
        "Pages: full ones of the real listings, by country and need. Such a page is kept until its"
        f" minute ends; one around a point is not: {_share(rates, 'new page'):.3f} of the bare"
        " endpoint, in the made world."
    )
    yield "A change: the slowest of five, in two servers of one SQLite database."


def _in_turns(asked: Mapping[str, tuple[int, Sequence[str]]]) -> dict[str, list[float]]:
    """Requests per second, round by round, so that what slows the machine slows all alike."""
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + 1):
        for name, (port, paths) in asked.items():
            encoding = "gzip" if "/find?" in paths[0] else "identity"
            seconds = ROUND_S if number else WARMING_S
            rate = requests_per_second(f"http://127.0.0.1:{port}", paths, seconds, encoding)
            if number:
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
def _server(kind: str, what: Path | int) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "directory.bench.served", kind, str(port), str(what)]
    with subprocess.Popen(command) as server:  # noqa: S603  # our own words only
        try:
            wait_for(server, port)
            yield port
        finally:
            server.terminate()
