"""What a search needs beside the listings: towns, needs, and the codes that may be asked for."""

from collections.abc import Collection
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from starlette.requests import Request

from directory.errors import NotFound
from directory.finder.criteria import Known
from directory.finder.needs import Needs
from directory.places.gazetteer import Gazetteer
from directory.places.regions import get_region, list_countries

LONGEST_TAG = 35  # RFC 5646, section 4.4.1


@dataclass(frozen=True, slots=True)
class FinderStock:
    gazetteer: Gazetteer
    needs: Needs
    known: Known


def finder_stock(gazetteer: Gazetteer, needs: Needs) -> FinderStock:
    countries: Collection[str] = frozenset(code for code, _ in list_countries("en"))
    known = Known(frozenset(need.code for need in needs), countries, is_region, is_language)
    return FinderStock(gazetteer, needs, known)


def finder_stock_of(request: Request) -> FinderStock:
    stock: FinderStock = request.app.state.finder
    return stock


def is_region(code: str) -> bool:
    try:
        get_region(code)
    except NotFound:
        return False
    return True


def is_language(tag: str) -> bool:
    """Whether CLDR knows the language (BCP 47), whether or not anybody here speaks it."""
    if len(tag) > LONGEST_TAG:
        return False
    try:
        language = Locale.parse(tag, sep="-").language
    except (UnknownLocaleError, ValueError):
        language = tag.split("-", maxsplit=1)[0].lower()
    return language in Locale("en").languages
