"""The headings of a page of results: where was looked, and why something is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.finder.desk import Desk
from directory.finder.where import Where
from directory.places.gazetteer import Town
from directory.places.regions import country_name, region_name
from directory.search.reach import Group


def say_place(where: Where, desk: Desk) -> str | None:
    language = desk.localizer.code
    if where.town is not None:
        return desk.finder.gazetteer.name_of(where.town, language)
    if where.region is not None:
        return region_name(where.region, language)
    return country_name(where.country, language) if where.country else None


def say_title(where: Where, desk: Desk) -> str:
    _, place = desk.localizer.gettext, say_place(where, desk)
    if place is None:
        return _("Places that help")
    if where.point is not None:
        return _("Help near %(place)s") % {"place": place}
    return _("%(place)s: places that help") % {"place": place}


def say_group(key: Group, where: Where, desk: Desk) -> str:
    _, language = desk.localizer.gettext, desk.localizer.code
    country = country_name(where.country, language) if where.country else ""
    region = region_name(where.region, language) if where.region else country
    near = say_place(where, desk) or ""
    titles = {
        Group.NEAR: _("%(near)s and around"),
        Group.REGION: _("%(region)s: the whole region"),
        Group.CONFIDENTIAL: _("Serves your area. The place is kept private"),
        Group.COUNTRY: _("%(country)s: the whole country"),
        Group.PARTS: _("%(country)s: some regions"),
        Group.WORLD: _("For everyone, in any country"),
        Group.ELSEWHERE: _("For one country or region"),
    }
    return titles[key] % {"near": near, "region": region, "country": country}


@dataclass(frozen=True, slots=True)
class TownChoice:
    """A town to choose instead, with what tells it from others of its name."""

    id: int
    label: str


def choose_towns(towns: Iterable[Town], desk: Desk) -> tuple[TownChoice, ...]:
    return tuple(TownChoice(town.id, _describe(town, desk)) for town in towns)


def _describe(town: Town, desk: Desk) -> str:
    language = desk.localizer.code
    name = desk.finder.gazetteer.name_of(town, language)
    region = region_name(town.region, language) if town.region else None
    parts = dict.fromkeys(filter(None, (name, region, country_name(town.country, language))))
    return " · ".join(parts)


def say_left_out(name: str, desk: Desk) -> str:
    """What a search did without, as an item of a list."""
    _ = desk.localizer.gettext
    words = {
        "open_now": _("open now"),
        "day": _("the day of the week"),
        "age": _("the age"),
        "language": _("the language"),
        "accessible": _("wheelchair access"),
        "free": _("free of charge"),
        "remote": _("by phone or online"),
        "accepting": _("room for new people"),
        "placed": _("a place to go to"),
        "words": _("your own words"),
        "radius": _("the distance"),
        "needs": _("what you need"),
    }
    return words[name]
