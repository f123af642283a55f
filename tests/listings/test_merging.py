"""Two listings of one service become one; nothing is lost, and the old address leads on."""

import asyncio
from collections.abc import AsyncIterator
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import UUID, uuid4

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from tortoise.transactions import in_transaction

from directory.app import create_app
from directory.catalog.facts import Fact
from directory.catalog.models import Change, Phone, Service, ServiceAtLocation
from directory.catalog.seed import seed_catalog
from directory.database import open_database
from directory.errors import NotFound
from directory.listings.actions.merging import MOVABLE, merge_services
from directory.listings.careful import Careless
from directory.listings.models import Version
from directory.listings.queries import Held, get_held
from directory.settings import read_settings

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


async def two_services() -> tuple[Held, Held]:
    """Public ones in a place, with other numbers, languages and areas."""
    found = ServiceAtLocation.filter(
        location__visibility="public", service__status="active", service__country="US"
    )
    rows = await found.order_by("service_id").values_list("service_id")
    ids = list(dict.fromkeys(row[0] for row in rows))
    await Phone.create(id=uuid4(), service_id=ids[1], number="+12025550123", type="voice")
    return await get_held(ids[0]), await get_held(ids[1])


async def merge(kept: UUID, gone: UUID, *moved: Fact) -> Held:
    async with in_transaction():
        return await merge_services(kept, gone, moved, by="ana", at=AT)


async def test_what_only_the_other_had_moves_where_the_editor_chose(seeded_database: str) -> None:
    kept, gone = await two_services()

    after = await merge(kept.service.id, gone.service.id, Fact.PHONES, Fact.NEEDS)

    before = kept.facts["phones"]
    assert after.facts["phones"][: len(before)] == before
    numbers = {(each["kind"], each["number"]) for each in after.facts["phones"]}
    assert numbers == {
        (each["kind"], each["number"]) for held in (kept, gone) for each in held.facts["phones"]
    }
    assert len(after.facts["phones"]) == len(numbers)
    assert set(after.facts["needs"]) == {*kept.facts["needs"], *gone.facts["needs"]}
    assert {**after.facts, "phones": 0, "needs": 0} == {**kept.facts, "phones": 0, "needs": 0}


async def test_a_listing_keeps_its_own_of_what_can_be_said_but_once(seeded_database: str) -> None:
    kept, gone = await two_services()
    await Service.filter(id=kept.service.id).update(url="https://kept.example", email=None)
    await Service.filter(id=gone.service.id).update(url="https://gone.example", email="a@b.example")

    after = await merge(kept.service.id, gone.service.id, *MOVABLE)

    assert after.facts["website"] == "https://kept.example"
    assert after.facts["email"] == "a@b.example"
    assert after.facts["name"] == kept.facts["name"]


async def test_the_history_and_the_versions_tell_of_it(seeded_database: str) -> None:
    kept, gone = await two_services()

    await merge(kept.service.id, gone.service.id, Fact.PHONES)

    rows = Change.filter(resource_id=gone.service.id, updated_by="ana").order_by("sequence")
    told = await rows.values_list("field_name", "previous_value", "replacement_value")
    assert told == [("status", "active", "inactive"), ("merged_into", "", str(kept.service.id))]
    versions = Version.filter(service_id=kept.service.id).order_by("number")
    assert [version.cause for version in await versions] == ["found", "merged"]


async def test_the_listing_that_goes_stays_as_it_was(seeded_database: str) -> None:
    kept, gone = await two_services()

    await merge(kept.service.id, gone.service.id, *MOVABLE)

    with pytest.raises(NotFound):
        await get_held(gone.service.id)
    await Service.filter(id=gone.service.id).update(status="active")
    assert (await get_held(gone.service.id)).facts == gone.facts


async def test_the_data_that_it_came_from_does_not_bring_it_back(seeded_database: str) -> None:
    kept, gone = await two_services()
    after = await merge(kept.service.id, gone.service.id, Fact.PHONES)

    await seed_catalog()

    assert (await Service.get(id=gone.service.id)).status == "inactive"
    assert (await get_held(kept.service.id)).facts == after.facts


async def test_nothing_is_merged_with_itself_or_with_what_is_gone(seeded_database: str) -> None:
    kept, gone = await two_services()
    await merge(kept.service.id, gone.service.id)

    for one, other in (
        (kept.service.id, kept.service.id),
        (kept.service.id, gone.service.id),
        (gone.service.id, kept.service.id),
        (kept.service.id, uuid4()),
    ):
        with pytest.raises(NotFound):
            await merge(one, other)


async def test_a_place_kept_private_takes_no_number_that_tells_its_town(
    seeded_database: str,
) -> None:
    hidden = await ServiceAtLocation.filter(
        location__visibility="area_only", service__status="active"
    ).first()
    assert hidden is not None
    service = await hidden.service
    _, gone = await two_services()

    with pytest.raises(Careless):
        await merge(service.id, gone.service.id, Fact.PHONES)
    assert (await get_held(gone.service.id)).facts == gone.facts


@pytest.fixture
async def app(seeded_database_url: str, data_dir: Path, tmp_path: Path) -> AsyncIterator[Starlette]:
    environment = {"HANDRAIL_DATABASE_URL": seeded_database_url}
    environment["HANDRAIL_DATA_DIR"] = str(tmp_path)
    (tmp_path / "gazetteer.sqlite").symlink_to(data_dir / "gazetteer.sqlite")
    made = create_app(read_settings(environment, dev=True))
    async with made.router.lifespan_context(made):
        yield made


async def test_old_addresses_lead_to_the_listing_that_stays_within_a_second(
    seeded_database_url: str, app: Starlette
) -> None:
    async def merge_two() -> tuple[str, str, str, str]:
        """Elsewhere, as another process would: a, then b, go into c."""
        async with open_database(seeded_database_url):
            first, second = await two_services()
            third = await get_held((await Service.filter(status="active", country="ES").first()).id)  # type: ignore[union-attr]  # there is one
            await merge(second.service.id, first.service.id)
            await merge(third.service.id, second.service.id)
            place = await ServiceAtLocation.filter(service_id=first.service.id).first()
            assert place is not None
            ids = (first.service.id, place.id, second.service.id, third.service.id)
            return str(ids[0]), str(ids[1]), str(ids[2]), str(ids[3])

    first, place, second, last = await asyncio.create_task(merge_two(), context=Context())
    began = monotonic()
    async with AsyncClient(transport=ASGITransport(app), base_url="http://handrail.test") as client:
        for old in (first, place, second):
            # The two merges may be followed one after the other; a busy machine takes longer.
            answer = await client.get(f"/es/services/{old}")
            while answer.headers.get("location") != f"/es/services/{last}":
                assert monotonic() - began < 20
                await asyncio.sleep(0.05)
                answer = await client.get(f"/es/services/{old}")
            assert answer.status_code == 308
            assert answer.headers["cache-control"] == "no-store"
        assert (await client.get(answer.headers["location"])).status_code == 200
        assert (await client.get(f"/es/services/{uuid4()}")).status_code == 404
