"""Opening hours become HSDS schedules and the same hours again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from directory.catalog.schedules import read_schedules, write_schedules
from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, every_week
from directory.search.opening import read_week
from tests.search.made_hours import hours_and_days

COLUMNS = ("freq", "byday", "opens_at", "closes_at", "time_zone", "interval", "until", "count")
DATES = ("valid_from", "valid_to", "dtstart")
EMPTY: dict[str, Any] = dict.fromkeys((*COLUMNS, *DATES, "notes", "attending_type", "description"))

OFFICE = every_week(read_week("Mo-We 09:00-17:00", "Europe/Madrid"))
(PLAIN,) = (EMPTY | rule for rule in write_schedules(OFFICE))
EVE, NEW_YEAR = date(2026, 12, 24), date(2027, 1, 1)
MORNING = ((How.OPEN, ((540, 720),)),)


@given(hours_and_days())
def test_any_hours_come_back(case: tuple[Hours, date]) -> None:
    hours, _ = case
    assert read_schedules(EMPTY | rule for rule in write_schedules(hours)) == hours


def test_days_with_the_same_hours_share_a_schedule() -> None:
    (rule,) = write_schedules(OFFICE)
    assert rule == {
        "freq": "WEEKLY",
        "byday": "MO,TU,WE",
        "opens_at": "09:00",
        "closes_at": "17:00",
        "time_zone": "Europe/Madrid",
    }


def test_always_is_seven_whole_days() -> None:
    (rule,) = write_schedules(every_week(read_week("24/7", "UTC")))
    assert (rule["byday"], rule["opens_at"]) == ("MO,TU,WE,TH,FR,SA,SU", "00:00")


def test_exceptions_are_written_so_that_a_person_understands_them() -> None:
    hours = Hours(
        ((How.PHONE, ((540, 720),)),),
        "Europe/Madrid",
        OnHolidays("ES-VC"),
        (
            OtherDays(EVE, EVE, MORNING),
            OtherDays(date(2026, 12, 25), NEW_YEAR),
            OtherDays(date(2027, 6, 1), ENDLESS),
        ),
    )
    weekly, holidays, eve, shut, endless = write_schedules(hours)
    assert weekly["attending_type"] == "phone"
    assert holidays["notes"] == "on public holidays of ES-VC: closed"
    assert (eve["valid_from"], eve["valid_to"], eve["byday"]) == (EVE, EVE, "TH")
    assert (eve["opens_at"], eve["notes"]) == ("09:00", "instead of the usual hours")
    assert (shut["valid_to"], shut["notes"]) == (NEW_YEAR, "closed")
    assert "valid_to" not in endless


@pytest.mark.parametrize(
    "odd",
    [
        {"freq": "MONTHLY"},
        {"interval": 2},
        {"count": 3},
        {"byday": "1MO"},
        {"byday": None},
        {"opens_at": None},
        {"until": NEW_YEAR},
        {"valid_from": EVE},
        {"valid_from": EVE, "valid_to": NEW_YEAR},  # perhaps these hours come beside the others
        {"freq": None},  # on which days?
        {"freq": None, "valid_from": EVE, "valid_to": EVE, "opens_at": None},  # closed, or what?
        {"time_zone": "Europe/Paris"},
        {"time_zone": None},
    ],
)
def test_what_is_not_understood_makes_the_whole_unknown(odd: dict[str, Any]) -> None:
    assert read_schedules([PLAIN]) == OFFICE
    assert read_schedules([PLAIN, PLAIN | odd]) is None


def test_a_place_without_rules_has_no_hours() -> None:
    assert read_schedules([]) is None
    assert read_schedules([EMPTY | {"description": "Ask at the door", "time_zone": "UTC"}]) is None
    assert read_schedules([PLAIN | {"time_zone": "Nowhere/Land"}]) is None


@pytest.mark.parametrize(
    "dates",
    [
        {"valid_from": EVE, "valid_to": EVE},
        {"valid_from": "2026-12-24", "valid_to": "2026-12-24"},
        {"valid_from": EVE, "until": EVE},
        {"freq": None, "byday": None, "dtstart": EVE},
    ],
)
def test_hours_of_a_single_date_take_the_place_of_the_usual_ones(dates: dict[str, Any]) -> None:
    single = PLAIN | {"byday": "TH", "opens_at": "09:00", "closes_at": "12:00"} | dates

    assert read_schedules([PLAIN, single]) == Hours(
        OFFICE.weekly, OFFICE.time_zone, None, (OtherDays(EVE, EVE, MORNING),)
    )


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("phone", How.PHONE),
        ("Telephone", How.PHONE),
        ("venue", How.VISIT),
        ("by appointment", How.APPOINTMENT),
        ("however you like", How.OPEN),
        ("", How.OPEN),
    ],
)
def test_how_to_attend_is_read_as_others_write_it(words: str, how: How) -> None:
    hours = read_schedules([PLAIN | {"attending_type": words}])

    assert hours is not None
    assert [way for way, _ in hours.weekly] == [how]
