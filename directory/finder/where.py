"""From what a person says of a place to a point, a region and a country."""

from msgspec import Struct

from directory.errors import NotFound
from directory.finder.criteria import Criteria, Problem
from directory.places.distance import Point
from directory.places.gazetteer import Gazetteer, Town
from directory.places.regions import get_region

OTHER_TOWNS = 4


class Where(Struct, frozen=True):
    """The place of one search; `others` and `suggestions` are towns to choose instead."""

    country: str | None = None
    region: str | None = None
    town: Town | None = None
    point: Point | None = None
    others: tuple[Town, ...] = ()
    suggestions: tuple[Town, ...] = ()
    unknown_place: str = ""
    problem: Problem | None = None


def locate(criteria: Criteria, gazetteer: Gazetteer) -> tuple[Criteria, Where]:
    """The place of a search; criteria whose place cannot be used carry the problem from here."""
    where = find_where(criteria, gazetteer)
    return (criteria.with_problem(where.problem) if where.problem else criteria), where


def find_where(criteria: Criteria, gazetteer: Gazetteer) -> Where:
    """Resolve the place. A misspelt town gives suggestions, never a refusal."""
    if criteria.point is not None:
        return _around(criteria, criteria.point, gazetteer)
    if criteria.place.isdecimal() and criteria.place.isascii():
        return _chosen(criteria, gazetteer)
    if criteria.place:
        return _named(criteria, gazetteer)
    if criteria.region is not None:
        return Where(country=get_region(criteria.region).country, region=criteria.region)
    return Where(country=criteria.country)


def _around(criteria: Criteria, point: Point, gazetteer: Gazetteer) -> Where:
    town = gazetteer.nearest_town(*point)
    if town is None:
        return Where(criteria.country, criteria.region, point=point)
    return Where(town.country, town.region, town, point)


def _chosen(criteria: Criteria, gazetteer: Gazetteer) -> Where:
    try:
        return _at(gazetteer.get_town(int(criteria.place)))
    except (NotFound, OverflowError):
        problem = Problem("place", "unknown", criteria.place)
        return Where(criteria.country, criteria.region, problem=problem)


def _named(criteria: Criteria, gazetteer: Gazetteer) -> Where:
    towns = gazetteer.find_towns(criteria.place, criteria.country, criteria.region)
    if towns:
        return _at(towns[0], others=tuple(towns[1 : 1 + OTHER_TOWNS]))
    elsewhere = gazetteer.find_towns(criteria.place) if criteria.country else []
    suggestions = elsewhere[:2] + gazetteer.suggest_towns(criteria.place, criteria.country)
    return Where(
        country=criteria.country,
        region=criteria.region,
        suggestions=tuple(suggestions[: 1 + OTHER_TOWNS]),
        unknown_place=criteria.place,
    )


def _at(town: Town, others: tuple[Town, ...] = ()) -> Where:
    return Where(town.country, town.region, town, (town.lat, town.lon), others)
