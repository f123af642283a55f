"""Ending somebody's access: a role, an account, one's own account."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.members import disable_member, end_membership, leave
from directory.accounts.answering import (
    address_of,
    forget,
    language_of,
    office_of,
    page_of,
    redirect,
    show,
)
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute
from directory.accounts.ledger import Actor
from directory.accounts.models import Membership
from directory.accounts.permissions import Right
from directory.accounts.queries import get_member, get_membership
from directory.accounts.refusals import LeavesBehind, NotTaken
from directory.privacy.stretching import Password
from directory.web.forms import Fields, read_form

# Sent by the form that has said what would be lost.
_KNOWS_LOSS = "knows_loss"


async def end_role(request: Request, badge: Badge) -> Response:
    membership = await get_membership(badge, Right.END_MEMBERSHIP, request.path_params["id"])
    if refused := await end_or_refuse(request, badge, membership):
        return refused

    if membership.team_id and membership.id != badge.membership.id:
        return redirect(request, f"/staff/teams/{membership.team_id}", said="ended")
    return redirect(request, "/staff/")


async def disable(request: Request, badge: Badge) -> Response:
    found = await get_member(badge, Right.DISABLE_MEMBER, request.path_params["id"])
    knows_loss = _KNOWS_LOSS in await read_form(request)
    by = Actor.wearing(badge)
    try:
        await disable_member(office_of(request), by, found, knows_loss=knows_loss)
    except (NotTaken, LeavesBehind) as refusal:
        return _show_refusal(request, badge, refusal)

    return redirect(request, f"/staff/members/{found.id}", said="stopped")


async def leave_for_good(request: Request, badge: Badge) -> Response:
    form = await read_form(request)
    word, knows_loss = Password(form.get("password", "")[:1_000]), _KNOWS_LOSS in form
    office, address = office_of(request), address_of(request)
    try:
        await leave(office, badge, word, address, knows_loss=knows_loss)
    except (NotTaken, LeavesBehind) as refusal:
        return _show_refusal(request, badge, refusal, form)

    return forget(redirect(request, "/staff/sign-in"), '"cache", "cookies", "storage"')


async def end_or_refuse(request: Request, badge: Badge, membership: Membership) -> Response | None:
    """None where the role has ended, else the page that says what would be lost with it."""
    knows_loss = _KNOWS_LOSS in await read_form(request)
    by = Actor.wearing(badge)
    try:
        await end_membership(office_of(request), by, membership, knows_loss=knows_loss)
    except (NotTaken, LeavesBehind) as refusal:
        return _show_refusal(request, badge, refusal)
    return None


def _show_refusal(
    request: Request, badge: Badge, refusal: NotTaken | LeavesBehind, form: Fields | None = None
) -> Response:
    """What stands against it. form: of somebody who leaves, and types the password once more."""
    return show(
        request,
        badge,
        "accounts/ending.html",
        422,
        errors=refusal.errors if isinstance(refusal, NotTaken) else {},
        left=refusal if isinstance(refusal, LeavesBehind) else LeavesBehind(),
        knows_loss=form is not None and _KNOWS_LOSS in form,
        is_own=form is not None,
        here=request.url.path,
        back=page_of(request) if form is None else f"/{language_of(request)}/staff/account",
    )


localized_routes = [
    StaffRoute("/staff/memberships/{id}/end", end_role, Right.END_MEMBERSHIP, ["POST"]),
    StaffRoute("/staff/members/{id}/disable", disable, Right.DISABLE_MEMBER, ["POST"]),
    StaffRoute("/staff/account/leave", leave_for_good, Right.USE_ACCOUNT, ["POST"]),
]
