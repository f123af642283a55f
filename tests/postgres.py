"""A throw-away PostgreSQL for the tests, on a socket in a folder of its own, never on a network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # asyncpg ships no types

# Tests may lose everything: what makes PostgreSQL safe on a real disk only makes it slow here.
SERVER_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c max_connections=50 -c shared_buffers=32MB"
)


def find_postgres() -> Path | None:
    """The newest PostgreSQL's folder of programs, or None."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    found = shutil.which("initdb")
    return versions[-1].parent if versions else Path(found).parent if found else None


@contextmanager
def running_postgres(programs: Path) -> Iterator[str]:
    """Start a server and yield its address without a database: f"postgres://…/{name}?host=…"."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-postgres-"))
    as_user = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"{SERVER_OPTIONS} -c unix_socket_directories={folder}"
        run("pg_ctl", "start", "-w", "-s", "-o", options, "-l", str(folder / "log"))
        try:
            yield f"postgres://postgres@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "stop", "-s", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def administer(server: str, *statements: str) -> None:
    """Run statements that belong to no database of ours, such as CREATE DATABASE."""
    connection = await asyncpg.connect(server.format(name="postgres"))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
