"""The keys of members and teams in their rows: `keyring` and `team_keys` think, this keeps."""

from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.keyring import MemberKeys
from directory.accounts.models import Generation, Member, Seat
from directory.accounts.team_keys import Generation as GenerationKeys
from directory.accounts.team_keys import TeamKeys
from directory.privacy.sealing import KeyPair


def keys_of(member: Member) -> MemberKeys:
    return MemberKeys(
        str(member.id),
        member.key_version,
        member.public_key,
        member.private_key,
        member.key_recipe,
    )


def columns_of(keys: MemberKeys) -> dict[str, int | bytes | str]:
    """What of a member's row follows from their keys."""
    return {
        "key_version": keys.version,
        "public_key": keys.public,
        "private_key": keys.wrapped,
        "key_recipe": keys.recipe,
    }


def resume(badge: Badge) -> KeyPair:
    """The pair of somebody signed in, opened by their cookie. CannotOpen after a reset."""
    return keys_of(badge.member).resume(badge.session.kept, badge.token)


async def load_team_keys(team_id: UUID) -> TeamKeys:
    """Every generation of a team; none where the first of the team has not come yet."""
    rows = await Generation.filter(team_id=team_id).order_by("number").prefetch_related("seats")
    generations = tuple(
        GenerationKeys(
            str(team_id),
            row.number,
            row.public_key,
            {str(seat.member_id): seat.sealed for seat in row.seats},
            row.recovery,
        )
        for row in rows
    )
    return TeamKeys(str(team_id), generations)


async def save_team_keys(team_id: UUID, keys: TeamKeys) -> None:
    """Make the rows as the keys are. The caller's transaction has read them and writes them."""
    rows = {row.number: row for row in await Generation.filter(team_id=team_id)}
    for each in keys.generations:
        row = rows.get(each.number) or Generation(
            id=uuid4(), team_id=team_id, number=each.number, public_key=each.public
        )
        row.recovery = each.recovery
        await row.save(force_create=each.number not in rows)
        await _save_seats(row, each)


async def _save_seats(row: Generation, keys: GenerationKeys) -> None:
    kept = {str(seat.member_id): seat for seat in await Seat.filter(generation_id=row.id)}
    for member, seat in kept.items():
        if keys.seats.get(member) != seat.sealed:
            await seat.delete()
    for member, sealed in keys.seats.items():
        if member not in kept or kept[member].sealed != sealed:
            await Seat.create(
                id=uuid4(), generation_id=row.id, member_id=UUID(member), sealed=sealed
            )
