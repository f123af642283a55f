"""The page on which an editor shows a place that was kept private."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect, show
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.catalog.facts import Fact
from directory.catalog.stock import stock_of
from directory.languages.catalogues import N_
from directory.listings.actions.showing import get_private, show_place
from directory.listings.careful import Careless
from directory.listings.forms.reading import LONGEST_LINE
from directory.listings.points import follow_town
from directory.typed import Typed
from directory.web.forms import read_form

_FIELDS = (Fact.STREET.code, Fact.POSTAL_CODE.code, Fact.TOWN.code)
_NEEDED = {
    Fact.STREET.code: N_("Write the street and the number: without them nobody finds the place."),
    Fact.TOWN.code: N_("Write the town: without it nobody finds the place."),
}
_TOO_LONG = N_("This is too long: write it in 200 letters.")
_NOT_AGREED = N_("Ask the provider first, and tick this when they have agreed.")


async def place(request: Request, badge: Badge) -> Response:
    service_id = uuid_of(request.path_params["id"])
    if request.method == "GET":
        return await _show(request, badge, Typed({}), {})

    typed = Typed.of((await read_form(request)).multi_items())
    errors = dict(_problems(typed))
    if errors:
        return await _show(request, badge, typed, errors)
    address = {name: " ".join(typed.one(name).split()) or None for name in _FIELDS}
    held = await get_private(badge, service_id)
    was = {Fact.REGION.code: held.service.region}
    address |= follow_town(was, address, held.service.country, stock_of(request).towns)
    try:
        await show_place(office_of(request), badge, service_id, address)
    except Careless as refusal:
        said = {fact.code: sentence for fact, sentence in refusal.facts.items()}
        return await _show(request, badge, typed, said)

    return redirect(request, f"/staff/listings/{service_id}", said="shown")


def _problems(typed: Typed) -> Mapping[str, str]:
    problems = {name: said for name, said in _NEEDED.items() if not typed.one(name).strip()}
    problems |= {name: _TOO_LONG for name in _FIELDS if len(typed.one(name)) > LONGEST_LINE}
    return problems if typed.has("agreed") else problems | {"agreed": _NOT_AGREED}


async def _show(
    request: Request, badge: Badge, typed: Typed, errors: Mapping[str, str]
) -> Response:
    held = await get_private(badge, uuid_of(request.path_params["id"]))
    status = 422 if errors else 200
    return show(
        request, badge, "listings/place.html", status, held=held, typed=typed, errors=dict(errors)
    )


localized_routes = [
    StaffRoute(
        "/staff/listings/{id}/place",
        place,
        Right.REVIEW_LISTINGS,
        ["GET", "POST"],
        is_guarded=True,
    )
]
