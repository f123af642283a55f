"""A provider types opening hours: they come back as they were, or with what to do about them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.languages.localizer import get_localizer
from directory.listings.hours_fields import fields_of
from directory.listings.hours_form import ReadHours, preview, read_hours
from directory.listings.hours_names import MOST_FIELDS, shape_of
from directory.search.hours import (
    ENDLESS,
    Hours,
    How,
    OnHolidays,
    OtherDays,
    every_week,
    without_past,
)
from directory.search.opening import DAY, read_week
from directory.search.opening_now import is_open
from directory.typed import Typed
from tests.search.made_hours import hours_and_days
from tests.search.wall_calendar import is_open_by_the_calendar

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
TODAY = NOW.date()
MADRID = {"hours_zone": "Europe/Madrid"}
OFFICE = {"mon_1_from": "9", "mon_1_to": "17:00"} | {
    f"{day}_same": "yes" for day in ("tue", "wed", "thu", "fri")
}
WEEK = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/Madrid"))
MORNING = ((How.OPEN, ((540, 720),)),)


def read(*fields: dict[str, str], where: str = "ES-VC") -> ReadHours:
    return read_hours(
        Typed.of({k: v for each in fields for k, v in each.items()}.items()), NOW, where
    )


def with_others(*others: OtherDays) -> Hours:
    return Hours(WEEK.weekly, WEEK.time_zone, None, others)


@settings(deadline=None)
@given(hours_and_days(), st.integers(-10, 10))
def test_hours_come_back_from_the_form_as_they_were(case: tuple[Hours, date], days: int) -> None:
    hours, day = case
    today = day + timedelta(days=days)
    moment = datetime(today.year, today.month, today.day, 12, tzinfo=hours.zone)

    fields = fields_of(hours, today, "ES-VC")
    again = read_hours(Typed.of(fields.items()), moment, "ES-VC")

    assert again.problems == {}
    assert again.hours == without_past(hours, today)
    assert fields_of(again.hours, today, "ES-VC") == fields


@settings(deadline=None, max_examples=40)
@given(hours_and_days())
def test_what_the_form_shows_as_open_is_open(case: tuple[Hours, date]) -> None:
    hours, day = case
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    again = read_hours(Typed.of(fields_of(hours, day, "ES").items()), moment, "ES").hours

    assert again is not None
    for minutes in range(0, 2 * DAY, 13):
        at = moment + timedelta(minutes=minutes)
        assert is_open(again, at) == is_open_by_the_calendar(hours, at.astimezone(hours.zone))


def test_a_week_is_typed_once_and_the_other_days_are_the_same() -> None:
    assert read(MADRID, OFFICE) == ReadHours(WEEK, {}, {})


def test_several_times_a_day_and_two_ways_of_answering() -> None:
    door = {"mon_1_from": "9", "mon_1_to": "13", "mon_2_from": "3 pm", "mon_2_to": "18h30"}
    line = {"2_how": "phone", "2_mon_1_from": "٨", "2_mon_1_to": "٢٠:٠٠"}

    found = read(MADRID, door, {"how": "visit"}, line).hours

    visits, calls = ((540, 780), (900, 1110)), ((480, 1200),)
    assert found == Hours(((How.VISIT, visits), (How.PHONE, calls)), "Europe/Madrid")


def test_an_empty_form_says_nothing() -> None:
    assert read(MADRID) == ReadHours(None, {}, {})
    assert read({}) == ReadHours(None, {}, {})
    fields = fields_of(None, TODAY, "NP")
    assert fields == {"hours_zone": "Asia/Kathmandu", "holidays_where": "NP"}


def test_over_midnight_is_understood_and_said_so() -> None:
    found = read(MADRID, {"fri_1_from": "17:00", "fri_1_to": "9"})

    assert found.hours == every_week(read_week("Fr 17:00-09:00", "Europe/Madrid"))
    assert found.notes["fri_1_to"].values == {"time": "09:00"}
    assert read(MADRID, {"fri_1_from": "17", "fri_1_to": "24"}).notes == {}


def test_day_and_night_is_one_tick() -> None:
    found = read(MADRID, {"how": "phone", "always": "yes"}).hours

    assert found == Hours(((How.PHONE, ((0, 7 * DAY),)),), "Europe/Madrid")
    assert read(MADRID, OFFICE, {"always": "yes"}).problems.keys() == {"always"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"mon_1_from": "9", "mon_1_to": "soon"}, "mon_1_to"),
        ({"mon_1_from": "9"}, "mon_1_to"),
        ({"mon_1_to": "9"}, "mon_1_from"),
        ({"mon_1_from": "9", "mon_1_to": "12", "mon_2_from": "11", "mon_2_to": "13"}, "mon_2_from"),
        ({**OFFICE, "2_mon_1_from": "9", "2_mon_1_to": "12"}, "2_how"),
        ({"holidays": "closed"}, "mon_1_from"),
        ({"shut_until": "2026-12-24"}, "mon_1_from"),
        ({**OFFICE, "holidays": "other"}, "holidays_1_from"),
        ({**OFFICE, "holidays_1_from": "9", "holidays_1_to": "10"}, "holidays"),
        ({**OFFICE, "shut_until": "soon"}, "shut_until"),
        ({**OFFICE, "shut_until": "2026-11-20"}, "shut_until"),
        ({**OFFICE, "shut_from": "2026-12-20"}, "shut_until"),
        ({**OFFICE, "x1_first": "30.2.2026"}, "x1_first"),
        ({**OFFICE, "x1_last": "2026-12-24"}, "x1_first"),
        ({**OFFICE, "x1_first": "2026-12-24", "x1_last": "2026-12-23"}, "x1_last"),
        ({**OFFICE, "x1_first": "2026-12-24", "x1_is": "usual"}, "x1_1_from"),
        (
            {
                **OFFICE,
                "x1_first": "2026-12-24",
                "x1_is": "closed",
                "x1_1_from": "9",
                "x1_1_to": "12",
            },
            "x1_is",
        ),
        (  # a weekend, of an office
            {
                **OFFICE,
                "x1_first": "2026-11-28",
                "x1_last": "2026-11-29",
                "x1_is": "usual",
                "x1_1_from": "9",
                "x1_1_to": "12",
            },
            "x1_is",
        ),
        (
            {
                **OFFICE,
                "x1_first": "2026-12-24",
                "x2_first": "2026-12-24",
                "x2_1_from": "9",
                "x2_1_to": "12",
            },
            "x2_first",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fields: dict[str, str], wrong: str) -> None:
    found = read(MADRID, fields)

    assert found.hours is None
    assert found.problems.keys() == {wrong}


def test_a_time_that_is_none_comes_with_the_one_that_was_meant() -> None:
    problem = read(MADRID, {"mon_1_from": "9:3O", "mon_1_to": "17"}).problems["mon_1_from"]

    said = get_localizer("en").gettext(problem.sentence) % problem.values
    assert said == "We could not read “9:3O”. Did you mean 09:03?"


def test_hours_need_a_time_zone() -> None:
    assert read(OFFICE, {"hours_zone": "Mars/Base"}).problems.keys() == {"hours_zone"}


def test_holidays_are_those_of_the_place() -> None:
    shut = read(MADRID, OFFICE, {"holidays": "closed"}).hours
    short = read(
        MADRID, OFFICE, {"holidays": "other", "holidays_1_from": "9", "holidays_1_to": "12"}
    )

    assert shut == Hours(WEEK.weekly, "Europe/Madrid", OnHolidays("ES-VC"))
    assert short.hours == Hours(WEEK.weekly, "Europe/Madrid", OnHolidays("ES-VC", MORNING))


def test_a_place_without_a_list_of_holidays_is_told_so() -> None:
    found = read(MADRID, OFFICE, {"holidays": "closed"}, where="ZZ")

    assert found.problems == {}
    assert found.notes.keys() == {"holidays"}


def test_closed_until_ends_on_the_day_before() -> None:
    until = read(MADRID, OFFICE, {"shut_until": "2027-01-03"}).hours
    endless = read(MADRID, OFFICE, {"shut_endless": "yes", "shut_from": "1.12.2026"}).hours

    assert until == with_others(OtherDays(TODAY, date(2027, 1, 2)))
    assert endless == with_others(OtherDays(date(2026, 12, 1), ENDLESS))


def test_other_days_are_the_usual_ones_or_every_day() -> None:
    summer = {"x1_first": "2027-07-01", "x1_last": "2027-08-31", "x1_1_from": "9", "x1_1_to": "12"}
    eve = {"x2_first": "2026-12-24", "x2_1_from": "9", "x2_1_to": "12", "x2_is": "usual"}
    first, last = date(2027, 7, 1), date(2027, 8, 31)

    usual, every = (
        read(MADRID, OFFICE, summer, eve, {"x1_is": said}).hours for said in ("usual", "every")
    )

    christmas = OtherDays(date(2026, 12, 24), date(2026, 12, 24), MORNING)
    assert usual == with_others(christmas, OtherDays(first, last, MORNING, (0, 1, 2, 3, 4)))
    assert every == with_others(christmas, OtherDays(first, last, MORNING))


def test_what_is_over_leaves_the_form() -> None:
    gone, ahead = (OtherDays(day, day) for day in (date(2026, 11, 23), date(2026, 11, 24)))

    fields = fields_of(with_others(gone, ahead), TODAY, "ES")

    assert fields["x1_first"] == "2026-11-24"
    assert "x2_first" not in fields


def test_a_form_has_room_for_more_but_never_more_than_can_be_sent() -> None:
    plain = shape_of(Typed.of([]))
    assert (plain.tables, plain.other_days) == ((3,), 2)

    asked = Typed.of([("more_times", "yes"), ("more_ways", "yes"), ("more_days", "yes")])
    more = shape_of(asked)
    assert (more.tables, more.other_days) == ((4, 2), 4)
    assert more.fields <= MOST_FIELDS

    full = Typed.of([(f"{day}_9_to", "9") for day in ("mon", "2_mon", "3_mon")] + [*asked.pairs()])
    assert shape_of(full).tables == (9, 9, 9)


def test_the_preview_is_of_the_next_seven_days() -> None:
    hours = read(MADRID, OFFICE, {"shut_until": "2026-11-28"}).hours
    assert hours is not None

    days = preview(hours, NOW, get_localizer("es"))

    assert len(days) == 7
    assert [day.hours for day in days[:5]] == [
        "cerrado",
        "cerrado",
        "cerrado",
        "cerrado",
        "9:00–17:00",
    ]
