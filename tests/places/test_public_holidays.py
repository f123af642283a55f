"""Which days a country keeps, and what they are called in the reader's language."""

from datetime import date

import pytest

from directory.places.public_holidays import holiday_name, is_public_holiday


@pytest.mark.parametrize(
    ("where", "day", "is_one"),
    [
        ("ES", date(2026, 12, 25), True),
        ("ES", date(2026, 12, 24), False),
        ("GB-SCT", date(2026, 11, 30), True),
        ("GB-ENG", date(2026, 11, 30), False),
        ("ES-NOWHERE", date(2026, 12, 25), True),  # a region without a list keeps its country's
        ("ZZ", date(2026, 12, 25), False),
        ("", date(2026, 12, 25), False),
    ],
)
def test_a_place_keeps_the_days_of_its_country_and_region(
    where: str, day: date, is_one: bool
) -> None:
    assert is_public_holiday(where, day) is is_one


def test_a_name_is_in_the_readers_language_or_left_out() -> None:
    day = date(2026, 12, 8)
    assert holiday_name("ES-VC", day, "en") == "Immaculate Conception"
    assert holiday_name("ES-VC", day, "es") == "Inmaculada Concepción"
    assert holiday_name("ES-VC", day, "ar") is None
    assert holiday_name("SA", date(2026, 9, 23), "ar") is not None
    assert holiday_name("ES", date(2026, 12, 9), "en") is None
    assert holiday_name("ZZ", day, "en") is None
