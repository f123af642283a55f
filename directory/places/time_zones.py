"""Which time zone a country or a region keeps, for what does not say its own."""

import csv
from functools import cache
from pathlib import Path

from directory.places.regions import parent_codes
from directory.settings import DATA


def time_zone_of(code: str) -> str:
    """The IANA zone of a region, else of its country; "UTC" for the whole world and no country.

    Where a country keeps several it is the zone of its biggest town.
    """
    zones = _load_zones()
    return next((zones[parent] for parent in parent_codes(code) if parent in zones), "UTC")


@cache
def _load_zones(path: Path = DATA / "places" / "time_zones.csv") -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["time_zone"] for row in csv.DictReader(file)}
