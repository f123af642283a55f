"""From the password to the sign-out."""

from uuid import UUID, uuid4

from directory.accounts.actions.teams import copy_for_paper
from directory.accounts.badge import Badge
from directory.accounts.key_store import keys_of
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Member, Membership, Session
from directory.accounts.office import Office
from directory.accounts.queries import find_session, list_memberships, uuid_of
from directory.accounts.sessions import LONGEST, is_to_touch
from directory.errors import NotFound
from directory.privacy.codes import SessionToken
from directory.privacy.sealing import KeyPair


async def begin_half(office: Office, member: Member, pair: KeyPair) -> SessionToken:
    """After the password: a session that may only show the second factor."""
    async with turn():
        await Session.filter(began_at__lt=office.clock() - LONGEST).delete()
        token, _ = await _create(office, member, pair)
    return token


async def complete(
    office: Office, member: Member, pair: KeyPair, membership: Membership, *, half: UUID | None
) -> SessionToken:
    """After the second factor: a new session with a new token, in the place of the half one."""
    async with turn():
        if half:
            await Session.filter(id=half).delete()
        token, session = await _create(office, member, pair, membership)
        await Member.filter(id=member.id).update(used_on=office.clock().date(), warned_on=None)
        await _copy_for_paper(member, pair, membership)
        await note(office, Actor.of(membership), "signed_in", session.id)
    return token


async def _create(
    office: Office, member: Member, pair: KeyPair, membership: Membership | None = None
) -> tuple[SessionToken, Session]:
    token, now = SessionToken.new(office.random), office.clock()
    session = await Session.create(
        id=uuid4(),
        member_id=member.id,
        membership_id=membership.id if membership else None,
        token_hash=token.fingerprint(),
        kept=keys_of(member).keep_for_session(pair, token, office.random),
        is_complete=membership is not None,
        began_at=now,
        seen_at=now,
    )
    return token, session


async def _copy_for_paper(member: Member, pair: KeyPair, membership: Membership) -> None:
    """Seal to a recovery key that was made since what this member alone can open for it."""
    team, agency = membership.team, membership.agency
    if team is not None and agency is not None and agency.recovery_public_key is not None:
        await copy_for_paper(member, pair, team, agency.recovery_public_key)


async def touch_session(badge: Badge) -> None:
    """Note the request as the session's newest, if the last note is old enough.

    Never backwards: a slow request must not undo the note of a later one.
    """
    if is_to_touch(badge.session.seen_at, badge.now):
        await Session.filter(id=badge.session.id, seen_at__lt=badge.now).update(seen_at=badge.now)


async def forget_if_over(office: Office, token: SessionToken) -> None:
    """End for good what is past its limits: a clock that is set back must not bring it back."""
    if await find_session(token, office.clock()) is None:
        await Session.filter(token_hash=token.fingerprint()).delete()


async def end_session(office: Office, badge: Badge) -> None:
    """Sign out. The quick exit is no other act: the audit must not tell who was in a hurry."""
    async with turn():
        await Session.filter(id=badge.session.id).delete()
        await note(office, Actor.wearing(badge), "signed_out", badge.session.id)


async def end_own_session(office: Office, badge: Badge, session_id: str) -> None:
    async with turn():
        own = Session.filter(id=uuid_of(session_id), member_id=badge.member.id)
        if not await own.delete():
            raise NotFound
        await note(office, Actor.wearing(badge), "session_ended", uuid_of(session_id))


async def end_other_sessions(office: Office, badge: Badge) -> None:
    async with turn():
        await forget_sessions(badge.member.id, but=badge.session.id)
        await note(office, Actor.wearing(badge), "session_ended", badge.member.id)


async def forget_sessions(member_id: UUID, *, but: UUID | None = None) -> None:
    """Within the transaction of whatever ends somebody's access or changes their password."""
    gone = Session.filter(member_id=member_id)
    await (gone.exclude(id=but) if but else gone).delete()


async def switch_role(office: Office, badge: Badge, membership_id: str) -> None:
    """Go on in another of the own roles, in the same session."""
    wanted = uuid_of(membership_id)
    async with turn():
        held = {each.id: each for each in await list_memberships(badge.member.id)}
        if wanted not in held:
            raise NotFound
        await Session.filter(id=badge.session.id).update(membership_id=wanted)
        await note(office, Actor.of(held[wanted]), "role_switched", wanted)
