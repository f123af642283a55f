"""Who works where: organizations, accounts, invitations."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.agencies import add_agency, add_team
from directory.accounts.actions.invitations import invite, send_reset, withdraw_invitation
from directory.accounts.actions.members import enable_member
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, language_of, office_of, query_of, redirect, show
from directory.accounts.key_loss import say_loss
from directory.accounts.ledger import Actor
from directory.accounts.offers import find_offer, list_offers
from directory.accounts.permissions import Place, Right
from directory.accounts.queries import (
    get_agency,
    get_invitation,
    get_member,
    list_agencies,
    list_invitations,
    list_members,
    list_memberships,
)
from directory.accounts.refusals import NotTaken
from directory.accounts.words import SAID, STATUSES
from directory.languages.localizer import get_localizer
from directory.web.forms import Fields, read_form


async def agencies(request: Request, badge: Badge) -> Response:
    if request.method == "GET":
        return await _show_agencies(request, badge)

    form = await read_form(request)
    by = Actor.wearing(badge)
    try:
        await add_agency(office_of(request), by, form.get("name", ""), form.get("team", ""))
    except NotTaken as refusal:
        return await _show_agencies(request, badge, form, refusal)

    return redirect(request, "/staff/agencies")


async def _show_agencies(
    request: Request, badge: Badge, form: Fields | None = None, refusal: NotTaken | None = None
) -> Response:
    return show(
        request,
        badge,
        "accounts/agencies.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        agencies=await list_agencies(badge),
        name=form.get("name", "") if form else "",
        team_name=form.get("team", "") if form else "",
    )


async def new_team(request: Request, badge: Badge) -> Response:
    agency = await get_agency(badge, Right.MAKE_AGENCY, request.path_params["id"])
    name = (await read_form(request)).get("team", "")
    try:
        await add_team(office_of(request), Actor.wearing(badge), agency, name)
    except NotTaken as refusal:
        return await _show_agencies(request, badge, None, refusal)

    return redirect(request, "/staff/agencies")


@dataclass(frozen=True, slots=True)
class InviteForm:
    """What was chosen and typed. place: an Offer's value."""

    email: str = ""
    place: str = ""
    language: str = ""

    @classmethod
    def read(cls, form: Fields) -> "InviteForm":
        return cls(*(form.get(name, "")[:300] for name in ("email", "place", "language")))


async def invitation(request: Request, badge: Badge) -> Response:
    """Who may invite into which role where, the offers say: nothing else can be chosen."""
    offers = await list_offers(badge)
    if request.method == "GET":
        team_id = query_of(request, "team")
        preset = next((each.value for each in offers if team_id and team_id in each.value), "")
        form = InviteForm(place=preset)
        return show(request, badge, "accounts/invite.html", errors={}, form=form, offers=offers)

    form, office = InviteForm.read(await read_form(request)), office_of(request)
    language = form.language if form.language in office.languages else language_of(request)
    offer = find_offer(offers, form.place)
    try:
        by = Actor.wearing(badge)
        _, left = await invite(office, by, form.email, offer, language)
    except NotTaken as refusal:
        return show(
            request,
            badge,
            "accounts/invite.html",
            422,
            errors=refusal.errors,
            form=form,
            offers=offers,
        )

    back = f"/staff/teams/{offer.team.id}" if offer.team else "/staff/members"
    return redirect(request, back, said="sent" if left else "unsent")


async def withdraw(request: Request, badge: Badge) -> Response:
    found = await get_invitation(badge, Right.INVITE_MEMBER, request.path_params["id"])
    await withdraw_invitation(office_of(request), Actor.wearing(badge), found)
    back = f"/staff/teams/{found.team_id}" if found.team_id else "/staff/members"
    return redirect(request, back, said="withdrawn")


async def members(request: Request, badge: Badge) -> Response:
    return show(
        request,
        badge,
        "accounts/members.html",
        members=await list_members(badge),
        invitations=await list_invitations(badge, badge.now),
        said=SAID.get(query_of(request, "said")),
        status_words=STATUSES,
    )


async def member(request: Request, badge: Badge) -> Response:
    found = await get_member(badge, Right.SEE_MEMBER, request.path_params["id"])
    held = await list_memberships(found.id)
    places = {each.id: Place(each.agency_id, each.team_id, found.id) for each in held}
    # Where else a colleague works is nobody's business but the operator's.
    seen = [each for each in held if badge.may(Right.SEE_MEMBER, places[each.id])]
    ending = {each.id for each in seen if badge.may(Right.END_MEMBERSHIP, places[each.id])}
    return show(
        request,
        badge,
        "accounts/member.html",
        member=found,
        memberships=seen,
        ending=ending,
        loss=await say_loss(found.id, get_localizer(language_of(request))),
        said=SAID.get(query_of(request, "said")),
        status_words=STATUSES,
    )


async def reset_password(request: Request, badge: Badge) -> Response:
    found = await get_member(badge, Right.RESET_PASSWORD, request.path_params["id"])
    by = Actor.wearing(badge)
    _, left = await send_reset(office_of(request), by, found, everything=False)
    return redirect(request, f"/staff/members/{found.id}", said="sent" if left else "unsent")


async def reset_everything(request: Request, badge: Badge) -> Response:
    found = await get_member(badge, Right.RESET_EVERYTHING, request.path_params["id"])
    by = Actor.wearing(badge)
    _, left = await send_reset(office_of(request), by, found, everything=True)
    return redirect(request, f"/staff/members/{found.id}", said="sent" if left else "unsent")


async def enable(request: Request, badge: Badge) -> Response:
    found = await get_member(badge, Right.DISABLE_MEMBER, request.path_params["id"])
    await enable_member(office_of(request), Actor.wearing(badge), found)
    return redirect(request, f"/staff/members/{found.id}", said="let_in")


_MEMBER = "/staff/members/{id}"
localized_routes = [
    StaffRoute("/staff/agencies", agencies, Right.MAKE_AGENCY, ["GET", "POST"]),
    StaffRoute("/staff/agencies/{id}/teams", new_team, Right.MAKE_AGENCY, ["POST"]),
    StaffRoute("/staff/invite", invitation, Right.INVITE_MEMBER, ["GET", "POST"]),
    StaffRoute("/staff/invitations/{id}/withdraw", withdraw, Right.INVITE_MEMBER, ["POST"]),
    StaffRoute("/staff/members", members, Right.LIST_MEMBERS),
    StaffRoute(_MEMBER, member, Right.SEE_MEMBER),
    StaffRoute(f"{_MEMBER}/reset-password", reset_password, Right.RESET_PASSWORD, ["POST"]),
    StaffRoute(f"{_MEMBER}/reset-everything", reset_everything, Right.RESET_EVERYTHING, ["POST"]),
    StaffRoute(f"{_MEMBER}/enable", enable, Right.DISABLE_MEMBER, ["POST"]),
]
