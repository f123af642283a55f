"""HSDS records go into both databases and come out as they were."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tortoise.context import require_context
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from directory.catalog.models import (
    Change,
    CostOption,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceCapacity,
    Translation,
    Unit,
)
from directory.settings import ROOT

NAMES = ("نجدة الطفل", "Дитяча лінія", "援助热线", "l'O''Neill \"x\" \\ % _ \x01 🫶", "")


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_in_any_script_comes_back(database: str, name: str) -> None:
    made = await Organization.create(name=name)
    assert (await Organization.get(id=made.id)).name == name


async def test_values_keep_their_kind(database: str) -> None:
    organization = await Organization.create(name="A", year_incorporated=1999)
    noon = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)
    values: dict[str, Any] = {
        "minimum_age": 0.0,
        "maximum_age": 17.0,
        "assured_date": date(2026, 4, 22),
        "last_modified": noon,
        "referral_required": False,
    }
    service = await Service.create(organization=organization, name="B", **values)
    cost = await CostOption.create(service=service, amount=Decimal("12.50"), currency="EUR")
    unit = await Unit.create(name="bed")
    beds = await ServiceCapacity.create(service=service, unit=unit, available=2, updated=noon)

    found = (await Service.filter(id=service.id).values(*values))[0]
    assert found == values
    assert (await CostOption.get(id=cost.id)).amount == Decimal("12.50")
    assert (await ServiceCapacity.get(id=beds.id)).updated == noon


async def test_nothing_is_told_from_no(database: str) -> None:
    organization = await Organization.create(name="A")
    service = await Service.create(organization=organization, name="B")
    found = await Service.get(id=service.id)
    assert found.referral_required is None
    assert found.minimum_age is None
    assert found.status == "active"


async def test_latitude_zero_is_a_place(database: str) -> None:
    made = await Location.create(visibility="public", latitude=0.0, longitude=0.0)
    found = await Location.get(id=made.id)
    assert (found.latitude, found.longitude) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("field", "value"), [("status", "asleep"), ("cost", "dear"), ("organization_id", None)]
)
async def test_a_service_that_cannot_be_is_refused(
    database: str, field: str, value: str | None
) -> None:
    organization = await Organization.create(name="A")
    values: dict[str, Any] = {"organization_id": organization.id, "name": "B", field: value}
    with pytest.raises((IntegrityError, ValueError)):
        await Service.create(**values)


async def test_deleting_a_service_takes_what_hangs_on_it(database: str) -> None:
    organization = await Organization.create(name="A")
    service = await Service.create(organization=organization, name="B")
    await Schedule.create(service=service, description="always")
    await service.delete()
    assert not await Schedule.exists()
    assert await Organization.exists()


async def test_changes_count_up(database: str) -> None:
    for number in range(3):
        await Change.create(
            id=f"00000000-0000-4000-8000-00000000000{number}",
            resource_id="00000000-0000-4000-8000-000000000009",
            resource_type="service",
            last_action_date=date(2026, 11, 24),
            last_action_type="update",
            updated_by="data",
        )
    sequences = [change.sequence for change in await Change.all().order_by("sequence")]
    assert sequences == sorted(set(sequences))
    assert len(sequences) == 3


async def test_one_field_has_one_translation_a_language(database: str) -> None:
    values: dict[str, Any] = {
        "link_type": "service",
        "link_id": "00000000-0000-4000-8000-000000000009",
        "field": "name",
        "language": "ar",
        "value": "خط",
        "origin": "human",
        "source": "somebody",
        "source_hash": "0" * 64,
    }
    await Translation.create(**values)
    with pytest.raises(IntegrityError):
        await Translation.create(**values)


def schema_fields() -> dict[str, set[str]]:
    """HSDS's own fields of each object, without its nested objects."""
    path = ROOT / "tests" / "catalog" / "hsds_fields.json"
    return {name: set(found) for name, found in json.loads(path.read_text()).items()}


def test_no_field_of_hsds_is_missing(database: str) -> None:
    apps = require_context().apps
    assert apps is not None
    columns: dict[str, set[str]] = {}
    for model in apps["directory"].values():
        columns[hsds_name(model)] = {*model._meta.fields_db_projection.values()}
    missing = {name: fields - columns[name] for name, fields in schema_fields().items()}
    assert {name: left for name, left in missing.items() if left} == {
        # Stored under `taxonomy_text`: its name is that of the relation.
        "taxonomy_term": {"taxonomy"}
    }


def hsds_name(model: type[Model]) -> str:
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in model.__name__).lstrip("_")
    return "metadata" if name == "change" else name
