"""A PostgreSQL for one run, on a socket in a folder of its own, as safe with its data as ever."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Durability as it comes. Memory for a machine of 8 GB; compiling (jit) only slows short queries.
_OPTIONS = (
    "-c listen_addresses='' -c shared_buffers=2GB -c effective_cache_size=6GB -c work_mem=32MB"
    " -c maintenance_work_mem=512MB -c max_wal_size=4GB -c random_page_cost=1.1 -c jit=off"
)


def find_postgis() -> Path | None:
    """The folder of programs of the newest PostgreSQL that has PostGIS, or None."""
    versions = sorted(
        (int(path.parts[-3]) for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        reverse=True,
    )
    for version in versions:
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").is_file():
            return Path(f"/usr/lib/postgresql/{version}/bin")
    return None


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a server and yield the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-bench-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)  # noqa: S603  # our own words only

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"{_OPTIONS} -c unix_socket_directories={folder}"
        run("pg_ctl", "start", "-w", "-s", "-o", options, "-l", str(folder / "log"))
        try:
            yield str(folder)
        finally:
            run("pg_ctl", "stop", "-s", "-m", "fast")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
