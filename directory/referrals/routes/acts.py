"""What a sender does with a referral after it was written: each is one button and one page."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect, show
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.referrals.actions import consenting, drafting, handing_over, taking_back
from directory.referrals.actions.links import make_answer_link
from directory.referrals.actions.opening import show_receipt_again
from directory.referrals.forms.typed import Typed
from directory.referrals.lifecycle import TERMINAL, State
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import Refused
from directory.referrals.routes.one import show_one
from directory.referrals.routes.words_at_hand import read_typed, write_of
from directory.referrals.standing import REASONS

Act = Callable[[Office, Badge, str, Typed], Awaitable[Referral]]


def does(act: Act) -> Callable[[Request, Badge], Awaitable[Response]]:
    """Do it, and show the referral as it is then. What is refused is said on the same page."""

    async def handler(request: Request, badge: Badge) -> Response:
        office, typed = office_of(request), await read_typed(request)
        referral_id = request.path_params["id"]
        try:
            referral = await act(office, badge, referral_id, typed)
        except Refused as refusal:
            return await show_one(request, badge, await get_outgoing(badge, referral_id), refusal)
        return redirect(request, f"/staff/referrals/{referral.id}")

    handler.__name__ = act.__name__
    return handler


async def recall(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    once = typed.once(office.random)
    return await taking_back.recall(office, badge, referral_id, once, typed.one("reason"))


async def withdraw(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    request_id = typed.once(office.random).request_id
    how = typed.one("how")
    return await taking_back.withdraw_for_person(office, badge, referral_id, request_id, how)


async def hand_over(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    to, once = uuid_of(typed.one("member")), typed.once(office.random)
    return await handing_over.transfer_to_colleague(office, badge, referral_id, to, once)


async def ask_void(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    return await taking_back.ask_void(office, badge, referral_id, typed.once(office.random))


async def void(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    return await taking_back.void(office, badge, referral_id, typed.once(office.random))


async def discard(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    return await drafting.discard_draft(office, badge, referral_id, typed.once(office.random))


async def second(office: Office, badge: Badge, referral_id: str, typed: Typed) -> Referral:
    return await consenting.second_consent(office, badge, referral_id, typed.once(office.random))


async def ask_withdrawal(request: Request, badge: Badge) -> Response:
    """The first of two steps: what it means, and on whose word."""
    referral = await get_outgoing(badge, request.path_params["id"], Right.WITHDRAW_REFERRAL)
    if State(referral.state) in TERMINAL and referral.state not in {
        State.COMPLETED,
        State.DECLINED,
    }:
        return redirect(request, f"/staff/referrals/{referral.id}")
    write = write_of(request)
    return show(
        request,
        badge,
        "referrals/withdraw.html",
        referral=referral,
        ways=[(how, write.gettext(REASONS[how])) for how in taking_back.ON_THEIR_WORD[::-1]],
        request_id=office_of(request).random(16).hex(),
    )


async def answer_link(request: Request, badge: Badge) -> Response:
    """For a desk without an account. Answered here: the six digits are shown once."""
    referral_id = request.path_params["id"]
    try:
        made = await make_answer_link(office_of(request), badge, referral_id)
    except Refused as refusal:
        return await show_one(request, badge, await get_outgoing(badge, referral_id), refusal)
    referral = await get_outgoing(badge, referral_id)
    return show(
        request,
        badge,
        "referrals/digits.html",
        referral=referral,
        digits=made.digits.reveal(),
        left=made.left,
    )


async def receipt_again(request: Request, badge: Badge) -> Response:
    """The family has lost its sixteen digits."""
    referral_id = request.path_params["id"]
    try:
        code = await show_receipt_again(office_of(request), badge, referral_id)
    except Refused as refusal:
        return await show_one(request, badge, await get_outgoing(badge, referral_id), refusal)
    referral = await get_outgoing(badge, referral_id)
    return show(request, badge, "referrals/card.html", referral=referral, receipt=code.written())


def _post(path: str, act: Act, right: Right, *, is_guarded: bool = False) -> StaffRoute:
    return StaffRoute(
        f"/staff/referrals/{{id}}/{path}", does(act), right, ["POST"], is_guarded=is_guarded
    )


localized_routes = [
    _post("recall", recall, Right.REFER),
    StaffRoute("/staff/referrals/{id}/withdraw", ask_withdrawal, Right.WITHDRAW_REFERRAL),
    _post("withdraw", withdraw, Right.WITHDRAW_REFERRAL),
    _post("hand-over", hand_over, Right.REFER),
    _post("ask-void", ask_void, Right.REFER),
    _post("void", void, Right.VOID_REFERRAL),
    _post("discard", discard, Right.REFER),
    _post("second", second, Right.REFER, is_guarded=True),
    StaffRoute("/staff/referrals/{id}/answer-link", answer_link, Right.REFER, ["POST"]),
    StaffRoute(
        "/staff/referrals/{id}/receipt-again",
        receipt_again,
        Right.REFER,
        ["POST"],
        is_guarded=True,
    ),
]
