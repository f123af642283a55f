"""Two agencies, a family between them, and a clock that a test sets; only guesses are cheap."""

from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from directory.accounts.office import Office
from directory.privacy.stretching import Cost
from directory.settings import Settings, read_settings
from tests.accounts.clock import SetClock
from tests.referrals.cast import Cast, make_cast

hypothesis.settings.register_profile("referrals", deadline=None)
hypothesis.settings.load_profile("referrals")

# The least that Argon2 can do: these tests are about what happens, not about what it costs.
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    environ = {"HANDRAIL_DATABASE_URL": database, "HANDRAIL_DATA_DIR": str(tmp_path)}
    return read_settings(environ, dev=True)


@pytest.fixture
def office(settings: Settings, clock: SetClock) -> Office:
    return cheap_office(settings, clock)


def cheap_office(settings: Settings, clock: SetClock) -> Office:
    office = Office.of(settings, clock, CHEAP)
    return replace(office, code_cost=CHEAP, pause=_no_pause)


async def _no_pause(_: float) -> None:
    """A test does not wait."""


@pytest.fixture
async def cast(office: Office, clock: SetClock) -> Cast:
    return await make_cast(office, clock)
