"""What every page of a draft does first: find it, and ask a colleague who they are."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import Handler, office_of, redirect
from directory.accounts.permissions import Right
from directory.referrals.access import Side
from directory.referrals.actions.opening import open_payload
from directory.referrals.lifecycle import State
from directory.referrals.minimal import Payload
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import Refused

DraftHandler = Callable[[Request, Badge, Referral], Awaitable[Response]]


def of_draft(handler: DraftHandler) -> Handler:
    """Whoever wrote it goes on without the second factor, within the same sitting; a colleague is
    asked for it, as for everything sealed. What is a draft no more has another page."""

    @wraps(handler)
    async def answer(request: Request, badge: Badge) -> Response:
        referral = await get_outgoing(badge, request.path_params["id"], Right.REFER)
        if referral.state != State.DRAFT:
            return redirect(request, f"/staff/referrals/{referral.id}")
        if referral.member_id != badge.member.id and not badge.is_confirmed:
            back = f"/{request.path_params['language']}/staff/referrals/{referral.id}"
            return redirect(request, "/staff/confirm", next=back)
        try:
            return await handler(request, badge, referral)
        except Refused:  # another was quicker, or has no key: that page says how it stands
            return redirect(request, f"/staff/referrals/{referral.id}")

    return answer


async def read_draft(request: Request, badge: Badge, referral: Referral) -> Payload:
    return await open_payload(office_of(request), badge, referral.id, Side.SENDER)
