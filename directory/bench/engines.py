"""The engines beside each other at one size: how long they take, and whether they are right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from directory.bench.checking import Reference
from directory.bench.peers import datasette, ours, postgis, sqlite
from directory.bench.peers.answer import Answer, Engine
from directory.bench.searches import WAYS, make_searches
from directory.bench.timing import interleave, percentile
from directory.bench.world import World, make_world
from directory.search.query import Query

PEERS_UP_TO = 1_000_000  # beyond, filling them takes longer than anybody waits
_OTHER_SEED = 9


@dataclass(frozen=True, slots=True)
class Timed:
    """One engine asked in one way; `checked` says how many answers were compared."""

    engine: str
    way: str
    median_us: float
    slowest_us: float  # the 99th percentile
    same: int
    close: int  # the same but for what a sphere is wrong by
    checked: int


@dataclass(frozen=True, slots=True)
class Size:
    """What was seen at one size."""

    rows: int
    build_s: float
    start_s: float
    bytes_by_column: Mapping[str, int]
    timed: tuple[Timed, ...]
    missing: tuple[str, ...]

    def get(self, engine: str, way: str) -> Timed | None:
        return next((t for t in self.timed if (t.engine, t.way) == (engine, way)), None)


@dataclass(frozen=True, slots=True)
class Effort:
    """How many searches of each way are timed, and how many of their answers are checked."""

    searches: int = 2000
    checked: int = 200

    def checked_in(self, rows: int) -> int:
        """Of more than a million rows fewer: the reference looks at all of them for each answer."""
        return max(1, self.checked * PEERS_UP_TO // max(rows, PEERS_UP_TO))


def measure_size(rows: int, folder: Path, effort: Effort) -> Size:
    """Make the world, fill the engines, ask them. Leaves our snapshot in the folder."""
    world = make_world(rows)
    before = perf_counter()
    path = ours.write(world, folder)
    build_s = perf_counter() - before
    with _engines(world, path, folder) as (engines, missing):
        timed = tuple(_ask_all(world, engines, effort))
    return Size(
        rows=rows,
        build_s=build_s,
        start_s=_start(path),
        bytes_by_column=ours.Ours(path).snapshot.bytes_by_column(),
        timed=timed,
        missing=missing,
    )


def _start(path: Path) -> float:
    """Seconds until a snapshot that lies ready has answered its first search; the best of three."""
    query = make_searches("near", 1)[0]
    return min(_open_and_ask(path, query) for _ in range(3))


def _open_and_ask(path: Path, query: Query) -> float:
    before = perf_counter()
    ours.Ours(path).answer(query)
    return perf_counter() - before


@contextmanager
def _engines(
    world: World, path: Path, folder: Path
) -> Iterator[tuple[list[Engine], tuple[str, ...]]]:
    engines: list[Engine] = [ours.Ours(path)]
    if len(world) > PEERS_UP_TO:
        yield engines, ("The other engines were not filled with so many rows.",)
        return
    with ExitStack() as stack:
        file = stack.enter_context(sqlite.filled(world, folder))
        others: dict[str, Engine | None] = {
            "PostGIS is not installed (Debian: postgresql-15-postgis-3): left out.": (
                stack.enter_context(postgis.filled(world))
            ),
            "Datasette is not installed (PyPI: datasette): left out.": (
                stack.enter_context(datasette.served(file.path))
            ),
        }
        engines += [file, *(engine for engine in others.values() if engine)]
        yield engines, tuple(note for note, engine in others.items() if engine is None)


def _ask_all(world: World, engines: list[Engine], effort: Effort) -> Iterator[Timed]:
    reference, checked = Reference(world), effort.checked_in(len(world))
    for way in WAYS:
        asks = {engine.name: engine.answer for engine in engines if way in engine.ways}
        searches = make_searches(way, effort.searches)
        warming = make_searches(way, effort.searches // 10, _OTHER_SEED)
        times, answers = interleave(asks, searches, warming)
        checks = _check(reference, searches[:checked], answers)
        for name in asks:
            median, slowest = (percentile(times[name], share) for share in (50, 99))
            yield Timed(name, way, median, slowest, *checks[name], checked)


def _check(
    reference: Reference, searches: list[Query], answers: Mapping[str, list[Answer]]
) -> dict[str, tuple[int, int]]:
    """How many answers of each engine are the same as the reference's, and how many are close.

    All answers to one search come together: the reference takes its time for each search.
    """
    same, close = Counter[str](), Counter[str]()
    for number, query in enumerate(searches):
        for name in answers:
            same[name] += reference.is_same(query, answers[name][number])
            close[name] += reference.is_close(query, answers[name][number])
    return {name: (same[name], close[name]) for name in answers}
