"""A team: who works in it, and who has its key."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.shown_once import Kind, ToShow
from directory.accounts.actions.teams import give_key, make_paper, renew_key, use_paper
from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.key_store import load_team_keys
from directory.accounts.ledger import Actor
from directory.accounts.models import Team
from directory.accounts.permissions import Place, Right
from directory.accounts.queries import (
    get_agency,
    get_team,
    list_invitations,
    list_team,
    uuid_of,
)
from directory.accounts.refusals import NotTaken
from directory.accounts.routes.once import show_once
from directory.accounts.words import SAID
from directory.web.forms import read_form


async def team(request: Request, badge: Badge) -> Response:
    found = await get_team(badge, Right.SEE_TEAM, request.path_params["id"])
    return await _show_team(request, badge, found)


async def _show_team(
    request: Request, badge: Badge, found: Team, refusal: NotTaken | None = None
) -> Response:
    keys = await load_team_keys(found.id)
    holders = {uuid_of(each) for each in keys.current.seats} if keys.generations else set()
    invitations = await list_invitations(badge, badge.now)
    may_give = badge.may(Right.GIVE_TEAM_KEY, Place(found.agency_id, found.id))
    return show(
        request,
        badge,
        "accounts/team.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        said=SAID.get(query_of(request, "said")),
        team=found,
        people=await list_team(found),
        holders=holders,
        may_give=may_give and badge.member.id in holders,
        version=len(keys.generations),
        can_recover=any(each.recovery for each in keys.generations),
        invitations=[each for each in invitations if each.team_id == found.id],
    )


async def give(request: Request, badge: Badge) -> Response:
    """Guarded: to give the key of a team opens it."""
    found = await get_team(badge, Right.GIVE_TEAM_KEY, request.path_params["id"])
    try:
        await give_key(office_of(request), badge, found, uuid_of(request.path_params["member_id"]))
    except NotTaken as refusal:
        return await _show_team(request, badge, found, refusal)

    return redirect(request, f"/staff/teams/{found.id}", said="given")


async def renew(request: Request, badge: Badge) -> Response:
    found = await get_team(badge, Right.RENEW_TEAM_KEY, request.path_params["id"])
    await renew_key(office_of(request), Actor.wearing(badge), found)
    return redirect(request, f"/staff/teams/{found.id}", said="renewed")


async def recover(request: Request, badge: Badge) -> Response:
    found = await get_team(badge, Right.RECOVER_TEAM_KEY, request.path_params["id"])
    typed = (await read_form(request)).get("recovery_key", "")
    try:
        await use_paper(office_of(request), badge, found, typed)
    except NotTaken as refusal:
        return await _show_team(request, badge, found, refusal)

    return redirect(request, f"/staff/teams/{found.id}", said="recovered")


async def recovery_key(request: Request, badge: Badge) -> Response:
    agency = await get_agency(badge, Right.MAKE_RECOVERY_KEY, request.path_params["id"])
    paper = await make_paper(office_of(request), badge, agency)
    return await show_once(request, badge.token, ToShow(Kind.RECOVERY_KEY, [paper.reveal()]))


localized_routes = [
    StaffRoute("/staff/teams/{id}", team, Right.SEE_TEAM),
    StaffRoute(
        "/staff/teams/{id}/keys/{member_id}",
        give,
        Right.GIVE_TEAM_KEY,
        ["POST"],
        is_guarded=True,
    ),
    StaffRoute("/staff/teams/{id}/renew", renew, Right.RENEW_TEAM_KEY, ["POST"]),
    StaffRoute("/staff/teams/{id}/recover", recover, Right.RECOVER_TEAM_KEY, ["POST"]),
    StaffRoute(
        "/staff/agencies/{id}/recovery-key",
        recovery_key,
        Right.MAKE_RECOVERY_KEY,
        ["POST"],
        is_guarded=True,
    ),
]
