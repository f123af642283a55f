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
        """As the API finds its pages (`overlay.answers`), and the ids, as all the others."""
        total, rows = self.snapshot.finder.rows(query)
        if not len(rows):
            return Answer((), total, b"[]")
        # The ids of a made world are numbers: none has a comma.
        ids = self.snapshot.ids.joined(rows).tobytes().decode().split(",")
        body = b"".join((b"[", self.snapshot.answers.joined(rows), b"]"))
        return Answer(tuple(ids), total, body)


def write(world: World, folder: Path) -> Path:
    """Build the file that `Ours` opens."""
    path = folder / f"{len(world)}.snapshot"
    write_facts(path, world.facts)
    return path
