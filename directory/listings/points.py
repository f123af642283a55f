"""Where a place is: its point as people copy it from a map, and the town that it lies in."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from directory.catalog.facts import Fact
from directory.places.distance import Point
from directory.places.gazetteer import Town

# Five decimals are a metre.
_DECIMALS = 5
# Maps write a dot; people of many countries a comma, and then something else between the two.
_WITH_DOTS = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)[\s,;]+([+-]?\d{1,3}(?:\.\d+)?)")
_WITH_COMMAS = re.compile(r"([+-]?\d{1,3}(?:,\d+)?)(?:\s*;|,?\s)\s*([+-]?\d{1,3}(?:,\d+)?)")
# A place in the wild still has a town of its country within some 100 km.
_NEAR_DEGREES = 1.0


class Towns(Protocol):
    """Whoever knows the towns of the world (`places.gazetteer.Gazetteer`)."""

    def town_called(self, name: str, country: str, region: str | None = ...) -> Town | None: ...
    def list_towns_within(
        self, box: tuple[float, float, float, float], country: str | None, limit: int
    ) -> list[Town]: ...


def read_point(text: str) -> Point | None:
    """(latitude, longitude) in degrees of "40.4168, -3.7038", None for what is no point."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("°", "")
    found = _WITH_DOTS.fullmatch(plain) or _WITH_COMMAS.fullmatch(plain)
    if found is None:
        return None
    lat, lon = (round(float(part.replace(",", ".")), _DECIMALS) for part in found.groups())
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def write_point(lat: float | None, lon: float | None) -> str | None:
    if lat is None or lon is None:
        return None
    return f"{_degrees(lat)}, {_degrees(lon)}"


def _degrees(value: float) -> str:
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def lies_in(point: Point, country: str, towns: Towns) -> bool:
    """Whether a point can be in a country: one whose numbers are the wrong way round hardly is."""
    lat, lon = point
    south, north = max(lat - _NEAR_DEGREES, -90.0), min(lat + _NEAR_DEGREES, 90.0)
    west, east = (
        (degrees + 180) % 360 - 180 for degrees in (lon - _NEAR_DEGREES, lon + _NEAR_DEGREES)
    )
    return bool(towns.list_towns_within((south, west, north, east), country, 1))


def follow_town(
    was: Mapping[str, Any], said: Mapping[str, Any], country: str | None, towns: Towns
) -> dict[str, Any]:
    """The region and the point that go with the town, where somebody said another one of these.

    The old point would send families to the old town, and the old region would list it there. was,
    said: by the codes of facts. Who says a point or a region means it; otherwise the place stands
    in the middle of its town, and nowhere on the map if nobody knows which town that is.
    """
    now = {**was, **said}
    changed = {fact for fact in _WHERE if now.get(fact.code) != was.get(fact.code)}
    is_emptied = Fact.POINT in changed and not now[Fact.POINT.code]
    if not changed & {Fact.TOWN, Fact.REGION} and not is_emptied:
        return {}
    before = _town_of(was, country, towns, is_region_said=False)
    after = _town_of(now, country, towns, is_region_said=Fact.REGION in changed)
    found: dict[str, Any] = {}
    if after and after.region and Fact.REGION not in changed:
        found[Fact.REGION.code] = after.region
    has_moved = after != before or (after is None and Fact.TOWN in changed)
    if is_emptied or (has_moved and Fact.POINT not in changed):
        found[Fact.POINT.code] = write_point(after.lat, after.lon) if after else None
    return found


_WHERE = (Fact.TOWN, Fact.REGION, Fact.POINT)


def _town_of(
    facts: Mapping[str, Any], country: str | None, towns: Towns, *, is_region_said: bool
) -> Town | None:
    """A region that stands there from before may be that of the old town."""
    name, region = facts.get(Fact.TOWN.code), facts.get(Fact.REGION.code)
    if not name or not country:
        return None
    found = towns.town_called(name, country, region) if region else None
    if found is None and not (region and is_region_said):
        found = towns.town_called(name, country)
    return found
