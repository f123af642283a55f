"""Countries and their regions: codes, names in the reader's language, and what covers what.

Codes are `ES` (ISO 3166-1), `ES-VC` (ISO 3166-2), `XK-GN10097360` where ISO has no code, and `ZZ`
for the whole world. The regions are those of data/places/regions.csv, one level a country.
"""

import csv
import gettext
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from directory.errors import NotFound
from directory.languages.folding import fold
from directory.settings import DATA

WORLD = "ZZ"
# Wider than a region, narrower than a country; listings and statutes use them, ISO lists them.
GROUPS = {"GB-EAW": ("GB-ENG", "GB-WLS")}
# Nobody lives there for long, so nobody looks for help there.
_UNINHABITED = {"AQ", "BV", "HM", "TF", "GS", "UM"}


@dataclass(frozen=True, slots=True)
class Region:
    """A region. Its point, in degrees, is the middle of its people: for framing a map only.

    population and town_count are lower bounds, from the towns that GeoNames lists.
    """

    code: str
    country: str
    name: str
    lat: float
    lon: float
    population: int
    town_count: int


def list_countries(language: str) -> list[tuple[str, str]]:
    """Every country as (code, name), in the reader's order."""
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    named = ((code, country_name(code, language)) for code in codes - _UNINHABITED)
    return sorted(named, key=lambda pair: fold(pair[1]))


@cache
def country_name(code: str, language: str) -> str:
    """The name of a country in a language, or its code where CLDR has none."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(code, code))


def list_regions(country: str, language: str) -> list[tuple[str, str]]:
    """The regions of a country as (code, name), in the reader's order; none for a city state."""
    named = ((code, region_name(code, language)) for code in _regions_of().get(country, ()))
    return sorted(named, key=lambda pair: fold(pair[1]))


def get_region(code: str) -> Region:
    """One region; also a part of one, or a group of several. NotFound if nobody knows the code."""
    known = _load_regions().get(code)
    if known is not None:
        return known
    within = [region for region in _load_regions().values() if code in parent_codes(region.code)]
    if "-" not in code or not (within or _subdivision(code)):
        raise NotFound
    population = sum(region.population for region in within)
    weight = sum(region.population or 1 for region in within) or 1
    return Region(
        code,
        code[:2],
        region_name(code, "en"),
        sum(region.lat * (region.population or 1) for region in within) / weight,
        sum(region.lon * (region.population or 1) for region in within) / weight,
        population,
        sum(region.town_count for region in within),
    )


@cache
def parent_codes(code: str) -> tuple[str, ...]:
    """A code and all that cover it, narrowest first: ES-V → ("ES-V", "ES-VC", "ES", "ZZ")."""
    if code == WORLD:
        return (WORLD,)
    wider = _subdivision(code)
    groups = [group for group, members in GROUPS.items() if code in members]
    parents = [code, *groups]
    if wider is not None and wider.parent_code:
        return (*parents, *parent_codes(wider.parent_code))
    return tuple(dict.fromkeys((*parents, code[:2], WORLD)))


def listed_code(code: str) -> str:
    """The region that a reader can choose and that holds this one, else the country."""
    known = _load_regions()
    return next((parent for parent in parent_codes(code) if parent in known), code[:2])


def region_code(country: str, admin1: str) -> str | None:
    """Our code for a region that GeoNames numbers in its own way."""
    return _geonames_codes().get((country, admin1))


@cache
def region_name(code: str, language: str) -> str:
    """The name of a region in a language, as near to it as the sources come.

    Ours, else ISO's translation (pycountry), else the local name for readers of Latin script where
    that is the local script too ("Bretagne"), else GeoNames' English one, else the code.
    """
    language = language.partition("-")[0]
    subdivision, region = _subdivision(code), _load_regions().get(code)
    if (code, language) in _own_names():
        return _own_names()[code, language]
    local = subdivision.name if subdivision else ""
    translated = _translations(language).gettext(local) if local else ""
    if translated != local:
        return _tidy(translated)
    if local and (region is None or (language != "en" and _writes_latin(code[:2]))):
        return _tidy(local)
    return region.name if region else code


def area_name(code: str, language: str) -> str:
    """A country or a region by its name in a language; the world has none of its own."""
    return region_name(code, language) if "-" in code else country_name(code, language)


def _subdivision(code: str) -> "pycountry.db.Data | None":
    return pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call, no-any-return]  # no types


def _tidy(name: str) -> str:
    """ISO's list writes "Valenciana, Comunidad" and "Catalunya [Cataluña]"; people do not."""
    for bracket in ("[", "(", "†"):
        name = name.partition(bracket)[0].strip()
    # One comma turns the name round; two are an enumeration.
    parts = name.split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and " and " not in name else name


@cache
def _writes_latin(country: str) -> bool:
    scripts = get_global("likely_subtags")
    first = next(iter(get_official_languages(country)), "")
    return "_Latn" in str(scripts.get(first, ""))


@cache
def _translations(language: str) -> gettext.NullTranslations:
    names = {"zh": "zh_CN"}
    return gettext.translation(
        "iso3166-2", pycountry.LOCALES_DIR, [names.get(language, language)], fallback=True
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _load_regions(path: Path = DATA / "places" / "regions.csv") -> dict[str, Region]:
    return {
        row["code"]: Region(
            row["code"],
            row["country"],
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            int(row["population"]),
            int(row["town_count"]),
        )
        for row in _rows(path)
    }


@cache
def _regions_of() -> dict[str, list[str]]:
    codes = defaultdict(list)
    for region in _load_regions().values():
        codes[region.country].append(region.code)
    return dict(codes)


@cache
def _geonames_codes(path: Path = DATA / "places" / "regions.csv") -> dict[tuple[str, str], str]:
    return {(row["country"], row["admin1"]): row["code"] for row in _rows(path)}


@cache
def _own_names(path: Path = DATA / "places" / "region_names.csv") -> dict[tuple[str, str], str]:
    return {(row["code"], row["language"]): row["name"] for row in _rows(path)}
