"""Two agencies and a family between them, in a database that each test has to itself.

The people come once a session, by their invitations; every test gets a copy of where they are. Only
guesses are cheap. `cast` runs on SQLite and on PostgreSQL.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from directory.accounts.office import Office
from directory.database import open_database
from directory.settings import Settings
from tests.accounts.clock import SetClock
from tests.accounts.staffed import cheap_office, settings_in
from tests.conftest import KINDS, copy_of
from tests.postgres import administer
from tests.referrals.cast import Cast, make_cast

hypothesis.settings.register_profile("referrals", deadline=None)
hypothesis.settings.load_profile("referrals")

# By kind of database: who is in the one that is copied.
_casts: dict[str, Cast] = {}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def peopled_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peopled")
    path = Path(shutil.copy(empty_sqlite, folder / "handrail.sqlite3"))
    _casts["sqlite"] = asyncio.run(_people(f"sqlite://{path}", folder))
    return path


@pytest.fixture(scope="session")
def peopled_postgres(
    postgres: str, empty_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    asyncio.run(administer(postgres, f"CREATE DATABASE peopled TEMPLATE {empty_postgres}"))
    url = postgres.format(name="peopled")
    _casts["postgres"] = asyncio.run(_people(url, tmp_path_factory.mktemp("peopled")))
    return "peopled"


async def _people(url: str, folder: Path) -> Cast:
    clock = SetClock()
    async with open_database(url):
        return await make_cast(cheap_office(settings_in(url, folder), clock), clock)


@pytest.fixture(params=KINDS)
def peopled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Cast]]:
    """A database with all of the cast in it, that nobody has opened; and the cast."""
    for url in copy_of(request, tmp_path, "peopled"):
        yield url, _casts[request.param]


@pytest.fixture
def settings(peopled: tuple[str, Cast], tmp_path: Path) -> Settings:
    return settings_in(peopled[0], tmp_path)


@pytest.fixture
async def cast(
    peopled: tuple[str, Cast], settings: Settings, clock: SetClock
) -> AsyncIterator[Cast]:
    url, people = peopled
    async with open_database(url):
        yield replace(people, office=cheap_office(settings, clock), clock=clock)


@pytest.fixture
def office(cast: Cast) -> Office:
    return cast.office
