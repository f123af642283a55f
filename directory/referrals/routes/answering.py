"""What a desk with an account answers."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect
from directory.accounts.permissions import Right
from directory.referrals.actions.answering import answer as give_answer
from directory.referrals.actions.answering import confirm_deleted
from directory.referrals.forms.answer import Unanswered, read_answer
from directory.referrals.lifecycle import UNDER_WAY
from directory.referrals.queries import get_incoming
from directory.referrals.refusals import Refused
from directory.referrals.routes.inbox import show_incoming
from directory.referrals.routes.said import Asked, refused
from directory.referrals.routes.words_at_hand import read_typed


async def answer(request: Request, badge: Badge) -> Response:
    """A page that had not seen the newest state comes back with what was chosen on it."""
    office, referral = office_of(request), await get_incoming(badge, request.path_params["id"])
    typed = await read_typed(request)
    once = typed.once(office.random)
    try:
        given = read_answer(typed, office.clock().date())
        after = await give_answer(office, badge, referral.id, once, given)
    except Unanswered as refusal:
        return await show_incoming(request, badge, referral, Asked(typed, refusal.problems, 422))
    except Refused as refusal:
        now = await get_incoming(badge, referral.id)
        return await show_incoming(request, badge, now, refused(refusal, typed))

    # Who has just shown that it is them reads on: where to call is said once it is taken on.
    goes_on = typed.has("opened") and badge.is_confirmed and after.state in UNDER_WAY
    return redirect(request, f"/staff/inbox/{after.id}{'/open' if goes_on else ''}")


async def deleted(request: Request, badge: Badge) -> Response:
    """The desk keeps no copy of what was taken back (R-06)."""
    office, referral = office_of(request), await get_incoming(badge, request.path_params["id"])
    typed = await read_typed(request)
    try:
        await confirm_deleted(office, badge, referral.id, typed.once(office.random))
    except Refused as refusal:
        now = await get_incoming(badge, referral.id)
        return await show_incoming(request, badge, now, refused(refusal, typed))

    return redirect(request, f"/staff/inbox/{referral.id}")


localized_routes = [
    StaffRoute("/staff/inbox/{id}/answer", answer, Right.ANSWER_REFERRAL, ["POST"]),
    StaffRoute("/staff/inbox/{id}/deleted", deleted, Right.ANSWER_REFERRAL, ["POST"]),
]
