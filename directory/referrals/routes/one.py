"""One referral as its senders see it: where it stands, what can be done, and what it says."""

import json

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, show
from directory.accounts.models import Membership
from directory.accounts.permissions import Place, Right
from directory.accounts.roles import Role
from directory.catalog.stock import stock_of
from directory.referrals.access import Side, may_open
from directory.referrals.actions.exporting import export_referral
from directory.referrals.actions.opening import open_payload, read_code
from directory.referrals.exactly_sent import lines_of
from directory.referrals.fhir import bundle_of
from directory.referrals.lifecycle import MOVES, RECALLED_BECAUSE, ConsentState, Event, State
from directory.referrals.models import Referral
from directory.referrals.queries import get_outgoing, list_outgoing
from directory.referrals.refusals import ConsentEnded, NoKey, Refused
from directory.referrals.routes.words_at_hand import area_names, need_name, need_names, write_of
from directory.referrals.standing import CONSENT_STATES, REASONS, STATES, URGENCIES
from directory.referrals.views.board import row_of
from directory.referrals.views.next_services import next_services

FHIR_JSON = "application/fhir+json"


async def one(request: Request, badge: Badge) -> Response:
    referral = await get_outgoing(badge, request.path_params["id"])
    return await show_one(request, badge, referral)


async def show_one(
    request: Request, badge: Badge, referral: Referral, refusal: Refused | None = None
) -> Response:
    """refusal: why an act was not done; the page is as it stands now."""
    write, state, consent = write_of(request), State(referral.state), referral.consent
    place = Place(referral.team.agency_id, referral.team_id)
    is_readable = may_open(
        Side.SENDER,
        state,
        ConsentState(consent.state) if consent else None,
        consent.expires_at if consent else None,
        badge.now,
    )
    return show(
        request,
        badge,
        "referrals/one.html",
        422 if refusal else 200,
        refusal=refusal.sentence if refusal else "",
        referral=referral,
        state=state,
        row=await row_of(referral, badge.now),
        can={event for event in Event if (state, event) in MOVES},
        event=Event,
        is_readable=is_readable,
        may_refer=badge.may(Right.REFER, place),
        may_void=badge.may(Right.VOID_REFERRAL, place),
        colleagues=await _colleagues(referral),
        recalled_because=[(code, write.gettext(REASONS[code])) for code in RECALLED_BECAUSE],
        next_services=await next_services(
            stock_of(request), referral, await list_outgoing(badge, frozenset(State)), write
        ),
        request_id=office_of(request).random(16).hex(),
        states=STATES,
        consent_states=CONSENT_STATES,
        reasons=REASONS,
        urgencies=URGENCIES,
        need_name=need_name(request, write.code),
    )


async def _colleagues(referral: Referral) -> list[Membership]:
    """Who can go on with it: the others who refer in the team."""
    held = Membership.filter(
        team_id=referral.team_id,
        role__in=[Role.CASEWORKER, Role.TEAM_LEAD],
        ended_at=None,
        member__status="active",
    )
    found = await held.exclude(member_id=referral.member_id).select_related("member")
    return sorted(found, key=lambda each: each.member.name)


async def opened(request: Request, badge: Badge) -> Response:
    """What it says, line by line, to be read or printed. Every opening is in the audit."""
    office, write = office_of(request), write_of(request)
    referral = await get_outgoing(badge, request.path_params["id"])
    try:
        payload = await open_payload(office, badge, referral.id, Side.SENDER)
        is_sent = referral.state != State.DRAFT
        code = await read_code(office, badge, referral.id, Side.SENDER) if is_sent else None
    except (ConsentEnded, NoKey) as refusal:
        return await show_one(request, badge, referral, refusal)

    areas = [payload.area] if payload.area else []
    return show(
        request,
        badge,
        "referrals/opened.html",
        referral=referral,
        lines=lines_of(
            payload,
            write,
            need_names(request, payload.need, write.code),
            area_names(areas, write.code),
        ),
        code=code.spoken() if code else "",
        states=STATES,
    )


async def export(request: Request, badge: Badge) -> Response:
    """As FHIR, for the own system of records."""
    referral = await get_outgoing(badge, request.path_params["id"])
    try:
        exported = await export_referral(office_of(request), badge, referral.id)
    except (ConsentEnded, NoKey) as refusal:
        return await show_one(request, badge, referral, refusal)

    # The name of a file stays in the list of downloads: it says nothing.
    headers = {"Content-Disposition": 'attachment; filename="referral.json"'}
    body = json.dumps(bundle_of(exported), ensure_ascii=False, indent=2)
    return Response(body, media_type=FHIR_JSON, headers=headers)


localized_routes = [
    StaffRoute("/staff/referrals/{id}", one, Right.SEE_REFERRAL),
    StaffRoute("/staff/referrals/{id}/open", opened, Right.SEE_REFERRAL, is_guarded=True),
    StaffRoute("/staff/referrals/{id}/export", export, Right.SEE_REFERRAL, is_guarded=True),
]
