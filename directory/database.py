"""Where the records are kept: SQLite in one file, or PostgreSQL by its address."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connections
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

APP = "directory"
MODELS = (
    "directory.catalog.models",
    "directory.accounts.models",
    "directory.referrals.models",
    "directory.listings.models",
    "directory.sheets.models",
)
MIGRATIONS = "directory.migrations"
# Whatever a database raises that does not answer, or not as it should. Internal: a connection that
# the server has ended stands in its pool until its end is read, and refuses what is asked of it.
LOST = (
    BaseORMException,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    sqlite3.Error,
    OSError,
    TimeoutError,
)


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite://")


def tortoise_config(url: str, **pragmas: str) -> dict[str, Any]:
    """Tortoise's settings for one database. `pragmas` are for SQLite alone."""
    # Tortoise keeps finished SQL by the connection's name, whatever the dialect: two kinds of
    # database under one name in one process would answer each other's queries.
    name = "sqlite" if is_sqlite(url) else "postgres"
    app = {"models": list(MODELS), "default_connection": name, "migrations": MIGRATIONS}
    return {"connections": {name: _connection(url, pragmas)}, "apps": {APP: app}}


def _connection(url: str, pragmas: dict[str, str]) -> dict[str, Any]:
    if not is_sqlite(url):
        return expand_db_url(url)
    path = Path(url.removeprefix("sqlite://"))
    return {"engine": "directory.sqlite", "credentials": {"file_path": str(path), **pragmas}}


@asynccontextmanager
async def open_database(
    url: str, *, for_all_tasks: bool = False
) -> AsyncIterator[BaseDBAsyncClient]:
    """Open the database for this task, and close it whatever happens.

    A SQLite connection left open keeps its process from ever ending. `for_all_tasks` is for a
    server's lifespan: Starlette runs it in another task than the requests.
    """
    async with open_connections(tortoise_config(url), for_all_tasks=for_all_tasks) as connection:
        yield connection


@asynccontextmanager
async def open_connections(
    config: dict[str, Any], *, for_all_tasks: bool = False
) -> AsyncIterator[BaseDBAsyncClient]:
    """The same, from Tortoise's settings."""
    async with TortoiseContext() as context:
        await context.init(config=config, _enable_global_fallback=for_all_tasks)
        connection = context.db()
        await connection.create_connection(with_db=True)
        yield connection


@asynccontextmanager
async def one_at_a_time(lock: int) -> AsyncIterator[None]:
    """A transaction beside which no other runs with the same lock, on whatever node.

    SQLite knows one writer at a time; PostgreSQL is asked to.
    """
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "postgres":
            await connection.execute_query(f"SELECT pg_advisory_xact_lock({lock})")
        yield


async def forget_deleted(*tables: str) -> None:
    """Make what was deleted unreadable on the disk, too, as far as the database can.

    SQLite keeps it in the log beside the file until that is emptied; secure_delete overwrites the
    file alone. PostgreSQL keeps it in the tables' files until they are written anew: name only
    small ones. Best effort: while somebody else reads, it stays, and the next call does it.
    """
    for connection in get_connections().all():
        if isinstance(connection, AsyncpgDBClient):
            await _write_anew(connection, tables)
        else:
            await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


async def _write_anew(connection: AsyncpgDBClient, tables: Iterable[str]) -> None:
    async with connection.acquire_connection() as own:
        # A backup reads for minutes, and all acts would queue up behind us. The pool resets it.
        await own.execute("SET lock_timeout = '500ms'")
        with suppress(asyncpg.LockNotAvailableError):
            for table in tables:
                await own.execute(f"VACUUM (FULL) {table}")


# What `tortoise -c directory.database.TORTOISE makemigrations` reads; it writes to no database.
TORTOISE = tortoise_config("sqlite://var/handrail.sqlite3")
