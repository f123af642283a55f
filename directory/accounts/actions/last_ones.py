"""Who cannot just go: the last operator, the last lead of a team, the last who holds its key.

Asked within the turn that ends the access, so that of two who go at once the second is the last.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from directory.accounts.key_store import load_team_keys
from directory.accounts.models import Membership, Team
from directory.accounts.refusals import LAST_OPERATOR, LeavesBehind, NotTaken
from directory.accounts.roles import Role
from directory.accounts.team_keys import TeamKeys


async def require_others(
    member_id: UUID, ending: Collection[UUID], seats: Collection[UUID], *, knows_loss: bool
) -> None:
    """ending: the memberships that end. seats: the teams whose key the member gives back.

    NotTaken if nobody could look after accounts then; LeavesBehind, unless whoever does it knows,
    if people would work without a lead, or something sealed would open to nobody.
    """
    await _require_other_operator(ending)
    if knows_loss:
        return
    unled, locked = await _unled_by(ending), await _locked_by(member_id, seats)
    if unled or locked:
        raise LeavesBehind(unled, locked)


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


async def _locked_by(member_id: UUID, seats: Collection[UUID]) -> Sequence[str]:
    teams = await Team.filter(id__in=seats).order_by("name")
    return [each.name for each in teams if _locks(await load_team_keys(each.id), str(member_id))]


def _locks(keys: TeamKeys, member: str) -> bool:
    pairs = zip(keys.generations, keys.unseat(member).generations, strict=True)
    return any(after.is_lost() and not before.is_lost() for before, after in pairs)
