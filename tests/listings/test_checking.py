"""The command `handrail check`, and what it finds in records."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from directory.catalog.models import Address, Location, Phone, Service, ServiceAtLocation
from directory.listings.actions.seen import look
from directory.listings.checking import Scope, find_problems
from directory.listings.findings import Check, Finding, Problem
from tests.command import handrail_here as handrail
from tests.listings.stand_ins import Internet, an_internet, leads_to, says

TODAY = date(2026, 11, 26)
KEYS = {"check", "service", "field", "value", "problem", "since", "detail"}


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with an_internet() as internet:
        yield internet


def scope(*checks: Check, country: str | None = None) -> Scope:
    return Scope(checks, TODAY, ("en", "es"), country)


async def first_service() -> Service:
    found = await Service.filter(status="active").order_by("id").first()
    assert found is not None
    return found


def of(found: list[Finding], service_id: UUID) -> list[tuple[str, Problem, str]]:
    return [
        (each.field, each.problem, each.detail)
        for each in found
        if each.about.service == str(service_id)
    ]


async def test_links_of_a_listing_are_asked_for(seeded_database: str, internet: Internet) -> None:
    service = await first_service()
    await Service.exclude(id=service.id).update(status="inactive")
    organization = {"website": "http://169.254.169.254/latest/meta-data/", "email": None}
    await service.fetch_related("organization")
    await service.organization.update_from_dict(organization).save()
    async with (
        internet.machine(says("404 x"), "127.0.0.2", is_public=True) as gone,
        internet.machine(says("200 OK"), "127.0.0.3", is_public=True) as new,
    ):
        there = f"http://127.0.0.3:{new.port}/"
        moved = leads_to(there, "301 x")
        async with internet.machine(moved, "127.0.0.4", is_public=True) as old:
            links = {"url": f"http://127.0.0.2:{gone.port}/", "email": "a@nowhere.example.net"}
            links |= {"source_url": f"http://127.0.0.4:{old.port}/"}
            await Service.filter(id=service.id).update(**links)
            found = await look(scope(Check.LINKS), internet.visitor(), lambda *_: None)

    known = await find_problems(scope(Check.LINKS), None)
    assert sorted(of(known, service.id)) == sorted(of(found, service.id))
    assert sorted(of(found, service.id)) == [
        ("email", Problem.MAIL_GONE, ""),
        ("organization_website", Problem.LINK_UNSAFE, "address"),
        ("source_url", Problem.LINK_MOVED, there),
        ("website", Problem.LINK_GONE, ""),
    ]


async def test_only_the_services_of_a_country_are_looked_at(seeded_database: str) -> None:
    every = await find_problems(scope(Check.FRESHNESS), None)
    spanish = await find_problems(scope(Check.FRESHNESS, country="ES"), None)

    assert {each.about.country for each in spanish} == {"ES"}
    assert 0 < len(spanish) < len(every)


async def test_what_is_no_longer_listed_is_not_looked_at(seeded_database: str) -> None:
    service = await first_service()
    await Phone.create(id=uuid4(), service_id=service.id, number="+999", type="voice")
    assert of(await find_problems(scope(Check.PHONES), None), service.id) == [
        ("voice", Problem.PHONE_INVALID, "")
    ]
    await Service.filter(id=service.id).update(status="inactive")

    assert of(await find_problems(scope(Check.PHONES), None), service.id) == []


async def test_of_a_confidential_place_nothing_is_told(seeded_database: str) -> None:
    place = await ServiceAtLocation.filter(location__visibility="area_only").first()
    assert place is not None
    service = await place.service
    twin = await Service.get(id=service.id)
    twin.id, twin.slug = uuid4(), "twin"
    await twin.save(force_create=True)
    location = await Location.create(id=uuid4(), visibility="area_only")
    country, region = service.country or "ZZ", service.region or ""
    address = Address(id=uuid4(), location_id=location.id, country=country, state_province=region)
    await address.save()
    await ServiceAtLocation.create(id=uuid4(), service_id=twin.id, location_id=location.id)
    found = await find_problems(scope(*(set(Check) - {Check.LINKS})), None)
    told = [each for each in found if str(twin.id) in (each.about.service, each.value)]

    assert Problem.PERHAPS_TWICE in {each.problem for each in told}
    assert not [each for each in told if "same_place" in each.detail]


def test_the_verb_prints_a_table_and_counts(seeded_database_url: str, tmp_path: Path) -> None:
    ours = {"HANDRAIL_DATABASE_URL": seeded_database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    checked = handrail("check", "freshness", "--country", "es", **ours)

    assert checked.returncode == 0, checked.stderr
    lines = checked.stdout.splitlines()
    assert lines[0].split("\t") == [
        "check", "country", "service", "field", "value", "problem", "since"
    ]  # fmt: skip
    assert all(len(line.split("\t")) == 7 for line in lines[:-2])
    assert lines[-1] == f"{len(lines) - 3:>6}  freshness"


def test_the_verb_prints_json_with_stable_codes(seeded_database_url: str, tmp_path: Path) -> None:
    ours = {"HANDRAIL_DATABASE_URL": seeded_database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    for what in ("duplicates", "translations", "phones", "schedules"):
        checked = handrail("check", what, "--json", **ours)
        assert checked.returncode == 0, checked.stderr
        found = json.loads(checked.stdout)
        assert all(set(each) == KEYS for each in found)
        assert {each["check"] for each in found} <= {what}
        assert {each["problem"] for each in found} <= set(Problem)


def test_the_verb_knows_no_country_that_does_not_exist(
    seeded_database_url: str, tmp_path: Path
) -> None:
    ours = {"HANDRAIL_DATABASE_URL": seeded_database_url, "HANDRAIL_DATA_DIR": str(tmp_path)}
    refused = handrail("check", "phones", "--country", "Spain", **ours)

    assert refused.returncode == 1
    assert refused.stderr == "handrail: --country is 'Spain'; write a code such as ES.\n"
