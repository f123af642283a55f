"""PostgreSQL with PostGIS: a GiST index of the points in KNN order, a GIN index of the needs.

The planner chooses which of the two it begins with. A statement is prepared once, and planned for
its values each time: a general plan is slower for needs that few or most services have.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types
import numpy as np

from directory.bench.peers.answer import Answer
from directory.bench.peers.postgres_server import find_postgis, running
from directory.bench.peers.tables import needs_of, services_table
from directory.bench.world import World
from directory.search.facts import Facts
from directory.search.query import Query
from directory.search.rows import WORLD

_SCHEMA = """
CREATE EXTENSION postgis;
CREATE TABLE services (
    number integer PRIMARY KEY, id text, newer integer, name text, answer text,
    lat float8, lon float8, needs integer[], worldwide boolean
);
"""
_INDEXES = """
ALTER TABLE services ADD COLUMN point geography(Point, 4326);
UPDATE services SET point = ST_MakePoint(lon, lat)::geography WHERE lat IS NOT NULL;
CREATE INDEX ON services USING gist (point);
CREATE INDEX ON services USING gin (needs);
CREATE INDEX ON services USING gin (needs) WHERE worldwide;
"""
# The first page alone may stop after twenty; the total must look at all within the radius.
_PAGE = """
SELECT id, answer FROM services
WHERE ST_DWithin(point, ST_MakePoint($1, $2)::geography, $3) AND needs && $4::integer[]
ORDER BY point <-> ST_MakePoint($1, $2)::geography LIMIT $5
"""
_TOTAL = """
SELECT (SELECT count(*) FROM services
        WHERE ST_DWithin(point, ST_MakePoint($1, $2)::geography, $3) AND needs && $4::integer[])
     + (SELECT count(*) FROM services WHERE worldwide AND needs && $4::integer[])
"""
_WORLDWIDE = """
SELECT id, answer FROM services WHERE worldwide AND needs && $1::integer[]
ORDER BY newer DESC, name, id LIMIT $2
"""


class PostGIS:
    """One connection, asked from a loop of its own."""

    name = "PostGIS"
    ways = frozenset({"near"})

    def __init__(self, loop: asyncio.AbstractEventLoop, connection: asyncpg.Connection) -> None:
        self._loop, self._connection = loop, connection
        self._page, self._total, self._worldwide = (
            loop.run_until_complete(connection.prepare(sql)) for sql in (_PAGE, _TOTAL, _WORLDWIDE)
        )

    def answer(self, query: Query) -> Answer:
        return self._loop.run_until_complete(self._answer(query, with_total=True))

    def first_page(self, query: Query) -> Answer:
        """Without the total (-1): less work than the other engines do."""
        return self._loop.run_until_complete(self._answer(query, with_total=False))

    async def _answer(self, query: Query, *, with_total: bool) -> Answer:
        if query.point is None or query.radius_km is None:
            raise ValueError("PostGIS is only asked what is near.")
        needs = [int(code) for code in query.needs]
        place = (query.point[1], query.point[0], query.radius_km * 1000, needs)
        rows = await self._page.fetch(*place, query.size)
        total = await self._total.fetchval(*place) if with_total else -1
        if len(rows) < query.size:
            rows += await self._worldwide.fetch(needs, query.size - len(rows))
        body = f"[{','.join(row[1] for row in rows)}]".encode()
        return Answer(tuple(row[0] for row in rows), total, body)


@contextmanager
def filled(world: World) -> Iterator[PostGIS | None]:
    """A server with these rows, packed and counted; None where PostGIS is not installed."""
    programs = find_postgis()
    if programs is None:
        yield None
        return
    with running(programs) as folder, asyncio.Runner() as runner:
        connection = runner.run(_connect(folder, world))
        yield PostGIS(runner.get_loop(), connection)
        runner.run(connection.close())


async def _connect(folder: str, world: World) -> asyncpg.Connection:
    connection = await asyncpg.connect(host=folder, user="postgres", database="postgres")
    await connection.execute(_SCHEMA)
    await connection.copy_records_to_table("services", records=_records(world.facts))
    await connection.execute(_INDEXES)
    # The update above left every row twice: packed anew, as after a quiet night.
    await connection.execute("VACUUM FULL ANALYZE services")
    await connection.execute("SET plan_cache_mode = force_custom_plan")
    return connection


def _records(facts: Facts) -> Iterator[tuple[object, ...]]:
    serves = [WORLD in areas and not private for private, areas in facts.reaches.values]
    worldwide = np.array(serves, bool)[facts.reaches.numbers].tolist()
    points = facts.points.tolist()
    for row, needs in zip(services_table(facts), needs_of(facts), strict=True):
        lat, lon = points[row[0]]
        place = (None, None) if np.isnan(lat) else (lat, lon)
        yield (*row, *place, needs, worldwide[row[0]])
