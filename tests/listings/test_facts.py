"""The facts of a listing are read, changed and read again, and nothing else becomes of it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tortoise.transactions import in_transaction

from directory.catalog.models import (
    Attribute,
    Change,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Translation,
)
from directory.catalog.queries import load_touched
from directory.catalog.seed import seed_catalog
from directory.listings.actions.writing import write_facts
from directory.listings.careful import Careless
from directory.listings.models import Version
from directory.listings.queries import Held, get_held

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
OTHERWISE: dict[str, Any] = {
    "phones": [
        {"kind": "voice", "number": "+34960000000", "shown": "960 00 00 00"},
        {"kind": "text", "number": "116111", "shown": "116 111", "extension": 7},
    ],
    "website": "https://example.org/help",
    "chat_url": "https://example.org/chat",
    "email": "desk@example.org",
    "hours": [
        {
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "09:00",
            "closes_at": "13:30",
            "time_zone": "Europe/Madrid",
        }
    ],
    "hours_text": "Mondays and Tuesdays in the morning",
    "name": "Another name",
    "description": "It listens.",
    "needs": ["101", "200"],
    "audience": "Children and those who stand by them",
    "minimum_age": 4,
    "maximum_age": 17,
    "serves": ["ES", "ES-VC"],
    "cost": "free",
    "cost_text": "Nobody pays.",
    "languages": [{"code": "es", "how": "staff", "since": "2026-11-01"}, {"code": "uk"}],
    "referral_required": False,
    "duties": {"anonymous": True, "must_report": False},
    "process": "Somebody calls back on the same day.",
}


async def write(service_id: UUID, changes: dict[str, Any]) -> Held:
    async with in_transaction():
        return await write_facts(service_id, changes, by="somebody", cause="edit", at=AT)


async def some_services(every: int) -> list[UUID]:
    found = await Service.filter(status="active").order_by("slug").values_list("id")
    return [row[0] for row in found][::every]


async def test_every_fact_that_is_written_is_read_again(seeded_database: str) -> None:
    for service_id in await some_services(97):
        before = await get_held(service_id)

        after = await write(service_id, OTHERWISE)

        assert dict(after.facts) == {**before.facts, **OTHERWISE}


async def test_what_is_written_back_makes_the_listing_what_it_was(seeded_database: str) -> None:
    for service_id in await some_services(61):
        before, listed = await get_held(service_id), await load_touched([service_id])
        await write(service_id, OTHERWISE)

        after = await write(service_id, dict(before.facts))

        assert after.facts == before.facts
        assert without_day(await load_touched([service_id])) == without_day(listed)


def without_day(found: Any) -> list[str]:
    """Listings as text, but for the moment of their last change and translations of what went."""
    return [repr((each.lines, each.hours, each.needs, each.serves)) for each in found[1]]


async def test_a_change_of_one_fact_leaves_the_records_of_all_others(seeded_database: str) -> None:
    for service_id in await some_services(61):
        kinds = (Phone, Schedule, ServiceAtLocation)
        kept = [set(await kind.filter(service_id=service_id).values_list("id")) for kind in kinds]
        texts = set(await Translation.filter(link_id=service_id).values_list("id"))
        needs = set(await Attribute.filter(link_id=service_id).values_list("id"))

        await write(service_id, {"cost_text": "Ask them."})

        now = [set(await kind.filter(service_id=service_id).values_list("id")) for kind in kinds]
        assert now == kept
        assert set(await Translation.filter(link_id=service_id).values_list("id")) == texts
        assert set(await Attribute.filter(link_id=service_id).values_list("id")) == needs


async def test_a_number_that_stays_keeps_its_record(seeded_database: str) -> None:
    phone = await Phone.filter(type="voice", service_id__isnull=False).order_by("id").first()
    assert phone is not None
    held = await get_held(phone.service_id)  # type: ignore[attr-defined]  # Tortoise adds it
    new = {"kind": "voice", "number": "112", "shown": "112"}

    await write(held.service.id, {"phones": [new, *held.facts["phones"]]})

    assert (await Phone.get(id=phone.id)).position == phone.position + 1


async def test_each_change_is_a_version_and_the_first_remembers_what_was(
    seeded_database: str,
) -> None:
    service_id = (await some_services(97))[0]
    before = await get_held(service_id)
    await write(service_id, {"cost_text": "One."})
    await write(service_id, {"cost_text": "One."})
    await write(service_id, {"cost_text": "Two."})

    versions = await Version.filter(service_id=service_id).order_by("number")

    assert [version.facts["cost_text"] for version in versions] == [
        before.facts["cost_text"],
        "One.",
        "Two.",
    ]
    assert [version.number for version in versions] == [1, 2, 3]
    told = Change.filter(resource_id=service_id, field_name="fees_description")
    assert [row.replacement_value for row in await told.order_by("sequence")] == ["One.", "Two."]


async def test_the_data_changes_no_listing_that_is_kept_here(seeded_database: str) -> None:
    service_id = (await some_services(97))[0]
    await write(service_id, {"name": "Kept here"})

    report = await seed_catalog()

    assert (await Service.get(id=service_id)).name == "Kept here"
    assert (report.kept, report.changed) == (1, 0)


@pytest.mark.parametrize(
    "text",
    ["See https://example.org/x", "holiday.jpg shows it", "Ask at Calle Mayor 5, 46001 Valencia"],
)
async def test_a_confidential_listing_says_nothing_that_leads_to_it(
    seeded_database: str, text: str
) -> None:
    place = await ServiceAtLocation.filter(location__visibility="area_only").first()
    assert place is not None
    service_id: UUID = place.service_id  # type: ignore[attr-defined]  # Tortoise adds it

    with pytest.raises(Careless) as refused:
        await write(service_id, {"description": text})

    assert [fact.code for fact in refused.value.facts] == ["description"]
    assert not await Version.filter(service_id=service_id).exists()
