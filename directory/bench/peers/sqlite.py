"""SQLite with what it brings: an R*Tree of the points, FTS5 for the words.

The need of each row stands in a table WITHOUT ROWID, so that it is looked up in the index itself,
and a service is only read when it is among the nearest twenty. Distances are straight lines through
the earth, in plain SQL: over 50 km they are right to less than a metre.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from directory.bench.peers.answer import Answer
from directory.bench.peers.tables import needs_table, services_table, words_table
from directory.bench.world import World
from directory.places.distance import bounding_box
from directory.search.compiled_ground import in_space
from directory.search.query import Query

SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE services (number INTEGER PRIMARY KEY, id TEXT, newer INTEGER, name TEXT, answer TEXT);
CREATE TABLE needs (need INTEGER, number INTEGER, PRIMARY KEY (need, number)) WITHOUT ROWID;
CREATE TABLE worldwide (need INTEGER, number INTEGER, PRIMARY KEY (need, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE places USING rtree (number, south, north, west, east, +x, +y, +z);
CREATE VIRTUAL TABLE told USING fts5 (
    words, content = '', tokenize = "unicode61 categories 'L* M* N* S*'"
);
BEGIN;
"""
# Written as one statement, so that a server of statements (Datasette) can be asked the same. It
# sends every value as text, which is more than any number until something is added to it.
NEAR = """
WITH near AS MATERIALIZED (
    SELECT number, sqrt((x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z)) AS km
    FROM ({boxes}) AS spots
    WHERE EXISTS (SELECT 1 FROM needs WHERE need IN ({needs}) AND needs.number = spots.number)
), within AS MATERIALIZED (
    SELECT number, round(km * 100) AS step FROM near WHERE km <= :radius + 0
), served AS MATERIALIZED (
    SELECT DISTINCT number FROM worldwide WHERE need IN ({needs})
), page AS (
    SELECT 0 AS part, number, step FROM within
    WHERE step <= coalesce((SELECT step FROM within ORDER BY step LIMIT 1 OFFSET :size - 1), 1e9)
    UNION ALL SELECT 1, number, 0 FROM served
    WHERE (SELECT count(*) FROM within) < :size + 0
)
SELECT id, answer, (SELECT count(*) FROM within) + (SELECT count(*) FROM served) AS total
FROM page JOIN services USING (number)
ORDER BY part, step, newer DESC, name, id LIMIT :size
"""
_BOX = (
    "SELECT number, x, y, z FROM places"
    " WHERE south <= {n} AND north >= {s} AND west <= {e} AND east >= {w}"
)
# The best by SQLite's own rank, and how many there are. It knows no slips and no places.
_WORDS = """
WITH best AS MATERIALIZED (
    SELECT rowid AS number, rank FROM told WHERE told MATCH :words ORDER BY rank LIMIT :size
)
SELECT id, answer, (SELECT count(*) FROM told WHERE told MATCH :words)
FROM best JOIN services USING (number) ORDER BY best.rank
"""


class SQLite:
    """A file that `filled` made."""

    name = "SQLite"
    ways = frozenset({"near", "common words"})

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self.connection.execute(f"PRAGMA mmap_size = {1 << 40}")

    def answer(self, query: Query) -> Answer:
        asked = (_WORDS, words_values(query)) if query.words else near_sql(query)
        rows = self.connection.execute(*asked).fetchall()
        body = f"[{','.join(row[1] for row in rows)}]".encode()
        return Answer(tuple(row[0] for row in rows), rows[0][2] if rows else 0, body)


def words_values(query: Query) -> dict[str, Any]:
    """All of the words, and of the last one what it may begin."""
    words = " ".join(f'"{word}"' for word in query.words.split())
    return {"words": f"{words}*", "size": query.size}


def near_sql(query: Query) -> tuple[str, dict[str, Any]]:
    """The statement, and the values of its names."""
    if query.point is None or query.radius_km is None:
        raise ValueError("SQLite is only asked what is near.")
    ((x, y, z),) = in_space(np.array([query.point])).tolist()
    values = {"x": x, "y": y, "z": z, "radius": query.radius_km, "size": query.size}
    # A statement cannot take a list: the codes are ours, three digits each.
    needs = ", ".join(sorted(query.needs))
    boxes = " UNION ALL ".join(_boxes(*bounding_box(query.point, query.radius_km)))
    return NEAR.format(boxes=boxes, needs=needs), values


def _boxes(south: float, west: float, north: float, east: float) -> Iterator[str]:
    turns = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    for first, last in turns:
        yield _BOX.format(s=south, n=north, w=first, e=last)


@contextmanager
def filled(world: World, folder: Path) -> Iterator[SQLite]:
    """A file with these rows, and its statistics; nothing else writes to it."""
    path = folder / f"bench{len(world)}.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(SCHEMA)
        _fill(file, world)
        file.executescript("INSERT INTO told (told) VALUES ('optimize'); ANALYZE;")
    engine = SQLite(path)
    with closing(engine.connection):
        yield engine


def _fill(file: sqlite3.Connection, world: World) -> None:
    facts = world.facts
    file.executemany("INSERT INTO services VALUES (?, ?, ?, ?, ?)", services_table(facts))
    file.executemany("INSERT INTO needs VALUES (?, ?)", needs_table(facts))
    wide = needs_table(facts, worldwide=True)
    file.executemany("INSERT INTO worldwide VALUES (?, ?)", wide)
    placed = np.flatnonzero(~np.isnan(facts.points[:, 0]))
    points, space = facts.points[placed], in_space(facts.points[placed])
    spots = zip(placed.tolist(), points.tolist(), space.tolist(), strict=True)
    rows = ((number, lat, lat, lon, lon, *xyz) for number, (lat, lon), xyz in spots)
    file.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    file.executemany("INSERT INTO told (rowid, words) VALUES (?, ?)", words_table(facts))
