"""Every staff route, every role, own and foreign records: the answers are those of the table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route, Router

from directory.accounts.door import HalfWayRoute, StaffRoute
from directory.accounts.models import ApiKey, Invitation, Membership
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right, reach_of, reaches
from directory.accounts.roles import Role
from directory.accounts.routes import localized_routes
from directory.web.localized import OnlyOffered
from tests.accounts.browser import Browser
from tests.accounts.cast import Cast, Player
from tests.accounts.clock import SetClock
from tests.accounts.conftest import signed_in
from tests.accounts.inviting import invite_somebody

ROUTES = [route for route in localized_routes if isinstance(route, StaffRoute)]
# Done last by nobody here: each would end the very access that the next question needs.
ENDING = {"/staff/sign-out", "/staff/account/leave", "/staff/account/sessions/end"}
ALLOWED = {200, 303, 422}
NOW = SetClock().now


@dataclass(frozen=True, slots=True)
class Target:
    """A record in an address: what stands for the braces, and where the record belongs."""

    ids: dict[str, str]
    place: Place
    fields: dict[str, str] = field(default_factory=dict)


async def targets_of(route: StaffRoute, cast: Cast, player: Player) -> dict[str, Target]:
    """One record of the Harbour and one from Elsewhere, for a route that names one."""
    if "{" not in route.path:
        return {"no record": Target({}, Place(), await fields_of(route, cast, player))}
    here, there = cast.caseworker.member, cast.stranger.member
    own = Place(cast.team.agency_id, cast.team.id, here.id)
    strange = Place(cast.strange_team.agency_id, cast.strange_team.id, there.id)
    if route.path.startswith("/staff/account/"):
        nobody = "00000000-0000-4000-8000-000000000000"
        return {"unknown": Target({"id": nobody}, Place())}
    if route.path.startswith(("/staff/colleagues/", "/staff/keys/")):
        return await _kept_by_providers(route, cast)
    if route.path.startswith("/staff/teams/"):
        ids = (str(cast.team.id), str(cast.strange_team.id))
        named = (
            {"id": ids[0], "member_id": str(here.id)},
            {"id": ids[1], "member_id": str(there.id)},
        )
    elif route.path.startswith("/staff/agencies/"):
        named = ({"id": str(cast.team.agency_id)}, {"id": str(cast.strange_team.agency_id)})
        own, strange = Place(own.agency_id), Place(strange.agency_id)
    elif route.path.startswith("/staff/members/"):
        named = ({"id": str(here.id)}, {"id": str(there.id)})
    elif route.path.startswith("/staff/memberships/"):
        named = ({"id": await _membership_of(here.id)}, {"id": await _membership_of(there.id)})
    else:
        assert route.path.startswith("/staff/invitations/")
        named = (
            {"id": await _invitation_of(cast.team.id)},
            {"id": await _invitation_of(cast.strange_team.id)},
        )
    return {"own": Target(named[0], own), "foreign": Target(named[1], strange)}


async def _kept_by_providers(route: StaffRoute, cast: Cast) -> dict[str, Target]:
    """What belongs to an organization, and to none of its teams."""
    keepers = cast.players[Role.PROVIDER].member, cast.stranger.member
    targets = {}
    for name, team, keeper in zip(
        ("own", "foreign"), (cast.team, cast.strange_team), keepers, strict=True
    ):
        if "/invited/" in route.path:
            record = await _invitation_of(team.id)
        elif "/keys/" in route.path:
            record = await _key_of(team.agency_id)
        else:
            record = await _membership_of(keeper.id)
        targets[name] = Target({"id": record}, Place(team.agency_id))
    return targets


async def fields_of(route: StaffRoute, cast: Cast, player: Player) -> dict[str, str]:
    """What two forms name, where the address names no record."""
    if route.path == "/staff/switch":
        return {"membership": await _membership_of(player.member.id)}
    if route.path == "/staff/invite":
        return {"place": f"caseworker {cast.team.id}", "email": "no address"}
    return {}


async def _membership_of(member_id: object) -> str:
    return str((await Membership.get(member_id=member_id)).id)


async def _key_of(agency_id: object) -> str:
    """A key that somebody of that organization has made."""
    name = f"Key of {agency_id}"
    held = await Membership.filter(agency_id=agency_id).order_by("id").first()
    assert held is not None
    said: dict[str, Any] = {"made_at": NOW, "expires_at": NOW + timedelta(days=1), "scopes": []}
    hidden = {"shown": name[:15], "key_hash": name[:64]}
    made, _ = await ApiKey.get_or_create(
        defaults={"id": uuid4(), "made_by_id": held.id, **said, **hidden}, name=name
    )
    return str(made.id)


async def _invitation_of(team_id: object) -> str:
    return str((await Invitation.get(team_id=team_id, used_at=None)).id)


async def ask(browser: Browser, route: StaffRoute, method: str, target: Target) -> int:
    address = "/en" + route.path.format(**target.ids)
    if method == "GET":
        return (await browser.get(address)).status_code
    return (await browser.post(address, **target.fields)).status_code


def is_allowed(player: Player, role: Role, route: StaffRoute, target: Target, cast: Cast) -> bool:
    reach = reach_of(role, route.right)
    if not target.ids:
        return reach is not None
    agency = cast.team.agency_id if role not in {Role.EDITOR, Role.OPERATOR} else None
    team = cast.team.id if role in {Role.CASEWORKER, Role.TEAM_LEAD, Role.RECIPIENT} else None
    return reaches(reach, Place(agency, team, player.member.id), target.place)


@pytest.mark.parametrize("role", Role)
async def test_a_role_gets_what_the_table_gives_it_and_nothing_else(
    open_browser: Callable[..., Browser], office: Office, cast: Cast, role: Role
) -> None:
    for team in (cast.team, cast.strange_team):
        await invite_somebody(office, f"new@{team.id}.example", team)
    player = cast.players[role]
    browser = await signed_in(open_browser(), player)
    wrong: list[str] = []
    for route in sorted(ROUTES, key=lambda each: "{" not in each.path):
        for method in sorted((route.methods or set()) - {"HEAD"}):
            for name, target in (await targets_of(route, cast, player)).items():
                allowed = is_allowed(player, role, route, target, cast)
                if route.path in ENDING or (allowed and target.ids and method == "POST"):
                    continue  # each is done, and checked, in a test of its own
                status = await ask(browser, route, method, target)
                # Guarded routes ask for the second factor before they look for the record.
                expected = ALLOWED if allowed else {404}
                if route.is_guarded and reach_of(role, route.right) is not None:
                    expected = {303}
                if status not in expected:
                    wrong.append(f"{method} {route.path} {name}: {status}, not {expected}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", Role)
async def test_even_after_the_second_factor_a_guarded_record_of_others_is_not_there(
    open_browser: Callable[..., Browser], cast: Cast, role: Role
) -> None:
    player = cast.players[role]
    browser = await signed_in(open_browser(), player)
    await browser.confirm(player.secret)
    for route in ROUTES:
        if not route.is_guarded or "{" not in route.path:
            continue
        targets = await targets_of(route, cast, player)
        target = targets.get("foreign") or targets["unknown"]
        assert await ask(browser, route, "POST", target) == 404, route.path


async def test_a_stranger_is_sent_to_the_sign_in_whatever_they_ask_for(
    browser: Browser, cast: Cast, office: Office
) -> None:
    """Also for what does not exist, so that the answer tells nothing."""
    for team in (cast.team, cast.strange_team):
        await invite_somebody(office, f"new@{team.id}.example", team)
    for route in ROUTES:
        for method in sorted((route.methods or set()) - {"HEAD"}):
            for target in (await targets_of(route, cast, cast.caseworker)).values():
                address = "/en" + route.path.format(**target.ids)
                send = browser.client.get if method == "GET" else browser.client.post
                answer = await send(address)
                assert answer.status_code == 303
                assert answer.headers["location"].startswith("/en/staff/sign-in")
                assert "set-cookie" not in answer.headers


async def test_no_staff_page_may_be_kept_or_is_compressed(
    open_browser: Callable[..., Browser], cast: Cast
) -> None:
    for role in (Role.TEAM_LEAD, Role.OPERATOR):
        player = cast.players[role]
        browser = await signed_in(open_browser(), player)
        await browser.confirm(player.secret)
        for route in ROUTES:
            if "GET" in (route.methods or set()) and "{" not in route.path:
                answer = await browser.get(f"/en{route.path}")
                assert answer.status_code in {200, 404}
                assert answer.headers["cache-control"] == "no-store"
                assert "content-encoding" not in answer.headers


def all_routes(site: Starlette) -> list[Route]:
    """Those of the whole application, below the language."""
    mounted = (route.app for route in site.routes if isinstance(route, Mount))
    guard = next(found for found in mounted if isinstance(found, OnlyOffered))
    assert isinstance(guard.app, Router)
    return [route for route in guard.app.routes if isinstance(route, Route)]


def test_every_staff_address_of_the_application_stands_behind_the_door(site: Starlette) -> None:
    open_to_all = {
        route.path
        for route in all_routes(site)
        if route.path.startswith("/staff") and not isinstance(route, StaffRoute | HalfWayRoute)
    }

    assert open_to_all == {"/staff/sign-in", "/staff/link/{token}"}


def test_every_right_guards_something(site: Starlette) -> None:
    """What is sealed to a team is opened by no page of its own."""
    asked = {route.right for route in all_routes(site) if isinstance(route, StaffRoute)}

    assert set(Right) - asked == {Right.OPEN_TEAM_KEY}
