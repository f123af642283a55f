"""What somebody writes is in every answer within a second; what fails is in none."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import Context
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from tortoise.transactions import in_transaction

from directory.app import create_app
from directory.catalog.actions import retire_services
from directory.catalog.models import Organization, Revision
from directory.catalog.revisions import (
    KEPT,
    MOST,
    Newest,
    Revised,
    newest_revision,
    read_revisions,
    take_turn,
    tell_followers,
)
from directory.catalog.seed import seed_catalog
from directory.database import is_sqlite, open_connections, open_database, tortoise_config
from directory.settings import read_settings
from tests.catalog.seed_folder import LINE, OFFICE, SHELTER, write_seed
from tests.postgres import administer
from tests.privacy.logs import captured_log

Read = Callable[[], Awaitable[Any]]
NOTHING = Newest(0, "")


async def elsewhere(url: str, act: Read) -> Any:
    """Do something as another program would: with connections of its own."""

    async def run() -> Any:
        async with open_database(url):
            return await act()

    return await asyncio.create_task(run(), context=Context())


async def seconds_until(holds: Read, at_most: float = 5.0) -> float:
    """How long it takes until something holds: a fifth of this at most, on a machine at rest."""
    began = monotonic()
    while not await holds():
        assert monotonic() - began < at_most
        await asyncio.sleep(0.02)
    return monotonic() - began


@pytest.fixture
async def app(database_url: str, data_dir: Path, tmp_path: Path) -> AsyncIterator[Starlette]:
    await elsewhere(database_url, lambda: seed_catalog(write_seed(tmp_path)))
    environment = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_DATA_DIR": str(data_dir)}
    made = create_app(read_settings(environment, dev=True))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://handrail.test") as visitor:
        yield visitor


async def names_in(client: AsyncClient) -> set[str]:
    found = await client.post("/api/services", data={"country": "ES", "region": "ES-VC"})
    return {service["name"] for service in found.json()["contents"]}


async def test_an_edit_is_found_within_a_second(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    assert await names_in(client) == {"Example line", "Example office", "Example shelter"}
    changed = write_seed(tmp_path, LINE | {"service": "Another line"}, OFFICE, SHELTER)
    await elsewhere(database_url, lambda: seed_catalog(changed))

    async def is_found() -> bool:
        return "Another line" in await names_in(client)

    await seconds_until(is_found)
    assert await names_in(client) == {"Another line", "Example office", "Example shelter"}
    page = await client.post("/en/find", data={"country": "ES"})
    assert "Another line" in page.text
    assert "Example line" not in page.text


async def test_what_is_new_or_gone_is_seen_too(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    new = LINE | {"id": "es-new", "service": "New line"}
    await elsewhere(database_url, lambda: seed_catalog(write_seed(tmp_path, LINE, new, SHELTER)))

    async def is_so() -> bool:
        return await names_in(client) == {"Example line", "New line", "Example shelter"}

    await seconds_until(is_so)


async def test_a_part_that_is_gone_is_seen_too(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    assert "Wheelchairs" in (await client.get("/api/service_at_locations?full=1")).text
    unknown = OFFICE | {"accessible": ""}
    changed = write_seed(tmp_path, LINE, unknown, SHELTER)
    await elsewhere(database_url, lambda: seed_catalog(changed))

    async def is_gone() -> bool:
        told = await client.get("/api/service_at_locations?full=1")
        return "Wheelchairs" not in told.text

    await seconds_until(is_gone)


async def test_a_place_that_becomes_confidential_is_gone_from_every_answer(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    hidden = OFFICE | {"visibility": "area_only"} | dict.fromkeys(
        ("city", "address", "postal_code", "lat", "lon", "accessible"), ""
    )  # fmt: skip
    assert "Carrer Fictici" in (await client.get("/api/service_at_locations?full=1")).text
    await elsewhere(database_url, lambda: seed_catalog(write_seed(tmp_path, LINE, hidden, SHELTER)))

    async def is_hidden() -> bool:
        told = await client.get("/api/service_at_locations?full=1")
        points = await client.get("/api/services.geojson")
        return not any(sign in told.text + points.text for sign in ("Carrer", "39.47", "46001"))

    await seconds_until(is_hidden)


async def test_a_transaction_that_fails_shows_nothing(
    app: Starlette, client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    shelf = app.state.stock.shelf

    async def fail() -> None:
        async with in_transaction():
            await seed_catalog(write_seed(tmp_path, LINE | {"service": "Never"}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await elsewhere(database_url, fail)
    await asyncio.sleep(0.7)
    assert app.state.stock.shelf is shelf
    assert "Never" not in await names_in(client)


@asynccontextmanager
async def away(url: str) -> AsyncIterator[None]:
    """The database does not answer any more: no connection, or not the tables that there were."""
    if is_sqlite(url):
        async with open_connections(tortoise_config(url)) as connection:
            await connection.execute_script("ALTER TABLE revisions RENAME TO elsewhere")
            yield
            await connection.execute_script("ALTER TABLE elsewhere RENAME TO revisions")
        return
    name = urlsplit(url).path.strip("/")
    server = url.replace(f"/{name}?", "/{name}?")
    await administer(
        server,
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608 - our own name
    )
    yield
    await administer(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


async def test_searches_outlive_the_database_and_the_worker_says_so(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    async def says(expected: str) -> bool:
        ready = await client.get("/readyz")
        assert ready.status_code == (200 if ready.text == "ready\n" else 503)
        return ready.text == expected

    assert await says("ready\n")
    with captured_log() as log:
        async with away(database_url):
            assert await seconds_until(lambda: says("behind\n"), at_most=20) > 1
            assert len(await names_in(client)) == 3
        await seconds_until(lambda: says("ready\n"), at_most=20)
    assert log.getvalue().count("answers from memory, without database") == 1
    assert log.getvalue().count("the database answers again") == 1

    await elsewhere(database_url, lambda: seed_catalog(write_seed(tmp_path, LINE)))

    async def is_found() -> bool:
        return await names_in(client) == {"Example line"}

    await seconds_until(is_found)


async def test_a_slower_writer_is_not_overtaken(database_url: str) -> None:
    """Numbers become visible in their order: one that is seen is never followed by a lower one."""
    first, second = (Revision(record_id=f"{n}1111111-1111-5111-8111-111111111111") for n in (1, 2))
    has_written, may_end = asyncio.Event(), asyncio.Event()

    async def write_slowly() -> None:
        async with in_transaction():
            await take_turn()
            await tell_followers([first.record_id])
            has_written.set()
            await may_end.wait()

    async def write_quickly() -> None:
        async with in_transaction():
            await take_turn()
            await tell_followers([second.record_id])

    slow = asyncio.create_task(elsewhere(database_url, write_slowly))
    await has_written.wait()
    quick = asyncio.create_task(elsewhere(database_url, write_quickly))
    await asyncio.sleep(0.3)
    assert not quick.done()
    async with open_database(database_url):
        assert await newest_revision() == NOTHING
        may_end.set()
        await asyncio.gather(slow, quick)
        assert len((await read_revisions(NOTHING)).records or ()) == 2


async def test_who_has_missed_too_much_reads_everything(database: str) -> None:
    ids = [f"{number:032x}" for number in range(MOST + 1)]
    await Revision.bulk_create([Revision(record_id=each) for each in ids])
    newest = await newest_revision()
    assert await read_revisions(NOTHING) == Revised(newest, None)
    then = await Revision.get(sequence=newest.sequence - MOST)
    seen = Newest(then.sequence, then.mark)
    assert len((await read_revisions(seen)).records or ()) == MOST
    assert await read_revisions(newest) == Revised(newest, frozenset())


async def test_a_database_from_a_backup_is_read_anew(database: str) -> None:
    await Revision.create(record_id=f"{1:032x}")
    newest = await newest_revision()
    for other in (newest._replace(mark="other"), Newest(newest.sequence + 1, "gone")):
        assert await read_revisions(other) == Revised(newest, None)


async def test_what_is_long_seen_is_forgotten(database: str) -> None:
    rows = [Revision(record_id=f"{number:032x}") for number in range(KEPT)]
    await Revision.bulk_create(rows, batch_size=500)
    organization = await Organization.create(name="A")
    await tell_followers([organization.id])
    assert await Revision.all().count() == KEPT


async def test_nothing_written_is_nothing_to_follow(seeded_database: str) -> None:
    before = await newest_revision()
    report = await seed_catalog()
    assert (report.loaded, report.changed) == (0, 0)
    assert await newest_revision() == before
    assert await retire_services([], "a test") > 100
    assert (await newest_revision()).sequence > before.sequence + 100
