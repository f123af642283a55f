"""Sending: a last look at what goes to whom, then the codes, shown once."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, redirect, show
from directory.accounts.permissions import Right
from directory.referrals.actions.sending import send_referral
from directory.referrals.coded import Urgency
from directory.referrals.desk import get_desk
from directory.referrals.exactly_sent import lines_of
from directory.referrals.lifecycle import ConsentState, State
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing
from directory.referrals.refusals import Refused
from directory.referrals.routes.drafts import of_draft, read_draft
from directory.referrals.routes.words_at_hand import (
    area_names,
    cards_of,
    emergency_of,
    need_names,
    read_typed,
    write_of,
)


@of_draft
async def look(request: Request, badge: Badge, referral: Referral) -> Response:
    """Without a living consent there is nothing to send: back to asking for it."""
    if referral.consent is None or referral.consent.state != ConsentState.ACTIVE:
        return redirect(request, f"/staff/referrals/{referral.id}/consent")
    return await _show(request, badge, referral)


async def send(request: Request, badge: Badge) -> Response:
    """Answered here, not redirected to: no address may lead to the codes. The same page sent twice
    sends once and shows them again."""
    office, typed = office_of(request), await read_typed(request)
    referral = await get_outgoing(badge, request.path_params["id"], Right.REFER)
    try:
        sent = await send_referral(office, badge, referral.id, typed.once(office.random))
    except Refused as refusal:
        if referral.state != State.DRAFT:
            return redirect(request, f"/staff/referrals/{referral.id}")
        return await _show(request, badge, referral, refusal)

    desk = await get_desk(sent.referral.service_id)  # type: ignore[arg-type]  # it was just sent there
    return show(
        request,
        badge,
        "referrals/sent.html",
        referral=sent.referral,
        desk=desk,
        ways=[way for card in cards_of(request, desk)[:1] for way in card.ways],
        code=sent.code.spoken(),
        receipt=sent.receipt.written(),
    )


async def _show(
    request: Request, badge: Badge, referral: Referral, refusal: Refused | None = None
) -> Response:
    write, payload = write_of(request), await read_draft(request, badge, referral)
    desk = await get_desk(referral.service_id)  # type: ignore[arg-type]  # a draft has its service
    areas = [payload.area] if payload.area else []
    is_urgent = payload.urgency is Urgency.TODAY
    return show(
        request,
        badge,
        "referrals/send.html",
        422 if refusal else 200,
        refusal=refusal.sentence if refusal else "",
        referral=referral,
        desk=desk,
        lines=lines_of(
            payload,
            write,
            need_names(request, payload.need, write.code),
            area_names(areas, write.code),
        ),
        emergency=emergency_of(request, desk.service.country) if is_urgent else None,
        request_id=office_of(request).random(16).hex(),
    )


localized_routes = [
    StaffRoute("/staff/referrals/{id}/send", look, Right.REFER),
    StaffRoute("/staff/referrals/{id}/send", send, Right.REFER, ["POST"]),
]
