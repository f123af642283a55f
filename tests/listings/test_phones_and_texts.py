"""Numbers, texts, hours and ages of listings that somebody should look at."""

from datetime import date, timedelta

import pytest

from directory.catalog.facts import Section
from directory.catalog.listing import Text
from directory.listings.ages import check_age
from directory.listings.findings import SENTENCES, Problem
from directory.listings.phones import check_phones
from directory.listings.schedules import check_schedules
from directory.listings.translations import check_translations
from tests.listings.made import HOME, WEEKLY, a_line, a_listing, translated

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("dial", "country", "problem"),
    [
        ("+34900202010", "ES", None),
        ("+80012345678", "ES", None),
        ("+12025550123", "CA", None),  # Canada shares its calling code
        ("+34900202010", "ZZ", None),  # the world has no numbers of its own
        ("016", "ES", None),
        ("116111", "ES", None),
        ("+3490020201", "ES", Problem.PHONE_INVALID),
        ("+999123", "ES", Problem.PHONE_INVALID),
        ("900202010", "ES", Problem.PHONE_INVALID),
        ("+33805801234", "ES", Problem.PHONE_OTHER_COUNTRY),
        ("+34807123456", "ES", Problem.PHONE_PREMIUM),
    ],
)
def test_a_number_that_does_not_reach_the_service_is_found(
    dial: str, country: str, problem: Problem | None
) -> None:
    listing = a_listing(country=country, lines=(a_line(dial),))

    assert [found.problem for found in check_phones(HOME, listing)] == [problem][: bool(problem)]


def test_the_country_of_a_strange_number_is_told() -> None:
    (found,) = check_phones(HOME, a_listing(lines=(a_line("+33805801234", "sms"),)))

    assert (found.field, found.value, found.detail) == ("sms", "+33805801234", "FR")


def test_a_text_is_looked_for_in_each_language_of_the_pages() -> None:
    made = (
        translated("es", "Para niños"),
        translated("fr", "Pour enfants", is_stale=True),
        translated("ar", "للأطفال", origin="machine"),
    )
    listing = a_listing(audience=Text("For children", "en", made))
    found = check_translations(HOME, listing, ["en", "es", "fr", "ar", "de"])

    assert [(each.field, each.value, each.problem) for each in found] == [
        ("audience", "fr", Problem.TRANSLATION_STALE),
        ("audience", "ar", Problem.TRANSLATION_MACHINE),
        ("audience", "de", Problem.TRANSLATION_MISSING),
    ]


def test_a_name_needs_no_translation_but_an_old_one_is_found() -> None:
    old = translated("es", "Refugio", is_stale=True)
    found = check_translations(HOME, a_listing(name=Text("Haven", "en", (old,))), ["es", "fr"])

    assert [(each.value, each.problem) for each in found] == [("es", Problem.TRANSLATION_STALE)]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, None),
        ({"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}, None),
        ({"valid_to": date(2026, 11, 25)}, Problem.SCHEDULE_EXPIRED),
        ({"until": date(2025, 1, 1)}, Problem.SCHEDULE_EXPIRED),
        (
            {"valid_from": date(2027, 2, 1), "valid_to": date(2027, 1, 1)},
            Problem.SCHEDULE_BACKWARDS,
        ),
        ({"time_zone": None}, Problem.SCHEDULE_NO_ZONE),
        ({"time_zone": "Europe/Valencia"}, Problem.SCHEDULE_UNKNOWN_ZONE),
        ({"opens_at": "9 am"}, Problem.SCHEDULE_UNREADABLE),
        ({"closes_at": None}, Problem.SCHEDULE_UNREADABLE),
        ({"byday": "MO,XX"}, Problem.SCHEDULE_UNREADABLE),
        ({"byday": None}, Problem.SCHEDULE_UNREADABLE),
    ],
)
def test_hours_that_have_ended_or_mean_nothing_are_found(
    said: dict[str, object], problem: Problem | None
) -> None:
    found = [each.problem for each in check_schedules(HOME, [WEEKLY.row(**said)], TODAY)]

    assert found == [problem][: bool(problem)]


def test_the_day_on_which_hours_have_ended_is_told() -> None:
    ended = date(2026, 6, 30)
    (found,) = check_schedules(HOME, [WEEKLY.row(valid_to=ended)], TODAY)

    assert (found.field, found.since) == ("valid_to", ended)


def test_hours_in_two_zones_are_found() -> None:
    rows = [WEEKLY.row(), WEEKLY.row(byday="SA", time_zone="Atlantic/Canary")]
    (found,) = check_schedules(HOME, rows, TODAY)

    assert found.problem is Problem.SCHEDULE_TWO_ZONES


@pytest.mark.parametrize(
    ("other", "days"),
    [
        ({"byday": "TU,WE", "opens_at": "16:00", "closes_at": "20:00"}, ["TU"]),
        ({"byday": "SU", "opens_at": "22:00", "closes_at": "06:00"}, []),
        ({"byday": "MO", "opens_at": "22:00", "closes_at": "10:00"}, ["TU"]),
        ({"byday": "MO", "opens_at": "17:00", "closes_at": "19:00"}, []),
        ({"attending_type": "telephone"}, []),
        ({"valid_from": date(2027, 1, 1)}, []),
        ({"interval": 2}, []),
    ],
)
def test_two_hours_of_one_day_that_overlap_are_found(
    other: dict[str, object], days: list[str]
) -> None:
    found = check_schedules(HOME, [WEEKLY.row(), WEEKLY.row(**other)], TODAY)

    assert [each.value for each in found] == days


def test_what_nobody_has_confirmed_for_long_is_found() -> None:
    def problems(days: dict[Section, date]) -> list[tuple[str, Problem]]:
        return [(each.field, each.problem) for each in check_age(HOME, days, TODAY)]

    all_on = dict.fromkeys(Section, TODAY)
    assert problems({}) == [("assured_date", Problem.NEVER_CONFIRMED)]
    assert problems(all_on) == []
    assert problems(dict.fromkeys(Section, TODAY - timedelta(days=400))) == [
        ("assured_date", Problem.OVER_A_YEAR)
    ]
    assert problems({**all_on, Section.HOURS: TODAY - timedelta(days=300)}) == [
        ("hours", Problem.SECTION_STALE)
    ]


def test_each_problem_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Problem)
