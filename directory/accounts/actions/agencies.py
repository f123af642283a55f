"""Organizations and their teams."""

from uuid import uuid4

from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Agency, Team
from directory.accounts.office import Office
from directory.accounts.refusals import NO_NAME_OF_PLACE, NotTaken


async def add_agency(
    office: Office, by: Actor, name: str, team: str, *, is_demo: bool = False
) -> Team:
    """An organization with its first team, which has no key until somebody joins it."""
    async with turn():
        agency = await Agency.create(id=uuid4(), name=_named(name, "name"), is_demo=is_demo)
        await note(office, by, "organization_added", agency.id)
        return await _add_team(office, by, agency, team)


async def add_team(office: Office, by: Actor, agency: Agency, name: str) -> Team:
    async with turn():
        return await _add_team(office, by, agency, name)


async def _add_team(office: Office, by: Actor, agency: Agency, name: str) -> Team:
    team = await Team.create(id=uuid4(), agency_id=agency.id, name=_named(name, "team"))
    team.agency = agency
    await note(office, by, "team_added", team.id, team=team)
    return team


def _named(typed: str, field: str) -> str:
    name = " ".join(typed.split())[:200]
    if not name:
        raise NotTaken(field, NO_NAME_OF_PLACE)
    return name
