"""Copies of PostgreSQL databases that are lent to one test after another, each as good as new.

A copy costs ten times what it costs to put one in order: PostgreSQL copies some 600 files. Only the
tables that a test has written to are filled again.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types

from tests.postgres import administer

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


# By table how many rows it has, and the newest transaction that wrote one of them: whoever adds,
# changes or deletes a row changes one of the two.
Marks = dict[str, tuple[int, int | None]]


@dataclass(slots=True)
class Template:
    """What its copies hold again after a test. rows: by table. free: copies that wait, as left."""

    shape: str
    marks: Marks
    rows: dict[str, bytes]
    sequences: str
    free: list[tuple[str, Marks]] = field(default_factory=list)


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
        name, marks = kept.free.pop() if kept.free else (self._copy(template), kept.marks)
        yield name
        left = asyncio.run(self._put_in_order(name, kept, marks))
        if left is None:
            self._drop(name)
        else:
            kept.free.append((name, left))

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
            rows = {}
            for table in tables:
                copied = BytesIO()
                await database.copy_from_table(table, output=copied, format="binary")
                rows[table] = copied.getvalue()
            set_again = ";".join(
                f"SELECT setval('{sequence}', {last}, {is_called})"
                for sequence, last, is_called in await database.fetch(SEQUENCES)
            )
            shape = await database.fetchval(SHAPE)
            return Template(shape, await marks_of(database, rows), rows, set_again)

    async def _put_in_order(self, name: str, kept: Template, marks: Marks) -> Marks | None:
        """The marks it has then; None where a test has changed more than rows."""
        async with self._connected(name) as database:
            await database.execute(END_ALL_OTHERS)
            if await database.fetchval(SHAPE) != kept.shape:
                return None
            await database.execute(kept.sequences)
            found = await marks_of(database, kept.rows)
            written = [table for table in kept.rows if found[table] != marks[table]]
            # Neither triggers nor foreign keys: rows go and come back in any order.
            await database.execute("SET session_replication_role = replica")
            async with database.transaction():
                for table in written:
                    await database.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the database's own names
                    rows = BytesIO(kept.rows[table])
                    await database.copy_to_table(table, source=rows, format="binary")
            return await marks_of(database, kept.rows)

    @asynccontextmanager
    async def _connected(self, name: str) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self.server.format(name=name))
        try:
            yield connection
        finally:
            await connection.close()


async def marks_of(database: asyncpg.Connection, tables: Iterable[str]) -> Marks:
    each = (
        f"SELECT '{table}', count(*), max(xmin::text::bigint) FROM \"{table}\""  # noqa: S608 - the database's own names
        for table in tables
    )
    rows = await database.fetch(" UNION ALL ".join(each))
    return {table: (number, newest) for table, number, newest in rows}
