"""Several writers and readers at once: nobody is refused, nobody waits long, nothing is lost."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

import pytest
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from directory.catalog.models import Organization
from directory.database import open_connections, open_database, tortoise_config
from directory.migrate import migrate_database
from directory.sqlite import Client, split_script

WRITER = """
import asyncio, sys
from tortoise.transactions import in_transaction
from directory.catalog.models import Organization
from directory.database import open_database

async def main(url):
    async with open_database(url):
        for _ in range(30):
            async with in_transaction():
                one = await Organization.get(name="counter")
                await asyncio.sleep(0)
                await Organization.filter(id=one.id).update(
                    year_incorporated=one.year_incorporated + 1)

asyncio.run(main(sys.argv[1]))
"""


async def test_processes_that_read_and_then_write_all_succeed(tmp_path: Path) -> None:
    # SQLite alone: there a deferred BEGIN makes them fail, whatever the busy timeout.
    database_url = f"sqlite://{tmp_path / 'counter.sqlite3'}"
    await migrate_database(database_url)
    async with open_database(database_url):
        await Organization.create(name="counter", year_incorporated=0)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = (sys.executable, "-c", WRITER, database_url)
    writers = [await asyncio.create_subprocess_exec(*command, env=environment) for _ in range(3)]
    assert [await writer.wait() for writer in writers] == [0, 0, 0]
    async with open_database(database_url):
        assert (await Organization.get()).year_incorporated == 90


async def test_a_reader_does_not_wait_for_a_writer(database: str) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with in_transaction():
            await Organization.create(name="A")
            assert await Organization.all().count() == 1
            begun.set()
            await may_end.wait()

    writer = asyncio.create_task(write())
    await begun.wait()
    assert await asyncio.wait_for(Organization.all().count(), timeout=1) == 0
    may_end.set()
    await writer
    assert await Organization.all().count() == 1


async def test_a_read_that_writes_is_refused(tmp_path: Path) -> None:
    async with open_connections(tortoise_config(f"sqlite://{tmp_path / 'a.sqlite3'}")) as db:
        await db.execute_script("CREATE TABLE a (b int)")
        assert isinstance(db, Client)
        assert db.reader is not None
        with pytest.raises(OperationalError, match="readonly"):
            await db.reader.execute_query("DELETE FROM a")


async def create_and_fail(name: str) -> None:
    async with in_transaction():
        await Organization.create(name=name)
        raise ZeroDivisionError


async def test_a_failure_takes_back_the_whole_transaction(database: str) -> None:
    with pytest.raises(ZeroDivisionError):
        await create_and_fail("A")
    assert not await Organization.exists()


async def test_an_inner_failure_leaves_the_outer_transaction(database: str) -> None:
    async with in_transaction():
        await Organization.create(name="A")
        with pytest.raises(ZeroDivisionError):
            await create_and_fail("B")
    assert [one.name for one in await Organization.all()] == ["A"]


async def test_a_transaction_that_cannot_begin_gives_its_lock_back(tmp_path: Path) -> None:
    path = tmp_path / "busy.sqlite3"
    async with open_connections(tortoise_config(f"sqlite://{path}", busy_timeout="50")) as db:
        await db.execute_script("CREATE TABLE a (b int)")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            async with in_transaction():
                pass
        other.execute("ROLLBACK")
        other.close()
        async with asyncio.timeout(5), in_transaction() as connection:
            await connection.execute_query("INSERT INTO a VALUES (1)")


async def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "deleted.sqlite3"
    async with open_connections(tortoise_config(f"sqlite://{path}")) as connection:
        await connection.execute_script(
            "CREATE TABLE a (b text); INSERT INTO a VALUES ('marker-7')"
        )
        await connection.execute_query("DELETE FROM a")
        await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"marker-7" not in path.read_bytes()


def test_a_script_is_cut_at_its_statements() -> None:
    trigger = "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT 1; SELECT ';'; END;"
    assert list(split_script(f"SELECT 1;\n;{trigger} SELECT 2")) == [
        "SELECT 1;",
        trigger,
        "SELECT 2;",
    ]
