"""The time zone of a place that names none."""

from zoneinfo import ZoneInfo

import pytest

from directory.places.regions import list_countries
from directory.places.time_zones import time_zone_of


@pytest.mark.parametrize(
    ("code", "time_zone"),
    [
        ("ES", "Europe/Madrid"),
        ("ES-CN", "Atlantic/Canary"),
        ("ES-V", "Europe/Madrid"),  # a province, by its region
        ("US", "America/New_York"),
        ("US-CA", "America/Los_Angeles"),
        ("NP", "Asia/Kathmandu"),
        ("UA", "Europe/Kyiv"),
        ("XK", "Europe/Belgrade"),
        ("ZZ", "UTC"),
    ],
)
def test_a_region_keeps_its_own_zone_or_that_of_its_country(code: str, time_zone: str) -> None:
    assert time_zone_of(code) == time_zone


def test_every_country_has_a_zone() -> None:
    for code, _ in list_countries("en"):
        assert ZoneInfo(time_zone_of(code)).key != "UTC", code
