"""The search stands in a file that workers share: it is built once, followed, and renewed."""

import asyncio
import errno
import multiprocessing
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from directory.app import create_app
from directory.catalog import follower
from directory.catalog.generations import files_in, open_or_build, turn_to_build
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.exchange.answers import service_answer
from directory.settings import Settings, read_settings
from tests.catalog.seed_folder import LINE, OFFICE, SHELTER, write_seed
from tests.catalog.test_following import elsewhere, names_in, seconds_until
from tests.privacy.logs import captured_log

NAMES = {"Example line", "Example office", "Example shelter"}


@pytest.fixture
async def settings(database_url: str, data_dir: Path, tmp_path: Path) -> Settings:
    """A database with three services, and a folder of its own for files."""
    await elsewhere(database_url, lambda: seed_catalog(write_seed(tmp_path / "seed")))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gazetteer.sqlite").symlink_to(data_dir / "gazetteer.sqlite")
    environment = {
        "HANDRAIL_DATABASE_URL": database_url,
        "HANDRAIL_DATA_DIR": str(tmp_path / "data"),
    }
    return read_settings(environment, dev=True)


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[AsyncClient]:
    app = create_app(settings)
    transport = ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://handrail.test") as client,
    ):
        yield client


async def rename_the_line(settings: Settings, folder: Path, name: str) -> None:
    changed = write_seed(folder / name, LINE | {"service": name}, OFFICE, SHELTER)
    await elsewhere(settings.database_url, lambda: seed_catalog(changed))


async def test_the_next_start_reads_the_file_and_what_has_changed_since(
    settings: Settings, tmp_path: Path
) -> None:
    async with worker(settings) as client:
        assert await names_in(client) == NAMES
    [(newest, path)] = files_in(settings.search_folder)
    written = path.stat().st_ino

    await rename_the_line(settings, tmp_path, "Another line")
    async with worker(settings) as client:
        assert await names_in(client) == NAMES - {"Example line"} | {"Another line"}

    assert files_in(settings.search_folder) == [(newest, path)]
    assert path.stat().st_ino == written


async def test_a_file_of_another_database_answers_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    async with worker(settings):
        pass
    [(newest, path)] = files_in(settings.search_folder)
    path.rename(path.with_name(f"{newest.sequence}-{'0' * 16}.snapshot"))
    await rename_the_line(settings, tmp_path, "Another line")

    async with worker(settings) as client:
        assert "Another line" in await names_in(client)
        assert newest.sequence < files_in(settings.search_folder)[0][0].sequence


async def test_a_damaged_file_is_built_anew(settings: Settings) -> None:
    async with worker(settings):
        pass
    [(_, path)] = files_in(settings.search_folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    with captured_log() as log:
        async with worker(settings) as client:
            assert await names_in(client) == NAMES
    assert path.read_bytes() == whole
    assert log.getvalue().count("is built anew") == 1


async def test_on_a_full_disk_the_search_is_kept_in_memory(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with captured_log() as log:
        async with worker(settings) as client:
            assert await names_in(client) == NAMES
    assert log.getvalue().count("the search is kept in memory alone") == 1
    assert "No space" not in log.getvalue()
    assert [path.name for path in settings.search_folder.iterdir()] == [".lock"]


async def test_after_many_changes_the_next_file_takes_over(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "MOST_CHANGED", 0)
    changed = NAMES - {"Example line"} | {"Another line"}
    async with worker(settings) as client:
        [(before, old)] = files_in(settings.search_folder)
        await rename_the_line(settings, tmp_path, "Another line")

        async def is_written() -> bool:
            found = files_in(settings.search_folder)
            return bool(found) and found[0][0] > before and not old.exists()

        async def is_found() -> bool:
            return await names_in(client) == changed

        await seconds_until(is_found)
        await seconds_until(is_written, at_most=30)
        await asyncio.sleep(2 * follower.PAUSE_SECONDS)
        assert await names_in(client) == changed
        await rename_the_line(settings, tmp_path, "Third line")
        await seconds_until(lambda: has_name(client, "Third line"))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_a_place_that_becomes_private_is_soon_in_no_file(
    settings: Settings, tmp_path: Path
) -> None:
    """Whoever takes the disk must not read where it was (rules L-01 and L-03)."""
    street, latitude = b"Carrer Fictici", struct.pack("<i", 394_700_000)
    hidden = OFFICE | {"visibility": "area_only"} | dict.fromkeys(
        ("city", "address", "postal_code", "lat", "lon", "accessible"), ""
    )  # fmt: skip
    async with worker(settings) as client:
        before = everything_in(settings.search_folder)
        assert street in before
        assert latitude in before
        changed = write_seed(tmp_path / "hidden", LINE, hidden, SHELTER)
        await elsewhere(settings.database_url, lambda: seed_catalog(changed))

        async def is_nowhere() -> bool:
            now = everything_in(settings.search_folder)
            return street not in now and latitude not in now

        await seconds_until(is_nowhere, at_most=30)
        assert await names_in(client) == NAMES


async def has_name(client: AsyncClient, name: str) -> bool:
    return name in await names_in(client)


async def test_more_changes_than_can_be_followed_come_with_the_next_file(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.catalog.revisions.MOST", 0)
    async with worker(settings) as client:
        await rename_the_line(settings, tmp_path, "Another line")

        assert await names_in(client) == NAMES
        await seconds_until(lambda: has_name(client, "Another line"), at_most=30)


async def test_two_do_not_build_at_once(tmp_path: Path) -> None:
    with turn_to_build(tmp_path, wait=False) as first, turn_to_build(tmp_path, wait=False) as other:
        assert (first, other) == (True, False)
    with turn_to_build(tmp_path, wait=False) as again:
        assert again


def start(url: str, folder: Path) -> int:
    """What a worker begins with: the number of the file that it has opened."""

    async def open_it() -> None:
        async with open_database(url):
            await open_or_build(folder, service_answer)

    asyncio.run(open_it())
    [(_, path)] = files_in(folder)
    return path.stat().st_ino


def test_workers_that_start_together_build_one_file(settings: Settings) -> None:
    asked = [(settings.database_url, settings.search_folder)] * 3
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert len(set(pool.starmap(start, asked))) == 1
