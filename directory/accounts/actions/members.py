"""Ending and changing somebody's access."""

from uuid import UUID

from directory.accounts.actions.factors import require_password, tell_changed
from directory.accounts.actions.last_ones import require_others
from directory.accounts.actions.sessions import forget_sessions
from directory.accounts.actions.teams import take_seats, teams_seated
from directory.accounts.badge import Badge
from directory.accounts.key_store import columns_of, keys_of
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Invitation, Member, Membership, Passkey, Session
from directory.accounts.office import Office
from directory.accounts.queries import list_memberships
from directory.accounts.strength import require_strong
from directory.database import forget_deleted
from directory.errors import NotFound
from directory.privacy.stretching import Password


async def change_password(
    office: Office, badge: Badge, old: Password, new: Password, address: str
) -> None:
    """The keys stay; all other sessions end."""
    member = badge.member
    pair = await require_password(office, member, old, address)
    agency = badge.membership.agency
    names = (member.name, member.email, agency.name if agency else "")
    await require_strong(office, new, names, field="new_password")
    changed = await office.slowly(
        keys_of(member).with_password, pair, new, office.cost, office.random
    )
    password_hash = await office.slowly(office.passwords.hash_of, new)
    async with turn():
        await Member.filter(id=member.id).update(password_hash=password_hash, **columns_of(changed))
        await forget_sessions(member.id, but=badge.session.id)
        await note(office, Actor.wearing(badge), "password_changed", member.id)
    await tell_changed(office, member)


async def end_membership(
    office: Office, by: Actor, membership: Membership, *, knows_loss: bool = False
) -> None:
    """End one role. Its sessions end with it, and the key of its team is renewed without them.

    NotTaken for the last operator; LeavesBehind unless whoever does it knows the loss.
    """
    member = membership.member
    async with turn():
        seats = await _seat_of(membership)
        await require_others(
            member.id, {membership.id}, seats, office.clock(), knows_loss=knows_loss
        )
        ended = Membership.filter(id=membership.id, ended_at=None)
        if not await ended.update(ended_at=office.clock()):
            raise NotFound
        await Session.filter(membership_id=membership.id).delete()
        await take_seats(office, member, seats)
        await note(
            office, by, "role_taken", membership.id, team=membership.team, before=membership.role
        )
    await forget_deleted()
    await tell_changed(office, member)


async def disable_member(
    office: Office, by: Actor, member: Member, *, knows_loss: bool = False
) -> None:
    """Stop an account: all sessions and keys in the same second. It may be let in again.

    NotTaken for the last operator; LeavesBehind unless whoever does it knows the loss.
    """
    async with turn():
        stopped = Member.filter(id=member.id, status="active")
        if not await stopped.exists():
            raise NotFound
        await give_back(office, member, knows_loss=knows_loss)
        await stopped.update(status="disabled", ended_at=office.clock())
        await note(office, by, "account_suspended", member.id, before="open", after="suspended")
    await forget_deleted()
    await tell_changed(office, member)


async def enable_member(office: Office, by: Actor, member: Member) -> None:
    """Let somebody in again. The keys of their teams have to be given to them anew."""
    async with turn():
        stopped = Member.filter(id=member.id, status="disabled")
        if not await stopped.update(status="active", ended_at=None):
            raise NotFound
        await note(office, by, "account_resumed", member.id, before="suspended", after="open")
    await tell_changed(office, member)


async def leave(
    office: Office, badge: Badge, password: Password, address: str, *, knows_loss: bool = False
) -> None:
    """End the own account for good. The name stays beside what was done; all that opens goes.

    NotTaken for the last operator; LeavesBehind unless they know the loss.
    """
    await require_password(office, badge.member, password, address)
    member, now = badge.member, office.clock()
    async with turn():
        await give_back(office, member, knows_loss=knows_loss)
        await Passkey.filter(member_id=member.id).delete()
        await Invitation.filter(member_id=member.id).delete()
        await Membership.filter(member_id=member.id, ended_at=None).update(ended_at=now)
        await Member.filter(id=member.id).update(status="left", ended_at=now, **_emptied(member.id))
        await note(
            office,
            Actor.wearing(badge),
            "account_removed",
            member.id,
            before="open",
            after="removed",
        )
    await forget_deleted()


async def give_back(office: Office, member: Member, *, knows_loss: bool) -> None:
    """Take all sessions and keys of a member, within the turn that ends the access.

    NotTaken for the last operator; LeavesBehind unless whoever does it knows the loss.
    """
    ending = {each.id for each in await list_memberships(member.id)}
    seats = await teams_seated(member.id)
    await require_others(member.id, ending, seats, office.clock(), knows_loss=knows_loss)
    await forget_sessions(member.id)
    await take_seats(office, member, seats)


async def _seat_of(membership: Membership) -> set[UUID]:
    """The team of a role whose key is given back with it: not where another role there stays."""
    here = Membership.filter(member_id=membership.member_id, team_id=membership.team_id)
    stays = here.filter(ended_at=None).exclude(id=membership.id)
    return {membership.team_id} if membership.team_id and not await stays.exists() else set()


def _emptied(member_id: UUID) -> dict[str, str | bytes]:
    """The address too, so that the same person can be invited again later."""
    return {
        "email": f"{member_id}@left.invalid",
        "password_hash": "",
        "private_key": b"",
        "totp_secret": b"",
        "recovery_codes": "",
    }
