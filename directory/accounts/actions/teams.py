"""The keys of teams: who is given one, who loses theirs, and the paper in the safe."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from directory.accounts.badge import Badge
from directory.accounts.key_store import load_team_keys, resume, save_team_keys
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Agency, Member, Membership, Seat, Team
from directory.accounts.office import Office
from directory.accounts.recovery_key import PaperKey, print_key, read_key
from directory.accounts.refusals import NO_KEY, WRONG_RECOVERY_KEY, NotTaken
from directory.accounts.team_keys import TeamKeys
from directory.errors import NotFound
from directory.privacy.codes import Misread
from directory.privacy.sealing import CannotOpen, KeyPair, new_key_pair


async def give_key(office: Office, badge: Badge, team: Team, member_id: UUID) -> None:
    """Seat a colleague who waits for the key. The giver's cookie opens it; no one else can."""
    async with turn():
        newcomer = await _find_colleague(team, member_id)
        keys = await load_team_keys(team.id)
        try:
            opened = keys.open_all(str(badge.member.id), resume(badge))
            keys = keys.admit(opened, str(newcomer.id), newcomer.public_key)
        except CannotOpen:
            raise NotTaken("team", NO_KEY) from None
        await save_team_keys(team.id, keys)
        await note(office, Actor.wearing(badge), "team_key_given", newcomer.id, team=team)


async def renew_key(office: Office, by: Actor, team: Team) -> None:
    """A new generation for those who hold the newest. Nobody has to be there to open anything."""
    async with turn():
        keys = await load_team_keys(team.id)
        if not keys.generations:
            raise NotFound
        members = await _publics_of(map(UUID, keys.current.seats))
        renewed = keys.begin_generation(members, team.agency.recovery_public_key, office.random)
        await save_team_keys(team.id, renewed)
        await note(office, by, "team_key_renewed", team.id, team=team)


async def found_if_needed(office: Office, team: Team, member: Member) -> None:
    """The first of a team makes its key; so does the first after everybody has lost it.

    Within the transaction of the joining or the reset.
    """
    keys = await load_team_keys(team.id)
    if keys.generations and not keys.current.is_lost():
        return
    paper = team.agency.recovery_public_key
    founded = keys.begin_generation({str(member.id): member.public_key}, paper, office.random)
    await save_team_keys(team.id, founded)
    await note(office, Actor(member.id, team.agency_id, team.id), "team_founded", team.id)


async def take_seats(office: Office, member: Member, team_ids: Iterable[UUID]) -> None:
    """Take every seat of a member in these teams, and begin a generation for those who remain.

    Within the transaction that ends the access: in the same second nothing new can be read.
    """
    for team in await Team.filter(id__in=list(team_ids)).select_related("agency"):
        keys = await load_team_keys(team.id)
        if not keys.generations:
            continue
        current = keys.current.seats
        remaining = await _publics_of(UUID(each) for each in current if each != str(member.id))
        if str(member.id) in current and remaining:
            paper = team.agency.recovery_public_key
            keys = keys.remove(str(member.id), remaining, paper, office.random)
        else:
            keys = keys.unseat(str(member.id))
        await save_team_keys(team.id, keys)


async def teams_seated(member_id: UUID) -> set[UUID]:
    """The teams of which somebody holds any key."""
    rows = await Seat.filter(member_id=member_id).values_list("generation__team_id")
    return {row[0] for row in rows}


async def use_paper(office: Office, badge: Badge, team: Team, typed: str) -> None:
    """Seat the badge's own member with the recovery key, after a forgotten password."""
    try:
        paper = read_key(typed)
    except Misread:
        raise NotTaken("recovery_key", WRONG_RECOVERY_KEY) from None
    async with turn():
        keys = await load_team_keys(team.id)
        try:
            opened = keys.recover_all(paper)
            keys = keys.admit(opened, str(badge.member.id), badge.member.public_key)
        except CannotOpen:
            raise NotTaken("recovery_key", WRONG_RECOVERY_KEY) from None
        await save_team_keys(team.id, keys)
        await note(office, Actor.wearing(badge), "recovery_key_used", team.id, team=team)


async def make_paper(office: Office, badge: Badge, agency: Agency) -> PaperKey:
    """A recovery key to print. Copies for an earlier one go: that paper opens nothing any more."""
    pair = new_key_pair(office.random)
    async with turn():
        await Agency.filter(id=agency.id).update(recovery_public_key=pair.public)
        for team in await Team.filter(agency_id=agency.id):
            await save_team_keys(team.id, _without_copies(await load_team_keys(team.id)))
        if badge.membership.team is not None:
            await copy_for_paper(badge.member, resume(badge), badge.membership.team, pair.public)
        await note(office, Actor.wearing(badge), "recovery_key_printed", agency.id)
    return print_key(pair)


async def copy_for_paper(member: Member, pair: KeyPair, team: Team, paper: bytes) -> None:
    """Seal to the recovery key what the member can open and it cannot, within a transaction."""
    keys = await load_team_keys(team.id)
    bare = [each for each in keys.generations if each.recovery is None]
    if not any(str(member.id) in each.seats for each in bare):
        return
    await save_team_keys(team.id, keys.with_recovery(keys.open_all(str(member.id), pair), paper))


def _without_copies(keys: TeamKeys) -> TeamKeys:
    bare = tuple(replace(each, recovery=None) for each in keys.generations)
    return replace(keys, generations=bare)


async def _find_colleague(team: Team, member_id: UUID) -> Member:
    """Somebody who works in the team now, and whose account is not stopped."""
    held = Membership.filter(
        team_id=team.id, member_id=member_id, ended_at=None, member__status="active"
    )
    membership = await held.select_related("member").first()
    if membership is None:
        raise NotFound
    return membership.member


async def _publics_of(member_ids: Iterable[UUID]) -> dict[str, bytes]:
    members = await Member.filter(id__in=list(member_ids))
    return {str(member.id): member.public_key for member in members}
