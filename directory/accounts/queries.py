"""Reading: every record through a loader that takes the badge of who asks.

NotFound where it does not exist, and where it is not theirs: nobody learns which (promise 9).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.models import (
    Agency,
    ApiKey,
    Invitation,
    Member,
    Membership,
    Session,
    Team,
)
from directory.accounts.permissions import Place, Reach, Right, reach_of
from directory.accounts.roles import Role
from directory.accounts.sessions import is_live
from directory.errors import NotFound
from directory.privacy.codes import LinkToken, SessionToken

_PLACE = ("agency", "team", "team__agency")


async def find_session(token: SessionToken, now: datetime) -> Session | None:
    """The living session of a cookie, half way or complete, of somebody who may sign in."""
    found = Session.get_or_none(token_hash=token.fingerprint(), member__status="active")
    session = await found.select_related("member")
    if session is None:
        return None
    live = is_live(session.began_at, session.seen_at, now, is_complete=session.is_complete)
    return session if live else None


async def find_badge(token: SessionToken, now: datetime) -> Badge | None:
    """What the cookie's owner wears; None where the sign-in is not finished or over."""
    session = await find_session(token, now)
    if session is None or not session.is_complete or session.membership_id is None:
        return None
    membership = await Membership.get_or_none(
        id=session.membership_id, member_id=session.member_id, ended_at=None
    ).select_related(*_PLACE)
    return Badge(session.member, membership, now, session, token) if membership else None


async def list_memberships(member_id: UUID) -> Sequence[Membership]:
    """The roles that somebody holds now, the oldest first."""
    held = Membership.filter(member_id=member_id, ended_at=None)
    return await held.order_by("began_at", "id").select_related(*_PLACE)


async def get_team(badge: Badge, right: Right, team_id: str) -> Team:
    team = await Team.get_or_none(id=uuid_of(team_id)).select_related("agency")
    if team is None:
        raise NotFound
    badge.require(right, Place(team.agency_id, team.id))
    return team


async def get_agency(badge: Badge, right: Right, agency_id: str) -> Agency:
    agency = await Agency.get_or_none(id=uuid_of(agency_id))
    if agency is None:
        raise NotFound
    badge.require(right, Place(agency.id))
    return agency


async def get_membership(badge: Badge, right: Right, membership_id: str) -> Membership:
    held = Membership.get_or_none(id=uuid_of(membership_id), ended_at=None)
    membership = await held.select_related("member", *_PLACE)
    if membership is None:
        raise NotFound
    badge.require(right, _place_of(membership))
    return membership


async def get_member(badge: Badge, right: Right, member_id: str) -> Member:
    """A member, by any of the roles that they hold now; the operator reaches those without."""
    member = await Member.get_or_none(id=uuid_of(member_id))
    if member is None:
        raise NotFound
    places = [Place(member_id=member.id), *map(_place_of, await list_memberships(member.id))]
    if not any(badge.may(right, place) for place in places):
        raise NotFound
    return member


async def get_invitation(badge: Badge, right: Right, invitation_id: str) -> Invitation:
    invitation = await Invitation.get_or_none(id=uuid_of(invitation_id), used_at=None)
    if invitation is None:
        raise NotFound
    badge.require(right, Place(invitation.agency_id, invitation.team_id))
    return invitation


async def find_invitation(token: LinkToken, now: datetime) -> Invitation:
    """What a link lets somebody do. NotFound for one that is used, over, or was never ours."""
    invitation = await Invitation.get_or_none(token_hash=token.fingerprint(), used_at=None)
    if invitation is None or not invitation.created_at <= now < invitation.expires_at:
        raise NotFound
    await invitation.fetch_related("agency", "team", "member")
    return invitation


async def list_team(team: Team) -> Sequence[Membership]:
    """Who works in a team now. The team is one that `get_team` has given."""
    held = Membership.filter(team_id=team.id, ended_at=None)
    return await held.order_by("member__name", "id").select_related("member")


