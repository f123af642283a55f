"""Locations that must not be found: shelters, safe houses, the offices that lead to them.

The threat is somebody who looks for one person and may search as often as they like. A true point
that was stored and merely hidden was found within 18 to 630 metres, by radius, by distance or by
sort order alone. So Handrail never has the point (L-02): staff who need it ring the provider.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import phonenumbers

from directory.places.regions import Region, get_region, parent_codes


class Visibility(StrEnum):
    """What may be known of a location: all, its region, or nothing but that it exists (L-01)."""

    PUBLIC = "public"
    AREA_ONLY = "area_only"
    NONE = "none"


# L-01: whatever leads to a door. Also the names that other directories use in their exports.
FORBIDDEN = frozenset(
    {
        "address", "address_1", "address_2", "city", "town", "postal_code", "attention",
        "lat", "lon", "latitude", "longitude", "point", "geometry", "geojson", "extent",
        "directions", "transportation", "map_url", "plus_code", "what3words",
        # L-06: a zone of one valley, or the hours of one site, narrow the search.
        "time_zone", "site_hours",
    }
)  # fmt: skip

LARGE_POPULATION = 50_000
LARGE_TOWN_COUNT = 3

# Threat: the address that was left out of its field stands in the description.
_REVEALING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 40.7527, -73.8855 · 40.7527 N 73.8855 W
        r"[-+]?\d{1,3}[.,]\d{3,}\s*°?\s*[NSEWO]?\s*[,;/ ]\s*[-+]?\d{1,3}[.,]\d{3,}",
        # 40°45'09"N
        r"\d{1,3}\s*°\s*\d{1,2}\s*['’′]",
        # plus codes: 87G8Q427+3Q, Q427+3Q
        r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
        # what3words and links to maps
        r"///\w+\.\w+\.\w+|what3words|w3w\.co",
        r"(maps\.app\.goo|goo\.gl/maps|google\.[a-z.]+/maps|maps\.google|maps\.apple|openstreetmap"
        r"|osm\.org|bing\.com/maps|waze\.com)",
        # 37-52 75th Street · 12 rue de la Paix
        r"\b\d[\d-]*[a-z]?,?\s+(?:[\w'’.-]+\s+){0,4}(street|st|avenue|ave|road|rd|lane|drive|blvd"
        r"|boulevard|square|court|terrace)\b",
        r"\b\d[\d-]*[a-z]?,?\s+(rue|avenue|boulevard|place|chemin|impasse|allée)\s+\w",
        # Calle Mayor 5 · Via Roma, 3 · вул. Хрещатик, 1 · شارع النيل 12
        r"\b(calle|c/|avenida|avda|plaza|paseo|carrera|via|viale|piazza|rua|travessa|ulica|ul"
        r"|вул|ул|улица|вулиця|شارع|طريق)\b\.?\s*[^\d\n]{1,40}?\s*(nº|n°|no\.?|#)?\s*\d{1,5}\b",
        # Hauptstraße 12
        r"(straße|strasse|str\.|gasse|weg|platz|straat|gatan|vej)\s*\d{1,4}\b",
        # a house number, and soon after it a postcode: "Nr. 7, 46001" · "14, SW1A 2AA"
        r"\b\d{1,4}[a-z]?\s*,\s*(?:[^\d\n]{0,30})(\d{5}(-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\b",
    )
)


def is_confidential(visibility: str) -> bool:
    """Anything but `public`, so that a word we do not know hides rather than shows."""
    return visibility != Visibility.PUBLIC


def check_location(visibility: str, **fields: object) -> list[str]:
    """What a confidential location may not have, as codes in order; none for a public one.

    `has_<field>` for a field that leads to the door, `text_<field>` for a text that says where it
    is, `phone_<field>` for a number with an area code. Only names of fields are given back, never
    values: a report or a log must not hold what it refuses (L-01).
    """
    if not is_confidential(visibility):
        return []
    problems = []
    for field, value in sorted(fields.items()):
        if value is None or value in ("", (), [], {}):
            continue  # latitude 0 is a place: only nothing is nothing
        if field in FORBIDDEN:
            problems.append(f"has_{field}")
        elif field in ("phone", "phones"):
            numbers = (value,) if isinstance(value, str) else value
            if isinstance(numbers, Iterable) and any(has_area_code(str(n)) for n in numbers):
                problems.append(f"phone_{field}")
        elif isinstance(value, str) and reveals_place(value):
            problems.append(f"text_{field}")
    return problems


def reveals_place(text: str) -> bool:
    """Whether a text holds coordinates, a map link, or a street with a house number (L-06).

    A guard for editors, who are asked again; it knows the commonest forms, not every one.
    """
    return any(pattern.search(text) for pattern in _REVEALING)


def has_area_code(phone: str) -> bool:
    """Whether an E.164 number belongs to a town (L-06): prefer free, mobile or national ones."""
    try:
        return phonenumbers.is_number_geographical(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        return False


def is_large_enough(region: Region) -> bool:
    """Whether a region may stand for a hidden place: 50,000 people or 3 towns at least (L-05)."""
    return region.population >= LARGE_POPULATION or region.town_count >= LARGE_TOWN_COUNT


def published_area(code: str) -> str:
    """The narrowest region large enough to hide a place: the given one, or one above (L-05)."""
    for parent in parent_codes(code):
        if "-" not in parent or is_large_enough(get_region(parent)):
            return parent
    return code[:2]
