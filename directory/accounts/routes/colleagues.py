"""Who keeps the listings of an organization: a provider invites colleagues, and lets them go."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.colleagues import invite_colleague
from directory.accounts.actions.invitations import withdraw_invitation
from directory.accounts.answering import language_of, office_of, query_of, redirect, show
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute
from directory.accounts.ledger import Actor
from directory.accounts.permissions import Right
from directory.accounts.queries import (
    get_colleague,
    get_colleague_invited,
    list_colleagues,
    list_invitations,
)
from directory.accounts.refusals import NotTaken
from directory.accounts.routes.ending import end_or_refuse
from directory.accounts.words import SAID
from directory.web.forms import Fields, read_form

_PAGE = "/staff/colleagues"


async def colleagues(request: Request, badge: Badge) -> Response:
    return await _show(request, badge)


async def invitation(request: Request, badge: Badge) -> Response:
    form, office = await read_form(request), office_of(request)
    said = form.get("language", "")
    language = said if said in office.languages else language_of(request)
    try:
        left = await invite_colleague(office, badge, form.get("email", "")[:300], language)
    except NotTaken as refusal:
        return await _show(request, badge, form, refusal)

    return redirect(request, _PAGE, said="sent" if left else "unsent")


async def _show(
    request: Request, badge: Badge, form: Fields | None = None, refusal: NotTaken | None = None
) -> Response:
    return show(
        request,
        badge,
        "accounts/colleagues.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        said=SAID.get(query_of(request, "said")),
        people=await list_colleagues(badge),
        invitations=await list_invitations(badge, badge.now),
        email=form.get("email", "")[:300] if form else "",
    )


async def withdraw(request: Request, badge: Badge) -> Response:
    found = await get_colleague_invited(badge, request.path_params["id"])
    await withdraw_invitation(office_of(request), Actor.wearing(badge), found)
    return redirect(request, _PAGE, said="withdrawn")


async def let_go(request: Request, badge: Badge) -> Response:
    membership = await get_colleague(badge, request.path_params["id"])
    if refused := await end_or_refuse(request, badge, membership):
        return refused

    return redirect(request, _PAGE, said="let_go")


localized_routes = [
    StaffRoute(_PAGE, colleagues, Right.INVITE_COLLEAGUE),
    StaffRoute(f"{_PAGE}/invite", invitation, Right.INVITE_COLLEAGUE, ["POST"], is_guarded=True),
    StaffRoute(f"{_PAGE}/invited/{{id}}/withdraw", withdraw, Right.INVITE_COLLEAGUE, ["POST"]),
    StaffRoute(f"{_PAGE}/{{id}}/end", let_go, Right.INVITE_COLLEAGUE, ["POST"], is_guarded=True),
]
