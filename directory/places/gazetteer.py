"""Towns of the world by name in any script, by region and by nearness; from a file, read-only."""

import math
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from directory.errors import NotFound
from directory.languages.folding import fold
from directory.places.distance import distance_km
from directory.places.gazetteer_build import build_gazetteer, is_current
from directory.places.names import choose_name
from directory.places.nearest import Nearest
from directory.places.regions import listed_code, parent_codes

__all__ = ["Gazetteer", "Town", "build_gazetteer", "is_current"]

_COLUMNS = "towns.id, name, country, region, lat, lon, population, time_zone"
_COMMA = re.compile("[,،、，;/]")
_LAST_LETTER = "\U0010ffff"
_PART_OF_KM = 40  # how far a part of a town may lie from the town's own point
_ALIKE = 80  # percent of letters in order; below that a suggestion would look like a mistake
_CANDIDATES = 150


@dataclass(frozen=True, slots=True)
class Town:
    """A town or a part of one. id: GeoNames'. region: our code. lat, lon: degrees."""

    id: int
    name: str
    country: str
    region: str | None
    lat: float
    lon: float
    population: int
    time_zone: str


class Gazetteer:
    """One open file; may be shared by threads. What people typed is kept nowhere."""

    def __init__(self, path: Path) -> None:
        # Immutable: no lock, no journal; a newer file takes its place under the same name.
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self.name_of = lru_cache(4096)(self._name_of)
        # Towns, never points: what is remembered must not tell where anybody was.
        self._town = lru_cache(16_384)(self._town_of_rank)
        self._nearest = Nearest(self._read("SELECT lat, lon FROM towns ORDER BY rank"))

    def get_town(self, id: int) -> Town:  # noqa: A002  # the record's own word
        """One town, or NotFound."""
        towns = self._towns("WHERE id = ?", id) if 0 <= id < 2**63 else []
        if not towns:
            raise NotFound
        return towns[0]

    def list_towns(self, country: str, region: str | None = None, limit: int = 200) -> list[Town]:
        """The towns of a country or region, the biggest first."""
        if region is None:
            return self._towns("WHERE country = ? ORDER BY rank LIMIT ?", country, limit)
        where = "WHERE country = ? AND region = ? ORDER BY rank LIMIT ?"
        return self._towns(where, country, region, limit)

    def find_towns(
        self, text: str, country: str | None = None, region: str | None = None, limit: int = 8
    ) -> list[Town]:
        """Towns called so in any script, then towns whose name begins so; each by population.

        After a comma, or as last words, may stand the country, the region or the bigger town:
        "Jackson Heights, New York".
        """
        head, *tails = [part for part in map(fold, _COMMA.split(text)) if part] or [""]
        towns = self._named(head, country, region, 500 if tails else limit)
        if not towns and not tails:
            return self._named_with_place(head.split(), country, region)[:limit]
        return self._within(towns, tails)[:limit]

    def town_called(self, name: str, country: str, region: str | None = None) -> Town | None:
        """The town that a name alone says: the biggest so called in a region; in a country only
        where there is no other. None where nobody can know which."""
        towns = self._named(fold(name), country, region, 2, exact=True)
        return towns[0] if len(towns) == 1 or (towns and region) else None

    def suggest_towns(self, text: str, country: str | None = None, limit: int = 5) -> list[Town]:
        """Towns whose name is nearly what was typed, the likeliest first."""
        head, *tails = [part for part in map(fold, _COMMA.split(text)) if part] or [""]
        alike = []
        for rank in self._sharing_trigrams(head, country):
            town = self._town(rank)
            names = {fold(town.name), *map(fold, self._other_names(town.id))}
            likeness = max(fuzz.ratio(head, name) for name in names)
            if likeness >= _ALIKE:
                alike.append((likeness + 3 * math.log10(town.population + 1), town))
        alike.sort(key=lambda pair: (-pair[0], pair[1].id))
        return self._within([town for _, town in alike], tails)[:limit]

    def nearest_town(self, lat: float, lon: float) -> Town | None:
        """The nearest town within three degrees of latitude, or None far out at sea."""
        rank = self._nearest.find(lat, lon)
        return None if rank is None else self._town(rank)

    def list_towns_within(
        self, box: tuple[float, float, float, float], country: str | None = None, limit: int = 40
    ) -> list[Town]:
        """The biggest towns in (south, west, north, east); west may exceed east."""
        south, west, north, east = box
        turn = "lon BETWEEN ? AND ?" if west <= east else "(lon >= ? OR lon <= ?)"
        where = f"WHERE lat BETWEEN ? AND ? AND {turn}"
        values: list[Any] = [south, north, west, east]
        if country is not None:
            where += " AND country = ?"
            values.append(country)
        return self._towns(f"{where} ORDER BY rank LIMIT ?", *values, limit)

    def _name_of(self, town: Town, language: str) -> str:
        """The town's name in the reader's script where there is one, else its main name."""
        others = self._other_names(town.id)
        return choose_name(town.name, others, language.partition("-")[0], town.country)

    def _town_of_rank(self, rank: int) -> Town:
        (town,) = self._towns("WHERE rank = ?", rank)
        return town

    def _named(
        self, name: str, country: str | None, region: str | None, limit: int, *, exact: bool = False
    ) -> list[Town]:
        if not name:
            return []
        place = listed_code(region) if region else country
        where = "" if not place else "AND region = ?" if "-" in place else "AND country = ?"
        more = (place, limit) if place else (limit,)
        names = f"JOIN names USING (rank) WHERE folded = ? {where} ORDER BY weight LIMIT ?"
        towns = self._towns(names, name, *more)
        # One letter begins too many names; one sign of Chinese does not.
        if not exact and len(towns) < limit and (len(name) > 1 or not name.isascii()):
            names = (
                f"JOIN names USING (rank) WHERE folded > ? AND folded < ? {where}"
                " GROUP BY rank ORDER BY min(weight) LIMIT ?"
            )
            towns += self._towns(names, name, name + _LAST_LETTER, *more)
        return list(dict.fromkeys(towns))

    def _named_with_place(
        self, words: list[str], country: str | None, region: str | None
    ) -> list[Town]:
        """The longest beginning that is a town in what follows: "jackson heights new york"."""
        for cut in range(min(len(words), 8) - 1, 0, -1):
            head, tail = " ".join(words[:cut]), " ".join(words[cut:])
            towns = self._named(head, country, region, 500, exact=True)
            within = [town for town in towns if self._lies_in(town, tail)]
            if within:
                return within
        return []

    def _within(self, towns: list[Town], places: Iterable[str]) -> list[Town]:
        """Those that lie in each place; a place that none lies in was a slip: it is passed over."""
        for place in places:
            towns = [town for town in towns if self._lies_in(town, place)] or towns
        return towns

    def _lies_in(self, town: Town, place: str) -> bool:
        codes = {code for (code,) in self._read("SELECT code FROM areas WHERE folded = ?", place)}
        if codes & {town.country, *parent_codes(town.region or town.country)}:
            return True
        return any(
            bigger.population > town.population
            and distance_km((town.lat, town.lon), (bigger.lat, bigger.lon)) < _PART_OF_KM
            for bigger in self._named(place, town.country, None, 20, exact=True)
        )

    def _sharing_trigrams(self, name: str, country: str | None) -> list[int]:
        """The ranks of towns that share most trigrams with a name, the biggest towns first."""
        name = name[:60]  # nothing on earth is called longer
        shared: Counter[tuple[int]] = Counter()
        for trigram in {name[at : at + 3] for at in range(len(name) - 2)}:
            query = "SELECT rowid FROM trigrams WHERE trigrams MATCH ?"
            shared.update(self._read(query, f'"{trigram}"'))  # folded: it holds no quote
        ranks = set(shared)
        if country:
            ranks &= set(self._read("SELECT rank FROM towns WHERE country = ?", country))
        return [rank for (rank,) in sorted(ranks, key=lambda row: (-shared[row], row))][
            :_CANDIDATES
        ]

    def _other_names(self, id: int) -> list[str]:  # noqa: A002  # as in get_town
        ((others,),) = self._read("SELECT others FROM towns WHERE id = ?", id)
        return str(others).split("\n")

    def _towns(self, where: str, *values: Any) -> list[Town]:
        # `where` is always written in this file; what people type goes through the question marks.
        return [Town(*row) for row in self._read(f"SELECT {_COLUMNS} FROM towns {where}", *values)]  # noqa: S608  # our own words

    def _read(self, query: str, *values: Any) -> list[Any]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = sqlite3.connect(self._uri, uri=True)
        return connection.execute(query, values).fetchall()
