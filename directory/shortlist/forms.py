"""What the forms of the shortlist send, and what their lists offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from directory.finder.criteria import (
    LONGEST_PLACE,
    RADII_KM,
    Criteria,
    Known,
    Problem,
    read_criteria,
)
from directory.finder.desk import Desk
from directory.finder.facets import Choice
from directory.finder.needs import Need
from directory.finder.problems import explain
from directory.finder.results import Results
from directory.finder.where import Where, find_where
from directory.languages.localizer import Localizer
from directory.places.gazetteer import Gazetteer
from directory.places.regions import get_region, list_countries, list_regions
from directory.shortlist.eligibility import BANDS, Situation, band_of


class Sent(Protocol):
    """A form as it came."""

    def multi_items(self) -> list[tuple[str, str]]: ...
    def get(self, key: str, default: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one heading of a list, such as a need and its narrower ones."""

    label: str
    choices: tuple[Choice, ...]


def read_search(form: Sent, known: Known, gazetteer: Gazetteer) -> Criteria:
    """The search of /find. One form holds country and region: of another country, none is meant."""
    criteria = read_criteria(form.multi_items(), known)
    if town := form.get("town", ""):
        return _at_town(criteria, town, gazetteer)
    if criteria.region and criteria.country not in {None, get_region(criteria.region).country}:
        return replace(criteria, region=None)
    return criteria


def _at_town(criteria: Criteria, number: str, gazetteer: Gazetteer) -> Criteria:
    """A town that was chosen by a button: said by its name and region where these are enough, so
    that the form shows a name and not our number."""
    criteria = replace(criteria, place=number[:LONGEST_PLACE], point=None, page=1)
    town = find_where(criteria, gazetteer).town
    if town is None:
        return criteria
    criteria = replace(criteria, country=town.country, region=town.region)
    by_name = replace(criteria, place=town.name)
    return by_name if find_where(by_name, gazetteer).town == town else criteria


def read_situation(form: Sent, known: Known) -> tuple[Situation, tuple[Problem, ...]]:
    """What the eligibility check is asked about, and what of it cannot be read."""
    values = {name: form.get(f"for_{name}", "").strip() for name in ("band", "language", "need")}
    values["country"] = form.get("for_country", "").strip()
    is_known = {
        "band": BANDS.__contains__,
        "language": known.is_language,
        "need": known.needs.__contains__,
        "country": known.countries.__contains__,
    }
    problems = tuple(
        Problem(name, "unknown", value[:LONGEST_PLACE])
        for name, value in values.items()
        if value and not is_known[name](value)
    )
    bad = {problem.field for problem in problems}
    good = {name: value for name, value in values.items() if value and name not in bad}
    area = _area(good.pop("country", None), form.get("for_region", "").strip(), known)
    return Situation(area=area, **good), problems


def _area(country: str | None, region: str, known: Known) -> str | None:
    """The region, unless it is of another country: then the country was changed after it."""
    is_within = known.is_region(region) and get_region(region).country == country
    return region if is_within else country


def say_problems(problems: Iterable[Problem], localizer: Localizer) -> dict[str, str]:
    """Sentences by field."""
    return {problem.field: explain(problem, localizer) for problem in problems}


def situation_of(criteria: Criteria, where: Where) -> Situation:
    """What the search already said."""
    return Situation(
        band=band_of(criteria.age),
        language=criteria.language,
        area=where.region or where.country,
        need=next(iter(criteria.needs), None),
    )


def list_needs(kind: str, desk: Desk, chosen: Sequence[str] = ()) -> tuple[Group, ...]:
    """All needs of a kind ("harm" or "help"), the narrower ones under the wider one."""
    needs, language = desk.finder.needs, desk.localizer.code

    def choice(need: Need) -> Choice:
        words = needs.label(need.code, language)
        foreign = words.language if words.language != language else None
        return Choice(need.code, words.label, None, need.code in chosen, foreign)

    return tuple(
        Group(choice(top).label, tuple(map(choice, (top, *needs.narrower(top.code)))))
        for top in needs.tops(kind)
    )


def list_radii(results: Results, desk: Desk) -> tuple[Choice, ...]:
    """The distances; counted where a town was named, for without one they mean nothing."""
    if results.filters.radii:
        return results.filters.radii
    chosen = results.asked.criteria.radius_km
    radii = sorted({*map(float, RADII_KM), chosen})
    return tuple(Choice(f"{km:g}", desk.localizer.distance(km), None, km == chosen) for km in radii)


def list_areas(area: str | None, desk: Desk) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Countries, and the regions of the chosen one. area: a country, a region, or none."""
    language, country = desk.localizer.code, (area or "").partition("-")[0]
    regions = list_regions(country, language) if country else []
    return _choices(list_countries(language), country), _choices(regions, area)


def _choices(named: Iterable[tuple[str, str]], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(Choice(code, name, None, code == chosen) for code, name in named)
