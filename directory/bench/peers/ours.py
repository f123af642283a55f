"""Our own snapshot, asked like the others."""

from pathlib import Path

from directory.bench.peers.answer import Answer
from directory.bench.searches import WAYS
from directory.bench.world import World
from directory.search.build import write_facts
from directory.search.query import Query
from directory.search.snapshot import Snapshot


class Ours:
    name = "Handrail"
    ways = frozenset(WAYS)

    def __init__(self, path: Path) -> None:
        self.snapshot = Snapshot.open(path)

    def answer(self, query: Query) -> Answer:
        found = self.snapshot.find(query)
        # The ids of a made world are numbers: none has a comma.
        joined = [self.snapshot.ids.joined(run.numbers).tobytes() for run in found.runs]
        ids = b",".join(joined).decode().split(",") if joined else ()
        return Answer(tuple(ids), found.total, b"[%b]" % found.answers)


def write(world: World, folder: Path) -> Path:
    """Build the file that `Ours` opens."""
    path = folder / f"{len(world)}.snapshot"
    write_facts(path, world.facts)
    return path
