"""The hours and holidays by which a desk is measured."""

from datetime import UTC, date, datetime

from directory.referrals.opening_calendar import opening_calendar
from directory.referrals.working_time import after_working_days
from directory.search.hours import every_week, spans_on
from directory.search.opening import read_week


def test_a_desk_that_names_no_hours_keeps_office_hours_where_it_is() -> None:
    for country, region, zone in (
        ("NP", None, "Asia/Kathmandu"),
        ("US", "US-CA", "America/Los_Angeles"),
        ("ZZ", None, "UTC"),
    ):
        assert opening_calendar(None, country, region).week == read_week("Mo-Fr 09:00-17:00", zone)


def test_a_zone_that_it_names_without_hours_counts() -> None:
    assert opening_calendar(None, "ES", None, "Atlantic/Canary").week.time_zone == "Atlantic/Canary"


def test_holidays_are_those_of_the_country_and_of_the_region() -> None:
    hours = every_week(read_week("Mo-Fr 09:00-17:00", "Europe/London"))
    easter_monday, boxing_day = date(2027, 3, 29), date(2028, 12, 26)

    england, scotland, britain = (
        opening_calendar(hours, "GB", region) for region in ("GB-ENG", "GB-SCT", None)
    )

    assert not spans_on(england, easter_monday)
    assert spans_on(scotland, easter_monday)
    assert spans_on(britain, easter_monday)
    assert not any(spans_on(each, boxing_day) for each in (england, scotland, britain))


def test_who_is_there_day_and_night_is_there_at_christmas() -> None:
    line = opening_calendar(every_week(read_week("24/7", "Europe/Madrid")), "ES")

    christmas = datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert after_working_days(line, christmas, 1) == datetime(2026, 12, 25, 12, tzinfo=UTC)


def test_a_country_without_a_list_of_holidays_has_none() -> None:
    assert spans_on(opening_calendar(None, "ZZ"), date(2026, 12, 25))