async def list_invitations(badge: Badge, now: datetime) -> Sequence[Invitation]:
    """The open invitations that the badge may withdraw."""
    found = Invitation.filter(kind="join", used_at=None, expires_at__gt=now)
    reach = reach_of(badge.role, Right.INVITE_MEMBER)
    if badge.has(Right.INVITE_COLLEAGUE):
        found = found.filter(agency_id=badge.membership.agency_id, role=Role.PROVIDER)
    elif reach is Reach.TEAM:
        found = found.filter(team_id=badge.team_id)
    elif reach is not Reach.ALL:
        return []
    return await found.order_by("-created_at").select_related("agency", "team")


async def list_agencies(badge: Badge) -> Sequence[Agency]:
    badge.require(Right.MAKE_AGENCY, Place())
    return await Agency.all().order_by("name", "id").prefetch_related("teams")


async def list_unled_teams(badge: Badge) -> Sequence[Team]:
    """Teams in which somebody works and nobody leads."""
    badge.require(Right.MAKE_AGENCY, Place())
    held = Membership.filter(team_id__not_isnull=True, ended_at=None, member__status="active")
    working = {row[0] for row in await held.values_list("team_id")}
    led = {row[0] for row in await held.filter(role=Role.TEAM_LEAD).values_list("team_id")}
    return await Team.filter(id__in=working - led).order_by("name", "id")


async def list_members(badge: Badge) -> Sequence[Member]:
    """Everybody with an account, for those who look after all of them."""
    badge.require(Right.LIST_MEMBERS, Place())
    return await Member.all().order_by("name", "id")


async def list_sessions(badge: Badge) -> Sequence[Session]:
    """The own living sessions, the newest first."""
    own = await Session.filter(member_id=badge.member.id, is_complete=True).order_by("-began_at")
    return [
        each for each in own if is_live(each.began_at, each.seen_at, badge.now, is_complete=True)
    ]


async def list_keepers(agency_id: UUID) -> Sequence[Membership]:
    """Who keeps the listings of an organization now."""
    held = Membership.filter(
        agency_id=agency_id, role=Role.PROVIDER, ended_at=None, member__status="active"
    )
    return await held.order_by("member__name", "id").select_related("member")


async def list_colleagues(badge: Badge) -> Sequence[Membership]:
    """Those who keep the same listings, oneself among them."""
    badge.require(Right.INVITE_COLLEAGUE, Place(badge.membership.agency_id))
    return await list_keepers(badge.membership.agency_id) if badge.membership.agency_id else []


async def get_colleague(badge: Badge, membership_id: str) -> Membership:
    """The right ends at the role: who works in a team of the same organization is a stranger."""
    found = await get_membership(badge, Right.INVITE_COLLEAGUE, membership_id)
    if found.role != Role.PROVIDER:
        raise NotFound
    return found


async def get_colleague_invited(badge: Badge, invitation_id: str) -> Invitation:
    found = await get_invitation(badge, Right.INVITE_COLLEAGUE, invitation_id)
    if found.role != Role.PROVIDER:
        raise NotFound
    return found


async def list_keys(badge: Badge) -> Sequence[ApiKey]:
    """Those of the own organization, the newest first; also those that are over."""
    agency_id = badge.membership.agency_id
    badge.require(Right.KEEP_KEYS, Place(agency_id))
    own = ApiKey.filter(made_by__agency_id=agency_id)
    return await own.order_by("-made_at", "id").select_related("made_by__member")


async def get_key(badge: Badge, key_id: str) -> ApiKey:
    key = await ApiKey.get_or_none(id=uuid_of(key_id)).select_related("made_by")
    if key is None:
        raise NotFound
    badge.require(Right.KEEP_KEYS, Place(key.made_by.agency_id))
    return key


def _place_of(membership: Membership) -> Place:
    return Place(membership.agency_id, membership.team_id, membership.member_id)


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
