"""Copies of PostgreSQL databases that are lent to one test after another, each as good as new.

A copy costs ten times what it costs to put a small one in order: PostgreSQL copies some 600 files.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types

from tests.postgres import administer

# Beyond so many rows a fresh copy is the cheaper one.
FEW_ROWS = 2_000
# All that a test may have changed of the tables themselves, as one value.
SHAPE = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT concat('relation', oid, relname, reloptions) AS part
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat('column', attrelid, ' ', attnum, pg_attribute.xmin) FROM pg_attribute
        JOIN pg_class ON attrelid = pg_class.oid AND relkind = 'r'
        AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat('trigger', oid, tgenabled) FROM pg_trigger
    UNION ALL SELECT concat('constraint', oid, convalidated) FROM pg_constraint
    UNION ALL SELECT concat('function', oid, xmin) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT concat('setting', setdatabase, setconfig) FROM pg_db_role_setting
) AS parts"""
TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
)
SEQUENCES = "SELECT sequencename, COALESCE(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
END_ALL_OTHERS = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(slots=True)
class Template:
    """What its copies hold again after a test. rows: by table, those that have any."""

    name: str
    shape: str
    to_empty: str
    rows: dict[str, bytes]
    is_small: bool
    free: list[str] = field(default_factory=list)


class Copies:
    """server: an address with `{name}` where the database's name belongs."""

    def __init__(self, server: str) -> None:
        self.server = server
        self._templates: dict[str, Template] = {}
        self._numbers = count(1)

    @contextmanager
    def fresh(self, template: str) -> Iterator[str]:
        """The name of a copy whose files nobody has written to yet."""
        name = self._copy(template)
        yield name
        self._drop(name)

    @contextmanager
    def lent(self, template: str) -> Iterator[str]:
        """The name of a copy that says what a fresh one says."""
        if template not in self._templates:
            self._templates[template] = asyncio.run(self._read(template))
        kept = self._templates[template]
        name = kept.free.pop() if kept.free else self._copy(template)
        yield name
        if kept.is_small and asyncio.run(self._is_put_in_order(name, kept)):
            kept.free.append(name)
        else:
            self._drop(name)

    def _copy(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        create = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
        asyncio.run(administer(self.server, create))
        return name

    def _drop(self, name: str) -> None:
        asyncio.run(administer(self.server, f"DROP DATABASE {name} WITH (FORCE)"))

    async def _read(self, name: str) -> Template:
        async with self._connected(name) as database:
            tables = [row["relname"] for row in await database.fetch(TABLES)]
            orders = [f'DELETE FROM "{table}"' for table in tables]  # noqa: S608 - the database's own names
            for sequence, last, is_called in await database.fetch(SEQUENCES):
                orders.append(f"SELECT setval('{sequence}', {last}, {is_called})")
            rows, many = {}, 0
            for table in tables:
                copied = BytesIO()
                done = await database.copy_from_table(table, output=copied, format="binary")
                if number := int(done.split()[1]):
                    rows[table], many = copied.getvalue(), many + number
            shape = await database.fetchval(SHAPE)
        return Template(name, shape, ";".join(orders), rows, many <= FEW_ROWS)

    async def _is_put_in_order(self, name: str, kept: Template) -> bool:
        async with self._connected(name) as database:
            await database.execute(END_ALL_OTHERS)
            if await database.fetchval(SHAPE) != kept.shape:
                return False
            # Neither triggers nor foreign keys: rows go and come back in any order.
            await database.execute("SET session_replication_role = replica")
            async with database.transaction():
                await database.execute(kept.to_empty)
                for table, rows in kept.rows.items():
                    await database.copy_to_table(table, source=BytesIO(rows), format="binary")
        return True

    @asynccontextmanager
    async def _connected(self, name: str) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self.server.format(name=name))
        try:
            yield connection
        finally:
            await connection.close()
