"""The inbox of a desk, one referral in it, and what that says to whoever shows that it is them."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect, show
from directory.accounts.permissions import Place, Right
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.privacy.codes import Misread, ReferralCode
from directory.referrals.access import Side
from directory.referrals.actions.opening import open_payload, read_code, require_open
from directory.referrals.models import Referral
from directory.referrals.queries import find_by_code, get_incoming
from directory.referrals.refusals import ConsentEnded, Refused
from directory.referrals.routes.said import Asked, answering_context, refused, said_lines
from directory.referrals.routes.words_at_hand import read_typed
from directory.referrals.standing import STATES, URGENCIES
from directory.referrals.views.inbox import read_inbox, row_of

_NO_SUCH_CODE = N_("We found no referral to your team with this code. Ask to hear it again.")


async def inbox(request: Request, badge: Badge) -> Response:
    """With a form: the code that a family says on the telephone. It never stands in an address."""
    if request.method == "GET":
        return await _show_inbox(request, badge, Asked())

    typed = await read_typed(request)
    try:
        code = ReferralCode.read(typed.one("code"))
        referral = await find_by_code(office_of(request), badge, code)
    except (Misread, NotFound):
        return await _show_inbox(request, badge, Asked(typed, {"code": _NO_SUCH_CODE}, 422))

    team = referral.recipient_team
    is_here = team is not None and badge.may(Right.ANSWER_REFERRAL, Place(team.agency_id, team.id))
    return redirect(request, f"/staff/{'inbox' if is_here else 'referrals'}/{referral.id}")


async def _show_inbox(request: Request, badge: Badge, asked: Asked) -> Response:
    return show(
        request,
        badge,
        "referrals/inbox.html",
        asked.status,
        inbox=await read_inbox(badge),
        errors=dict(asked.errors),
        typed=asked.typed,
        states=STATES,
        urgencies=URGENCIES,
    )


async def incoming(request: Request, badge: Badge) -> Response:
    referral = await get_incoming(badge, request.path_params["id"])
    return await show_incoming(request, badge, referral, Asked())


async def open_incoming(request: Request, badge: Badge) -> Response:
    """What it says. That it was opened, and by whom, is a line of the audit each time."""
    office, referral_id = office_of(request), request.path_params["id"]
    try:
        payload = await open_payload(office, badge, referral_id, Side.RECIPIENT)
        code = await read_code(office, badge, referral_id, Side.RECIPIENT)
    except Refused as refusal:
        referral = await get_incoming(badge, referral_id)
        return await show_incoming(request, badge, referral, refused(refusal))

    referral = await get_incoming(badge, referral_id)
    lines = said_lines(request, payload)
    return await show_incoming(
        request, badge, referral, Asked(), lines=lines, code=code.spoken(), is_open=True
    )


async def show_incoming(
    request: Request, badge: Badge, referral: Referral, asked: Asked, **opened: object
) -> Response:
    """opened: what it says, where it was opened."""
    office = office_of(request)
    context = {"lines": (), "code": "", "is_open": False, **opened}
    return show(
        request,
        badge,
        "referrals/inbox_one.html",
        asked.status,
        row=await row_of(referral, badge.now),
        may_open=_may_open(request, referral),
        errors=dict(asked.errors),
        **answering_context(office, referral, asked.typed),
        **context,
    )


def _may_open(request: Request, referral: Referral) -> bool:
    try:
        require_open(office_of(request), referral, Side.RECIPIENT)
    except ConsentEnded:
        return False
    return True


localized_routes = [
    StaffRoute("/staff/inbox", inbox, Right.ANSWER_REFERRAL, ["GET", "POST"]),
    StaffRoute("/staff/inbox/{id}", incoming, Right.ANSWER_REFERRAL),
    StaffRoute("/staff/inbox/{id}/open", open_incoming, Right.ANSWER_REFERRAL, is_guarded=True),
]
