"""What the two pages show: the search with its list, and the services side by side."""

from collections.abc import Collection, Iterable
from typing import Any

from msgspec.structs import replace

from directory.catalog.listing import Listing
from directory.catalog.wording import Shown, best
from directory.errors import NotFound
from directory.finder.asking import ask
from directory.finder.criteria import Criteria
from directory.finder.desk import Desk
from directory.finder.facets import Choice
from directory.finder.results import Results, find_results
from directory.finder.where import Where
from directory.guides.emergency import lines_for
from directory.languages.folding import fold
from directory.search.facets import FacetsAsked
from directory.search.query import Query
from directory.shortlist.comparing import compare_listings
from directory.shortlist.eligibility import BANDS, Situation
from directory.shortlist.forms import list_areas, list_needs, list_radii, say_problems


def list_view(
    criteria: Criteria, where: Where, marked: Collection[str], desk: Desk
) -> dict[str, Any]:
    """The form as it was sent, and the list; with a mistake in it, the form alone.

    `elsewhere` are (id, name) of what is marked and not on this page.
    """
    results = search(replace(criteria, problems=()), where, desk)
    on_page = {card.listing.id for card in results.cards} if criteria.is_valid else set()
    others = read_listings([each for each in marked if each not in on_page], desk)
    countries, regions = list_areas(criteria.region or criteria.country, desk)
    return {
        "results": results,
        "is_listed": criteria.is_valid,
        # What could not be read comes back as it was typed; what is too long is still there whole.
        "typed": {it.field: it.value for it in criteria.problems if it.code != "too_long"},
        "errors": say_problems(criteria.problems, desk.localizer),
        "marked": frozenset(marked),
        "elsewhere": [(each.id, _name(each, desk)) for each in others],
        "harms": list_needs("harm", desk),
        "helps": list_needs("help", desk),
        "countries": countries,
        "regions": regions,
        "radii": list_radii(results, desk),
        "emergency": lines_for(where.country, desk.moment.date()),
    }


def search(criteria: Criteria, where: Where, desk: Desk) -> Results:
    """The search of families. After the last page comes the first: where the form was changed and
    a button of the list pressed, the page was counted in another list."""
    needs, code = desk.finder.needs, desk.localizer.code
    try:
        return find_results(ask(criteria, where, needs, code, desk.moment), desk)
    except NotFound:
        first = replace(criteria, page=1)
        return find_results(ask(first, where, needs, code, desk.moment), desk)


def compare_view(listings: Iterable[Listing], situation: Situation, desk: Desk) -> dict[str, Any]:
    countries, regions = list_areas(situation.area, desk)
    return {
        "comparison": compare_listings(listings, situation, desk),
        "situation": situation,
        "bands": [
            Choice(band, _say_band(band, desk), None, band == situation.band) for band in BANDS
        ],
        "spoken": _languages(situation.language, desk),
        "countries": countries,
        "regions": regions,
        "needs": (*list_needs("harm", desk), *list_needs("help", desk)),
    }


def read_listings(ids: Iterable[str], desk: Desk) -> list[Listing]:
    """Those of the ids that are still listed."""
    found = (desk.stock.shelf.listing(each) for each in ids)
    return [listing for listing in found if listing is not None]


def _name(listing: Listing, desk: Desk) -> Shown:
    return best(listing.name, (desk.localizer.code, "en"))


def _say_band(band: str, desk: Desk) -> str:
    low, high = BANDS[band]
    _, number = desk.localizer.gettext, desk.localizer.number
    if low >= 18:
        return _("age %(low)s and over") % {"low": number(low)}
    return _("ages %(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def _languages(chosen: str | None, desk: Desk) -> list[Choice]:
    """What anybody here speaks, and what was asked for."""
    found = desk.stock.shelf.search.find(Query(size=1), FacetsAsked({}))
    tags = {*found.facets.languages, *filter(None, [chosen])}
    named = [Choice(tag, desk.localizer.language_name(tag), None, tag == chosen) for tag in tags]
    return sorted(named, key=lambda choice: fold(choice.label))
