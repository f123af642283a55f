"""Every byte that a thief of the machine, of its database or of its backups would have."""

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types


async def begin_log(url: str) -> str:
    """From here on the server writes another file of its log: its name. "" for SQLite.

    The server is that of all tests, and its log is long.
    """
    if url.startswith("sqlite://"):
        return ""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SELECT pg_switch_wal()")
        return str(await connection.fetchval("SELECT pg_walfile_name(pg_current_wal_lsn() + 1)"))
    finally:
        await connection.close()


async def every_file(url: str, folder: Path, log_since: str) -> dict[str, bytes]:
    """The database as it lies on the disk, its log, a backup of it, and the data folder."""
    kept = {f"data {path.name}": path.read_bytes() for path in files_in(folder)}
    if url.startswith("sqlite://"):
        path = Path(url.removeprefix("sqlite://"))
        return kept | {"backup": sqlite_backup(path)}
    return kept | {"pg_dump": pg_dump(url)} | await postgres_files(url, log_since)


def pg_dump(url: str) -> bytes:
    return subprocess.run(["pg_dump", url], check=True, capture_output=True).stdout


def files_in(folder: Path) -> Iterator[Path]:
    """Beside the database also its -wal and -shm, and the mails."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def sqlite_backup(path: Path) -> bytes:
    with sqlite3.connect(path) as source, sqlite3.connect(":memory:") as copy:
        source.backup(copy)
        return bytes(copy.serialize())


async def postgres_files(url: str, log_since: str) -> dict[str, bytes]:
    """The files of this database alone, once all of it is on the disk, and the server's log."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CHECKPOINT")
        # Later ones are old ones, waiting to be written over.
        log_end = await connection.fetchval("SELECT pg_walfile_name(pg_current_wal_lsn())")
        number = await connection.fetchval(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        )
    finally:
        await connection.close()
    (server,) = parse_qs(urlsplit(url).query)["host"]
    folder, data = Path(server), Path(server) / "data"
    found = {
        f"base {path.name}": path.read_bytes() for path in files_in(data / "base" / f"{number}")
    }
    wal = {
        f"wal {path.name}": path.read_bytes()
        for path in files_in(data / "pg_wal")
        if log_since <= path.name <= log_end
    }
    return found | wal | {"server log": (folder / "log").read_bytes()}
