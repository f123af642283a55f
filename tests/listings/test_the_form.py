"""A listing that is opened in its form and sent back untouched is what it was."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from directory.catalog.facts import Fact
from directory.catalog.models import Service
from directory.catalog.schedules import read_schedules, write_schedules
from directory.languages.localizer import get_localizer
from directory.listings.forms.filling import typed_of
from directory.listings.forms.reading import read_facts
from directory.listings.queries import Held, get_held, in_order, rule_of
from directory.listings.said import changes_of, marks_of
from directory.places.gazetteer import Gazetteer
from directory.search.hours import Hours, How, OtherDays
from directory.search.opening import read_week
from directory.typed import Typed

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def sent(held: Held, language: str = "en", **typed: str) -> Typed:
    """The form as a browser sends it, with some fields typed otherwise."""
    asked = [("asked", fact.code) for fact in Fact]
    filled = typed_of(held, get_localizer(language), NOW).changed(**typed)
    return Typed.of([*asked, *filled.pairs()])


@pytest.mark.parametrize(("language", "start"), [("en", 0), ("ar", 1)])
async def test_nobody_changes_what_they_do_not_touch(
    seeded_database: str, towns: Gazetteer, language: str, start: int
) -> None:
    services = await Service.filter(status="active").order_by("id")
    for service in services[start::7]:
        held = await get_held(service.id)

        read = read_facts(sent(held, language), held, get_localizer(language), NOW, towns)

        assert (dict(read.problems), changes_of(read.values, marks_of(held.facts))) == ({}, {})


async def a_listing(slug: str) -> Held:
    service = await Service.filter(slug__startswith=slug).order_by("slug").first()
    assert service is not None
    return await get_held(service.id)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("website", "www.name.org", "https://www.name.org"),
        ("minimum_age", "١٢", 12),
        ("maximum_age", " 17 ", 17),
        ("email", "desk@place.example.org", "desk@place.example.org"),
        ("cost", "paid", "paid"),
        ("duty_anonymous", "yes", {"anonymous": True}),
    ],
)
async def test_what_people_type_is_read(
    seeded_database: str, towns: Gazetteer, field: str, typed: str, value: object
) -> None:
    held = await a_listing("es-")
    read = read_facts(sent(held, **{field: typed}), held, get_localizer("en"), NOW, towns)

    assert not read.problems
    assert read.values[field if "duty" not in field else "duties"] == value


async def test_a_number_is_kept_as_it_is_shown_and_as_it_is_dialled(
    seeded_database: str, towns: Gazetteer
) -> None:
    held = await a_listing("es-")
    at = len(held.facts["phones"]) + 1

    read = read_facts(
        sent(held, **{f"phone_{at}": "٩٦٣ 86 92 00"}), held, get_localizer("en"), NOW, towns
    )

    assert read.values["phones"][-1] == {
        "kind": "voice",
        "number": "+34963869200",
        "shown": "٩٦٣ 86 92 00",
    }


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("website", "no page"),
        ("email", "desk at place"),
        ("minimum_age", "young"),
        ("minimum_age", "400"),
        ("phone_1", "12 ab"),
        ("phone_1", "+34 5"),
        ("language_1", "Klingonese"),
        ("name", "x" * 201),
        ("description", "x" * 2_001),
    ],
)
async def test_what_cannot_be_read_is_said_at_its_field(
    seeded_database: str, towns: Gazetteer, field: str, typed: str
) -> None:
    held = await a_listing("es-")
    form = Typed.of([*sent(held, **{field: ""}).pairs(), (field, typed)], longest=10_000)
    form = form.changed(**{field: typed})

    assert list(read_facts(form, held, get_localizer("en"), NOW, towns).problems) == [field]


async def test_days_that_have_passed_are_no_change_and_leave_with_the_next(
    seeded_database: str,
    towns: Gazetteer,
) -> None:
    held = await a_listing("es-anar")
    long_gone = OtherDays(date(2025, 12, 24), date(2025, 12, 26))
    week = read_week("Mo-Fr 09:00-17:00", "Europe/Madrid")
    hours = Hours(((How.OPEN, week.spans),), "Europe/Madrid", None, (long_gone,))
    rules = [rule_of(rule) for rule in write_schedules(hours)]
    held = replace(held, facts={**held.facts, Fact.HOURS.code: in_order(rules)})

    untouched = read_facts(sent(held), held, get_localizer("en"), NOW, towns)
    changed = read_facts(sent(held, fri_1_to="14:00"), held, get_localizer("en"), NOW, towns)

    assert changes_of(untouched.values, marks_of(held.facts)) == {}
    kept = read_schedules(changed.values[Fact.HOURS.code])
    assert kept
    assert not kept.other_days
