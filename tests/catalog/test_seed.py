"""Loading data/: once, again, changed, taken away, and broken off."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from tortoise.exceptions import IntegrityError

from directory.catalog.models import Change, Organization, Phone, Service, TaxonomyTerm
from directory.catalog.queries import load_listings
from directory.catalog.seed import SeedReport, seed_catalog
from directory.database import open_database
from tests.catalog.seed_folder import LINE, OFFICE, SHELTER, write_seed


async def test_everything_in_data_is_there(seeded_database: str) -> None:
    assert await Service.all().count() == len(await load_listings())
    assert await TaxonomyTerm.filter(code="101").exists()
    assert await seed_catalog() == SeedReport(0, await owners(), 0)


async def test_a_second_time_changes_nothing(database: str, tmp_path: Path) -> None:
    folder = write_seed(tmp_path)
    first = await seed_catalog(folder)
    told = await Change.all().count()
    listings = await load_listings()

    assert first == SeedReport(await owners(), 0, 0)
    assert await seed_catalog(folder) == SeedReport(0, first.loaded, 0)
    assert await Change.all().count() == told
    assert await load_listings() == listings


async def test_an_edited_row_changes_that_service_alone(database: str, tmp_path: Path) -> None:
    await seed_catalog(write_seed(tmp_path))
    before = {listing.id: listing for listing in await load_listings()}
    edited = LINE | {"phones": "+34900202011", "phones_display": "900 20 20 11", "cost": "paid"}

    report = await seed_catalog(write_seed(tmp_path, edited, OFFICE, SHELTER))

    after = {listing.id: listing for listing in await load_listings()}
    assert report.changed == 1
    assert [after[i].name.value for i in after if after[i] != before[i]] == ["Example line"]
    assert not await Phone.filter(number="+34900202010", service__slug=LINE["id"]).exists()


async def test_the_history_says_what_was_and_what_is(database: str, tmp_path: Path) -> None:
    await seed_catalog(write_seed(tmp_path))
    await seed_catalog(write_seed(tmp_path, LINE | {"cost": "paid"}, OFFICE, SHELTER))

    change = await Change.all().order_by("-sequence").first()
    assert change is not None
    service = await Service.get(slug=LINE["id"])
    assert (change.resource_type, change.resource_id) == ("service", service.id)
    assert (change.last_action_type, change.field_name) == ("update", "cost")
    assert (change.previous_value, change.replacement_value) == ("free", "paid")
    assert change.updated_by == "data"


async def test_a_row_that_is_gone_is_no_longer_shown(database: str, tmp_path: Path) -> None:
    await seed_catalog(write_seed(tmp_path))
    report = await seed_catalog(write_seed(tmp_path, LINE, OFFICE))

    assert report.changed == 1
    assert {listing.name.value for listing in await load_listings()} == {
        "Example line",
        "Example office",
    }
    assert (await Service.get(slug=SHELTER["id"])).status == "inactive"

    await seed_catalog(write_seed(tmp_path))
    assert len(await load_listings()) == 3


async def test_two_rows_of_one_organization_share_it(database: str, tmp_path: Path) -> None:
    await seed_catalog(write_seed(tmp_path))
    assert [organization.name for organization in await Organization.all()] == [
        LINE["organization"]
    ]


async def test_progress_counts_up_to_everything(database: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    await seed_catalog(write_seed(tmp_path), lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] > 0


async def test_a_row_that_the_database_refuses_leaves_nothing(
    database: str, tmp_path: Path
) -> None:
    await Organization.create(name="Already here")
    taken = await Organization.create(name="Somebody else's")
    await Service.create(organization=taken, name="Taken", slug=SHELTER["id"], status="inactive")
    with pytest.raises(IntegrityError):
        await seed_catalog(write_seed(tmp_path))
    assert await Organization.all().count() == 2
    assert await Service.all().count() == 1
    assert await TaxonomyTerm.all().count() == 0


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from directory.catalog.seed import seed_catalog
from directory.database import open_database

def kill(done, total):
    if done > total / 2:
        os.kill(os.getpid(), signal.SIGKILL)

async def main(url, folder):
    async with open_database(url):
        await seed_catalog(Path(folder), kill)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_seeding_that_is_killed_leaves_nothing_half_done(
    database_url: str, tmp_path: Path
) -> None:
    folder = write_seed(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = (sys.executable, "-c", KILLED, database_url, str(folder))
    killed = await asyncio.create_subprocess_exec(*command, env=environment)
    assert await killed.wait() == -signal.SIGKILL
    async with open_database(database_url):
        assert await TaxonomyTerm.all().count() == 0
        assert await Organization.all().count() == 0
        report = await seed_catalog(folder)
        assert report.loaded == await owners()


async def owners() -> int:
    """What stands on its own: the taxonomy, its terms, organizations and services."""
    terms, services = await TaxonomyTerm.all().count(), await Service.all().count()
    return 1 + terms + services + await Organization.all().count()
