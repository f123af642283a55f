"""Who cannot just go: the last operator, the last lead of a team, the last who holds its key, the
last who keeps the listings of an organization, and who has made the keys of its programs.

Asked within the turn that ends the access, so that of two who go at once the second is the last.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from directory.accounts.key_store import load_team_keys
from directory.accounts.models import Agency, ApiKey, Membership, Team
from directory.accounts.queries import list_keepers
from directory.accounts.refusals import LAST_OPERATOR, LeavesBehind, NotTaken
from directory.accounts.roles import Role
from directory.accounts.team_keys import TeamKeys


async def require_others(
    member_id: UUID,
    ending: Collection[UUID],
    seats: Collection[UUID],
    now: datetime,
    *,
    knows_loss: bool,
) -> None:
    """ending: the memberships that end. seats: the teams whose key the member gives back. now: for
    keys of programs, which end by themselves.

    NotTaken if nobody could look after accounts then; LeavesBehind, unless whoever does it knows,
    if people would work without a lead, something sealed would open to nobody, or listings would be
    kept by nobody, or no more by a program.
    """
    await _require_other_operator(ending)
    if knows_loss:
        return
    left = LeavesBehind(
        await _unled_by(ending),
        await _locked_by(member_id, seats),
        await _unkept_by(ending),
        await _programs_of(ending, now),
    )
    if left.is_loss:
        raise left


async def _require_other_operator(ending: Collection[UUID]) -> None:
    held = Membership.filter(role=Role.OPERATOR, ended_at=None, member__status="active")
    operators = {each.id for each in await held}
    if operators and operators <= set(ending):
        raise NotTaken("operator", LAST_OPERATOR)


async def _unled_by(ending: Collection[UUID]) -> Sequence[str]:
    led = Membership.filter(id__in=ending, role=Role.TEAM_LEAD, ended_at=None)
    teams = [each.team for each in await led.order_by("team__name").select_related("team")]
    return [each.name for each in teams if each and await _is_unled(each, ending)]


async def _is_unled(team: Team, ending: Collection[UUID]) -> bool:
    held = Membership.filter(team_id=team.id, ended_at=None, member__status="active")
    stay = [each.role for each in await held if each.id not in ending]
    return bool(stay) and Role.TEAM_LEAD not in stay


async def _unkept_by(ending: Collection[UUID]) -> Sequence[str]:
    kept = Membership.filter(id__in=ending, role=Role.PROVIDER, ended_at=None)
    agencies = [each.agency for each in await kept.order_by("id").select_related("agency")]
    return [each.name for each in agencies if each and await _is_unkept(each, ending)]


async def _is_unkept(agency: Agency, ending: Collection[UUID]) -> bool:
    return all(each.id in ending for each in await list_keepers(agency.id))


async def _programs_of(ending: Collection[UUID], now: datetime) -> Sequence[str]:
    living = ApiKey.filter(made_by_id__in=ending, revoked_at=None, expires_at__gt=now)
    return [key.name for key in await living.order_by("name", "id")]


async def _locked_by(member_id: UUID, seats: Collection[UUID]) -> Sequence[str]:
    teams = await Team.filter(id__in=seats).order_by("name")
    return [each.name for each in teams if _locks(await load_team_keys(each.id), str(member_id))]


def _locks(keys: TeamKeys, member: str) -> bool:
    pairs = zip(keys.generations, keys.unseat(member).generations, strict=True)
    return any(after.is_lost() and not before.is_lost() for before, after in pairs)
