"""What tests stand on: a fresh database of each kind, empty or seeded with the real listings.

`database` and `seeded_database` yield the address of a database that is already open for the test.
Every test that asks for one runs twice, on SQLite and on PostgreSQL. Both are copies of a template
that is made once a session, so that a test pays milliseconds for its own database.
"""

import asyncio
import fcntl
import gc
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from xdist.scheduler import loadscope  # type: ignore[import-untyped]  # it ships no types

from directory.app import create_app
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.migrate import migrate_database
from directory.places.gazetteer_build import build_gazetteer
from directory.settings import read_settings
from tests.copies import Copies
from tests.postgres import administer, find_postgres, running_postgres
from tests.prepared import prepare_models_once

# Fixtures of two folders, made once for both.
pytest_plugins = ["tests.accounts.staffed"]
KINDS = ("sqlite", "postgres")


class BrowserOnOneCore(loadscope.LoadScopeScheduling):  # type: ignore[misc]  # it has none
    """All tests with a browser on one core, with one site; the other cores do the rest."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        # Of what is done nobody asks again: else all of it is counted after each of 8,000 tests.
        assigned = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(assigned[scope].values()):
            del assigned[scope]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserOnOneCore:
    # pytest-xdist 3.8 has marks for this, and loses them with pytest 9.2.
    return BrowserOnOneCore(config, log)


def pytest_sessionstart() -> None:
    gc.enable()
    prepare_models_once()


def pytest_collection_finish() -> None:
    # Garbage is looked for in what tests make, not in the program and in all tests, over and over.
    gc.freeze()


async def _seed(url: str) -> None:
    async with open_database(url):
        await seed_catalog()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A copy of a file that takes seconds to make: the first worker does, the others wait."""
    own = factory.mktemp("made")
    folder = factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    made = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(own / name)
            (own / name).rename(made)
    return Path(shutil.copy(made, own / name))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL, with `{name}` where the database's name belongs."""
    programs = find_postgres()
    if programs is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}; with CI=true nothing may be left out")
        pytest.skip(reason)
    with running_postgres(programs) as server:
        yield server


@pytest.fixture(scope="session")
def copies(postgres: str) -> Copies:
    return Copies(postgres)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(path: Path) -> None:
        asyncio.run(migrate_database(f"sqlite://{path}"))

    return made_once(tmp_path_factory, "empty.sqlite3", make)


@pytest.fixture(scope="session")
def seeded_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(path: Path) -> None:
        asyncio.run(_seed(f"sqlite://{shutil.copy(empty_sqlite, path)}"))

    return made_once(tmp_path_factory, "seeded.sqlite3", make)


@pytest.fixture(scope="session")
def empty_postgres(postgres: str) -> str:
    asyncio.run(administer(postgres, "CREATE DATABASE empty"))
    asyncio.run(migrate_database(postgres.format(name="empty")))
    return "empty"


@pytest.fixture(scope="session")
def seeded_postgres(postgres: str, empty_postgres: str) -> str:
    asyncio.run(administer(postgres, f"CREATE DATABASE seeded TEMPLATE {empty_postgres}"))
    asyncio.run(_seed(postgres.format(name="seeded")))
    return "seeded"


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database that nobody has opened."""
    yield from copy_of(request, tmp_path, "empty")


@pytest.fixture(params=KINDS)
def seeded_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with everything in data/ that nobody has opened."""
    yield from copy_of(request, tmp_path, "seeded")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    async with open_database(database_url):
        yield database_url


@pytest.fixture
async def seeded_database(seeded_database_url: str) -> AsyncIterator[str]:
    async with open_database(seeded_database_url):
        yield seeded_database_url


def copy_of(
    request: pytest.FixtureRequest, folder: Path, template: str, kind: str = ""
) -> Iterator[str]:
    """A database that is its test's own. template: the fixtures that give what is copied; kind:
    one of `KINDS`, without it the parameter of the fixture."""
    if (kind or request.param) == "sqlite":
        source = request.getfixturevalue(f"{template}_sqlite")
        yield f"sqlite://{shutil.copy(source, folder / 'handrail.sqlite3')}"
        return
    request.getfixturevalue(f"{template}_postgres")
    copies = request.getfixturevalue("copies")
    needs_files = request.node.get_closest_marker("reads_files_of_database")
    with (copies.fresh if needs_files else copies.lent)(template) as name:
        yield copies.server.format(name=name)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the gazetteer of the whole world."""
    return made_once(tmp_path_factory, "gazetteer.sqlite", build_gazetteer).parent


@pytest.fixture(scope="session")
def stocked(seeded_sqlite: Path, data_dir: Path) -> Starlette:
    """An application that has read the listings."""
    environ = {
        "HANDRAIL_DATABASE_URL": f"sqlite://{seeded_sqlite}",
        "HANDRAIL_DATA_DIR": str(data_dir),
        "HANDRAIL_DEFAULT_COUNTRY": "ES",
    }
    app = create_app(read_settings(environ, dev=True))
    asyncio.run(_start(app))
    return app


@pytest.fixture(scope="session", params=KINDS)
def site(request: pytest.FixtureRequest, data_dir: Path) -> Starlette:
    """The whole application with the real listings, read once from each kind of database.

    It answers from what its start has read, so the database need not stay open.
    """
    kind = str(request.param)
    source = request.getfixturevalue(f"seeded_{kind}")
    url = f"sqlite://{source}"
    if kind == "postgres":
        url = str(request.getfixturevalue("postgres")).format(name=source)
    environment = {"HANDRAIL_DATABASE_URL": url, "HANDRAIL_DATA_DIR": str(data_dir)}
    app = create_app(read_settings(environment, dev=True))
    asyncio.run(_start(app))
    return app


async def _start(app: Starlette) -> None:
    async with app.router.lifespan_context(app):
        pass


@pytest.fixture
async def client(site: Starlette) -> AsyncIterator[AsyncClient]:
    """A visitor's browser in front of the whole application."""
    transport = ASGITransport(site)
    async with AsyncClient(transport=transport, base_url="http://handrail.test") as visitor:
        yield visitor
