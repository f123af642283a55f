"""The search of caseworkers, and up to four of what it found side by side.

All of it is posted and nothing is kept: what is looked for and what is marked travel in the forms,
in no address, no log and no record.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, redirect, show
from directory.accounts.permissions import Right
from directory.catalog.listing import Listing
from directory.finder.criteria import Criteria
from directory.finder.desk import Desk, desk_for
from directory.finder.where import Where, locate
from directory.languages.localizer import Localizer
from directory.shortlist.forms import read_search, read_situation, say_problems, situation_of
from directory.shortlist.marked import MOST, Marked, read_marked
from directory.shortlist.views import compare_view, list_view, read_listings
from directory.web.forms import Fields, read_form


async def find(request: Request, badge: Badge) -> Response:
    desk, form = desk_for(request), await read_form(request)
    if request.method == "GET":
        # An address asks for nothing: what stands in one stays in a history.
        criteria = Criteria(country=desk.stock.settings.default_country)
        return _show_list(request, badge, list_view(criteria, Where(criteria.country), (), desk))

    criteria, where = _read(form, desk)
    return _show_list(request, badge, list_view(criteria, where, _marked(form).ids, desk))


async def compare(request: Request, badge: Badge) -> Response:
    if request.method == "GET":
        # The address in the bar, asked for anew: without its form it compares nothing.
        return redirect(request, "/staff/find")

    desk, form = desk_for(request), await read_form(request)
    (criteria, where), marked = _read(form, desk), _marked(form)
    # One can be looked at alone, whatever is marked beside it.
    compared = Marked((form["only"],)) if form.get("only") else marked
    listings = read_listings(compared.ids, desk)
    refusal = _refuse(compared, listings, desk.localizer)
    if refusal or not criteria.is_valid:
        return _show_list(request, badge, list_view(criteria, where, marked.ids, desk), refusal)

    is_typed = "for_band" in form
    situation, problems = (
        read_situation(form, desk.finder.known) if is_typed else (situation_of(criteria, where), ())
    )
    return show(
        request,
        badge,
        "shortlist/compare.html",
        422 if problems else 200,
        **compare_view(listings, situation, desk),
        criteria=criteria,
        marked=marked.ids,
        only=form.get("only", ""),
        gone=len(compared.ids) - len(listings),
        errors=say_problems(problems, desk.localizer),
    )


def _show_list(
    request: Request, badge: Badge, view: dict[str, Any], refusal: str | None = None
) -> Response:
    status = 422 if refusal or view["errors"] else 200
    return show(request, badge, "shortlist/find.html", status, **view, refusal=refusal)


def _read(form: Fields, desk: Desk) -> tuple[Criteria, Where]:
    gazetteer = desk.finder.gazetteer
    return locate(read_search(form, desk.finder.known, gazetteer), gazetteer)


def _marked(form: Fields) -> Marked:
    return read_marked(form.getlist("service"), without=form.get("without", ""))


def _refuse(compared: Marked, listings: list[Listing], localizer: Localizer) -> str | None:
    """Why these cannot stand side by side, and what to do."""
    if not compared.ids:
        return localizer.gettext("Mark one service or more in the list, then compare.")
    if compared.too_many:
        return localizer.ngettext(
            "%(most)s services fit side by side. Take away one mark.",
            "%(most)s services fit side by side. Take away %(count)s marks.",
            compared.too_many,
        ) % {"most": localizer.number(MOST), "count": localizer.number(compared.too_many)}
    return None if listings else localizer.gettext("What you marked is not listed any more.")


localized_routes = [
    StaffRoute("/staff/find", find, Right.SEARCH_AS_STAFF, ["GET", "POST"]),
    StaffRoute("/staff/compare", compare, Right.SEARCH_AS_STAFF, ["GET", "POST"]),
]
