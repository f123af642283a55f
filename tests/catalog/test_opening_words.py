"""Somebody reads whether a place is open, why not, and when it is next."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from directory.catalog.hours_words import next_days, say_week, week_table
from directory.catalog.models import Schedule
from directory.catalog.opening_words import say_opening
from directory.catalog.queries import load_listings
from directory.catalog.schedules import write_schedules
from directory.catalog.seed import seed_catalog
from directory.languages.localizer import get_localizer
from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, Times, every_week
from directory.search.opening import read_week
from tests.catalog.seed_folder import write_seed

WEEK = read_week("Mo-Fr 09:00-17:00", "Europe/Madrid")
MORNING: Times = ((How.OPEN, ((540, 720),)),)
EVE, LAST = date(2026, 12, 24), date(2027, 1, 2)


def office(*other_days: OtherDays, how: How = How.OPEN, where: str = "") -> Hours:
    on_holidays = OnHolidays(where) if where else None
    return Hours(((how, WEEK.spans),), "Europe/Madrid", on_holidays, other_days)


YEARS = office(OtherDays(EVE, date(2028, 1, 2)))
MEETINGS = office(how=How.APPOINTMENT)
CHRISTMAS = office(OtherDays(EVE, LAST))
LINE_AND_DOOR = Hours(
    ((How.VISIT, ((540, 780),)), (How.PHONE, ((540, 1200),))), "Europe/Madrid", None
)
DAY_AND_NIGHT = Hours(((How.PHONE, ((0, 10080),)),), "Europe/Madrid", OnHolidays("ES"))


def on_english_clocks(text: str) -> str:
    """The same with its times as English writes them: "9:00 am"."""
    english = get_localizer("en")
    return re.sub(r"\d\d:\d\d", lambda found: english.time(time.fromisoformat(found[0])), text)


@pytest.mark.parametrize(
    ("hours", "now", "said"),
    [
        # 8 December is a holiday of Spain, a Tuesday; the 7th is one of some regions alone.
        (
            office(where="ES-VC"),
            "2026-12-08T09:00Z",
            "Closed today: public holiday (Immaculate Conception). Opens tomorrow at 09:00",
        ),
        (
            office(where="ES-VC"),
            "2026-12-25T09:00Z",
            "Closed today: public holiday (Christmas Day). Opens on Monday at 09:00",
        ),
        (office(where="ES"), "2026-12-07T18:00Z", "Closed now. Opens on Wednesday at 09:00"),
        (office(where="ES"), "2026-12-09T09:00Z", "Open now, until 17:00"),
        (CHRISTMAS, "2026-12-24T09:00Z", "Closed until 4 January"),
        (CHRISTMAS, "2027-01-02T09:00Z", "Closed until 4 January"),
        (office(OtherDays(EVE, ENDLESS)), "2026-12-24T09:00Z", "Closed until further notice"),
        (
            office(OtherDays(EVE, date(2028, 1, 2))),
            "2026-12-24T09:00Z",
            "Closed until 3 January 2028",
        ),
        (office(OtherDays(EVE, EVE)), "2026-12-24T09:00Z", "Closed today. Opens tomorrow at 09:00"),
        (office(OtherDays(EVE, EVE, MORNING)), "2026-12-24T09:00Z", "Open now, until 12:00"),
        (
            office(OtherDays(EVE, EVE, MORNING)),
            "2026-12-24T13:00Z",
            "Closed now. Opens tomorrow at 09:00",
        ),
        (office(how=How.PHONE), "2026-12-09T09:00Z", "Open now, until 17:00 (by telephone)"),
        (
            office(how=How.APPOINTMENT),
            "2026-12-09T09:00Z",
            "Open now, until 17:00 (by appointment)",
        ),
        (LINE_AND_DOOR, "2026-12-07T09:00Z", "Open now, until 13:00 (in person)"),
        (LINE_AND_DOOR, "2026-12-07T13:00Z", "Open now, until 20:00 (by telephone)"),
        (DAY_AND_NIGHT, "2026-12-10T09:00Z", "Open now (by telephone)"),
        (DAY_AND_NIGHT, "2026-12-22T09:00Z", "Open now, until Friday at 00:00 (by telephone)"),
        (
            every_week(read_week("Sa 09:00-10:00", "UTC")),
            "2026-12-05T10:30Z",
            "Closed until 12 December",
        ),
    ],
)
def test_the_sentence_says_why_and_when_and_how(hours: Hours, now: str, said: str) -> None:
    opening = say_opening(hours, datetime.fromisoformat(now), get_localizer("en"))

    assert opening.sentence == on_english_clocks(said)
    assert opening.is_open is said.startswith("Open")


def test_a_holiday_without_a_name_in_the_readers_language_is_only_a_holiday() -> None:
    moment = datetime(2026, 12, 8, 9, tzinfo=UTC)
    arabic = say_opening(office(where="ES"), moment, get_localizer("ar")).sentence
    spanish = say_opening(office(where="ES"), moment, get_localizer("es")).sentence

    assert get_localizer("ar").gettext("Closed today: public holiday.") in arabic
    assert "(Inmaculada Concepción)" in spanish


def test_a_week_says_how_and_what_of_holidays() -> None:
    english = get_localizer("en")
    two = Hours(LINE_AND_DOOR.weekly, "Europe/Madrid", OnHolidays("ES", MORNING))

    assert say_week(office(where="ES"), english) == on_english_clocks(
        "Mon–Fri 09:00–17:00 · closed on public holidays"
    )
    assert say_week(two, english) == on_english_clocks(
        "Mon 09:00–13:00 (in person) · Mon 09:00–20:00 (by telephone)"
        " · other hours on public holidays"
    )
    assert say_week(DAY_AND_NIGHT, english).startswith("day and night (by telephone)")
    assert week_table(two, english)[0] == (
        "Monday",
        on_english_clocks("09:00–13:00 (in person), 09:00–20:00 (by telephone)"),
    )


def test_the_next_days_are_as_they_will_be() -> None:
    hours = office(OtherDays(date(2026, 12, 9), date(2026, 12, 9), MORNING), where="ES")
    days = next_days(hours, datetime(2026, 12, 6, 23, 30, tzinfo=UTC), get_localizer("en"))

    # It is Monday there already.
    assert [(day.weekday, day.written, day.hours) for day in days[:4]] == [
        ("Monday", "7 December", on_english_clocks("09:00–17:00")),
        ("Tuesday", "8 December", "closed"),
        ("Wednesday", "9 December", on_english_clocks("09:00–12:00")),
        ("Thursday", "10 December", on_english_clocks("09:00–17:00")),
    ]
    assert [day.holiday for day in days[:3]] == [None, "Immaculate Conception", None]
    assert [day.is_usual for day in days] == [True, False, False, True, True, True, True]


async def test_exceptions_in_the_database_are_said(database: str, tmp_path: Path) -> None:
    await seed_catalog(write_seed(tmp_path))
    line = next(it for it in await load_listings() if it.name.value == "Example line")
    await Schedule.filter(service_id=line.service_id).delete()
    for rule in write_schedules(CHRISTMAS):
        await Schedule.create(service_id=line.service_id, **rule)

    (changed,) = [it for it in await load_listings() if it.id == line.id]
    assert changed.hours == CHRISTMAS
