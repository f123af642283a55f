"""An office for tests, and databases in which all of the cast have come, once for all of them."""

import asyncio
import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from directory.accounts.office import Office
from directory.database import open_database
from directory.privacy.stretching import Cost
from directory.settings import Settings, read_settings
from tests.accounts.browser import ORIGIN
from tests.accounts.cast import Cast, Player, make_cast
from tests.accounts.clock import SetClock
from tests.postgres import administer

LANGUAGES = ("en", "es", "fr", "ar")
# The least that Argon2 can do: these tests are about what happens, not about what it costs.
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
# By kind of database: who is in the one that is copied.
_casts: dict[str, Cast] = {}


KEY = "the house of these tests has this key"


def settings_in(url: str, folder: Path) -> Settings:
    """The same house for every database of these tests."""
    environ = {
        "HANDRAIL_SECRET_KEY": KEY,
        "HANDRAIL_DATABASE_URL": url,
        "HANDRAIL_DATA_DIR": str(folder),
        "HANDRAIL_SITE_URL": ORIGIN,
    }
    return replace(read_settings(environ, dev=True), languages=LANGUAGES)


def cheap_office(settings: Settings, clock: SetClock) -> Office:
    office = Office.of(settings, clock, CHEAP)
    return replace(office, code_cost=CHEAP, pause=_no_pause)


async def _no_pause(_: float) -> None:
    """A test does not wait; how long somebody would is asked of the slow-down itself."""


@pytest.fixture(scope="session")
def staffed_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of the cast have come, once for all tests."""
    folder = tmp_path_factory.mktemp("staffed")
    path = Path(shutil.copy(empty_sqlite, folder / "handrail.sqlite3"))
    asyncio.run(_staff(f"sqlite://{path}", folder))
    return path


@pytest.fixture(scope="session")
def staffed_postgres(
    postgres: str, empty_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    asyncio.run(administer(postgres, f"CREATE DATABASE staffed TEMPLATE {empty_postgres}"))
    asyncio.run(_staff(postgres.format(name="staffed"), tmp_path_factory.mktemp("staffed")))
    return "staffed"


async def _staff(url: str, folder: Path) -> None:
    clock = SetClock()
    async with open_database(url):
        _casts[_kind_of(url)] = await make_cast(
            cheap_office(settings_in(url, folder), clock), clock
        )


def _kind_of(url: str) -> str:
    return url.partition(":")[0]


def cast_of(url: str) -> Cast:
    """Who is in a copy of the database of that kind, in rows that a test may change."""
    cast = _casts[_kind_of(url)]
    return Cast(
        copy(cast.team),
        copy(cast.strange_team),
        {role: _again(player) for role, player in cast.players.items()},
        _again(cast.stranger),
        _again(cast.strange_lead),
    )


def _again(player: Player) -> Player:
    return replace(player, member=copy(player.member))
