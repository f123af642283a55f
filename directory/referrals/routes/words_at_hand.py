"""What the pages of referrals read from memory: names of needs and areas, numbers, listings."""

from collections.abc import Callable, Iterable

from starlette.requests import Request

from directory.catalog.card import Card, make_card
from directory.catalog.shelf import read_listing
from directory.catalog.stock import need_names_in, stock_of
from directory.guides.emergency import lines_for
from directory.guides.emergency_words import SaidLines, say_lines
from directory.languages.localizer import Localizer, get_localizer
from directory.places.regions import area_name
from directory.places.time_zones import time_zone_of
from directory.referrals.consent_wording import languages_of_consent
from directory.referrals.desk import Desk
from directory.referrals.forms.choices import Options
from directory.referrals.forms.typed import Typed
from directory.search.query import Query
from directory.web.forms import read_form

# Reporting, and the removal of images.
_REPORTING = frozenset({"230", "240"})
_MOST_REPORTING = 3


async def read_typed(request: Request) -> Typed:
    return Typed.of((await read_form(request)).multi_items())


def write_of(request: Request) -> Localizer:
    return get_localizer(str(request.path_params["language"]))


def need_name(request: Request, language: str) -> Callable[[str], str]:
    return need_names_in(stock_of(request).labels, language)


def need_names(request: Request, codes: Iterable[str], language: str) -> dict[str, str]:
    name = need_name(request, language)
    return {code: name(code) for code in codes}


def area_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """Of countries and regions; the whole world is nobody's area."""
    return {code: area_name(code, language) for code in codes if code != "ZZ"}


def emergency_of(request: Request, country: str | None) -> SaidLines:
    moment = stock_of(request).clock()
    return say_lines(lines_for(country, moment.date()), moment, write_of(request))


def cards_of(request: Request, desk: Desk) -> list[Card]:
    """How the listing says that the service can be reached, at each of its places."""
    stock, write = stock_of(request), write_of(request)
    listings = stock.shelf.listings_of("services", str(desk.service.id))
    return [
        make_card(each, labels=stock.labels, localizer=write, moment=stock.clock())
        for each in listings
    ]


def reporting_of(request: Request, country: str | None) -> list[Card]:
    """Where pictures are reported and taken down in a country, and then everywhere."""
    stock, write = stock_of(request), write_of(request)
    asked = Query(needs=stock.labels.answers(_REPORTING), country=country)
    return [
        make_card(read_listing(hit), labels=stock.labels, localizer=write, moment=stock.clock())
        for hit in stock.shelf.search.find(asked).hits[:_MOST_REPORTING]
    ]


def family_languages(write: Localizer) -> tuple[Options, Options]:
    """Those in which a consent can be asked for, then all others, each in the reader's order."""
    ours = languages_of_consent()
    known = (str(tag) for tag in write.locale.languages)
    others = {tag for tag in known if "_" not in tag} - set(ours)
    return _named(ours, write), _named(others, write)


def _named(tags: Iterable[str], write: Localizer) -> Options:
    return sorted(((tag, write.language_name(tag)) for tag in tags), key=lambda each: each[1])


def zone_options(
    desk: Desk, areas: Iterable[str], listed: Iterable[str | None], write: Localizer
) -> Options:
    """Time zones of where the service helps, its own first, by the city whose clock they keep."""
    own = time_zone_of(desk.service.region or desk.service.country or "ZZ")
    found = dict.fromkeys([own, *filter(None, listed), *sorted(map(time_zone_of, areas))])
    # Nobody lives by this one; a line that always answers may be listed so.
    zones = [zone for zone in found if zone != "UTC"] or ["UTC"]
    return [(zone, write.city_of_zone(zone)) for zone in zones]
