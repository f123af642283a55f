"""The keys with which the programs of an organization keep its listings."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.api_keys import LASTS, make_key, revoke_key
from directory.accounts.actions.shown_once import Kind, ToShow
from directory.accounts.answering import office_of, query_of, redirect, show
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute
from directory.accounts.ledger import Actor
from directory.accounts.permissions import Right
from directory.accounts.queries import get_key, list_keys
from directory.accounts.refusals import NotTaken
from directory.accounts.routes.once import show_once
from directory.accounts.scopes import SCOPES
from directory.accounts.words import SAID
from directory.typed import Typed
from directory.web.forms import read_form


async def keys(request: Request, badge: Badge) -> Response:
    return await _show(request, badge, Typed({}))


async def new_key(request: Request, badge: Badge) -> Response:
    """Guarded: whoever has the key acts without a second factor from then on."""
    typed = Typed.of((await read_form(request)).multi_items())
    wanted, days = typed.many("scope"), typed.one("days")
    try:
        key = await make_key(office_of(request), badge, typed.one("name"), wanted, days)
    except NotTaken as refusal:
        return await _show(request, badge, typed, refusal)

    return await show_once(request, badge.token, ToShow(Kind.PROGRAM_KEY, [key.reveal()]))


async def _show(
    request: Request, badge: Badge, typed: Typed, refusal: NotTaken | None = None
) -> Response:
    found = await list_keys(badge)
    return show(
        request,
        badge,
        "accounts/keys.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        said=SAID.get(query_of(request, "said")),
        typed=typed,
        keys=[each for each in found if each.counts_at(badge.now)],
        ended=[each for each in found if not each.counts_at(badge.now)],
        scopes=SCOPES,
        lasts=LASTS,
    )


async def revoke(request: Request, badge: Badge) -> Response:
    key = await get_key(badge, request.path_params["id"])
    await revoke_key(office_of(request), Actor.wearing(badge), key)
    return redirect(request, "/staff/keys", said="key_ended")


localized_routes = [
    StaffRoute("/staff/keys", keys, Right.KEEP_KEYS),
    StaffRoute("/staff/keys/new", new_key, Right.KEEP_KEYS, ["POST"], is_guarded=True),
    StaffRoute("/staff/keys/{id}/revoke", revoke, Right.KEEP_KEYS, ["POST"]),
]
