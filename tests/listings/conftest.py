"""The cast in front of the whole application, with the real listings.

The Harbour keeps the listings of one Dutch organization (`own`); all others are strange to it.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from starlette.applications import Starlette

from directory.accounts.models import Agency
from directory.accounts.office import Office
from directory.accounts.roles import Role
from directory.app import create_app, show
from directory.catalog.follower import Follower, following
from directory.catalog.models import Service
from directory.catalog.rebuilding import Rebuilder
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.exchange.answers import service_answer
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast
from tests.accounts.conftest import (  # noqa: F401  # fixtures are looked up by their names
    browser,
    cast,
    clock,
    office,
    open_browser,
    settings,
    signed_in,
)
from tests.conftest import KINDS, copy_of
from tests.postgres import administer

OWN = "nl-offlimits-helpline"


async def fill(url: str) -> None:
    async with open_database(url):
        await seed_catalog()
        service = await own_service()
        await Agency.filter(name="Harbour").update(organization_id=service.organization_id)


async def own_service() -> Service:
    """The listing that the Harbour keeps: it has an address that everybody can read."""
    found = Service.filter(slug__startswith=OWN, email__not_isnull=True)
    return await found.order_by("slug").select_related("organization").first()  # type: ignore[return-value]  # there is one


@pytest.fixture(scope="session")
def towns(data_dir: Path) -> Gazetteer:
    return Gazetteer(data_dir / "gazetteer.sqlite")


@pytest.fixture(scope="session")
def listed_sqlite(staffed_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(staffed_sqlite, tmp_path_factory.mktemp("listed") / "handrail.sqlite3"))
    asyncio.run(fill(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def listed_postgres(postgres: str, staffed_postgres: str) -> str:
    asyncio.run(administer(postgres, f"CREATE DATABASE listed TEMPLATE {staffed_postgres}"))
    asyncio.run(fill(postgres.format(name="listed")))
    return "listed"


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from copy_of(request, tmp_path, "listed" if "cast" in request.fixturenames else "seeded")


@pytest.fixture
def app(settings: Settings, office: Office, stocked: Starlette) -> Starlette:  # noqa: F811  # as above
    app = create_app(settings)
    app.state.office = office
    app.state.stock, app.state.finder = stocked.state.stock, stocked.state.finder
    return app


@pytest.fixture
async def followed(app: Starlette, tmp_path: Path) -> AsyncIterator[None]:
    folder = tmp_path / "search"
    rebuilder = Rebuilder(app.state.settings.database_url, folder, service_answer)
    async with following(Follower(folder, service_answer, partial(show, app), rebuilder)):
        yield
    rebuilder.stop()


@pytest.fixture
async def own(cast: Cast) -> Service:  # noqa: F811  # as above
    return await own_service()


@pytest.fixture
async def strange(cast: Cast) -> UUID:  # noqa: F811  # as above
    """A listing of another organization."""
    own = await own_service()
    found = Service.filter(status="active", email__not_isnull=True)
    other = await found.exclude(organization_id=own.organization_id).order_by("slug").first()
    assert other is not None
    return other.id


@pytest.fixture
async def editor(open_browser: Callable[..., Browser], cast: Cast) -> Browser:  # noqa: F811  # as above
    return await signed_in(open_browser("192.0.2.11"), cast.players[Role.EDITOR])


@pytest.fixture
async def provider(open_browser: Callable[..., Browser], cast: Cast) -> Browser:  # noqa: F811  # as above
    return await signed_in(open_browser("192.0.2.12"), cast.players[Role.PROVIDER])
