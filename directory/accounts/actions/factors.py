"""Showing who one is: the password, then a code or a passkey."""

import logging
from uuid import UUID, uuid4

from directory.accounts.actions.sessions import begin_half, complete
from directory.accounts.badge import Badge
from directory.accounts.key_store import keys_of
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.models import Member, Session
from directory.accounts.office import Office
from directory.accounts.queries import list_memberships
from directory.accounts.recovery_codes import WrongCode
from directory.accounts.refusals import WRONG_CODE, WRONG_OWN_PASSWORD, WRONG_PASSWORD, NotTaken
from directory.accounts.secrets_at_rest import open_totp, read_codes, write_codes
from directory.accounts.totp import find_step
from directory.privacy.codes import SessionToken
from directory.privacy.sealing import KeyPair
from directory.privacy.stretching import Password

_log = logging.getLogger(__name__)


def fold_email(typed: str) -> str:
    return typed.strip().casefold()


async def show_password(
    office: Office, email: str, password: Password, address: str
) -> tuple[Member, SessionToken]:
    """The first step of a sign-in. NotTaken, or TooOften, in the same time for every address.

    Threat: a quicker or another answer would tell who works here. So whatever is wrong (no such
    account, a stopped one, one without a role) the same is done: two look-ups, one hash.
    """
    name = fold_email(email)
    await slow_down(office, name, address)
    member = await Member.get_or_none(email=name, status="active")
    if not await list_memberships(member.id if member else uuid4()):
        member = None
    stored = member.password_hash if member else None
    if not await office.slowly(office.passwords.verify, password, stored) or member is None:
        _note_refusal()
        raise NotTaken("email", WRONG_PASSWORD)
    await office.slowdown.forgive(name, address)
    pair = await unlock(office, member, password)
    if office.passwords.needs_rehash(member.password_hash):
        renewed = await office.slowly(office.passwords.hash_of, password)
        await Member.filter(id=member.id).update(password_hash=renewed)
    return member, await begin_half(office, member, pair)


async def show_code(
    office: Office, session: Session, token: SessionToken, typed: str, address: str
) -> SessionToken:
    """The second step, with a code. The half session ends, a new one with a new token begins."""
    await require_code(office, session.member, typed, address)
    return await finish(office, session, token, address)


async def finish(
    office: Office, session: Session, token: SessionToken, address: str
) -> SessionToken:
    """The second factor is right. The pair goes over from the old token to the new one."""
    member = session.member
    held = await list_memberships(member.id)
    if not held:
        raise NotTaken("code", WRONG_CODE)
    await office.slowdown.succeed(member.email, address)
    pair = keys_of(member).resume(session.kept, token)
    return await complete(office, member, pair, held[0], half=session.id)


async def require_password(
    office: Office, member: Member, password: Password, address: str
) -> KeyPair:
    """Of somebody whom we know already: before the password changes, or the account ends."""
    await slow_down(office, member.email, address)
    if not await office.slowly(office.passwords.verify, password, member.password_hash):
        _note_refusal()
        raise NotTaken("password", WRONG_OWN_PASSWORD)
    await office.slowdown.forgive(member.email, address)
    return await unlock(office, member, password)


async def require_code(office: Office, member: Member, typed: str, address: str) -> None:
    """A code of the phone or the paper, which is used up by this. NotTaken, or TooOften."""
    name = _code_name(member.id)
    await slow_down(office, name, address)
    if not (await _use_totp(office, member, typed) or await _use_paper(office, member, typed)):
        _note_refusal()
        raise NotTaken("code", WRONG_CODE)
    await office.slowdown.forgive(name, address)
    await office.slowdown.succeed(name, address)


async def confirm(office: Office, badge: Badge, typed: str, address: str) -> None:
    """The second factor once more, before something sealed is opened or taken away."""
    await require_code(office, badge.member, typed, address)
    await note_confirmed(office, badge)


async def note_confirmed(office: Office, badge: Badge) -> None:
    async with turn():
        await Session.filter(id=badge.session.id).update(confirmed_at=office.clock())
        await note(office, Actor.wearing(badge), "factor_confirmed", badge.session.id)


async def unlock(office: Office, member: Member, password: Password) -> KeyPair:
    return await office.slowly(keys_of(member).unlock, password)


async def tell_changed(office: Office, member: Member) -> None:
    """A mail that something about the account was changed, to who would notice a thief."""
    await office.mailbox.send([Letter(member.email, member.language, Kind.CHANGED, {})])


async def _use_totp(office: Office, member: Member, typed: str) -> bool:
    secret = open_totp(office, member.id, member.totp_secret)
    step = find_step(secret, typed, office.clock().timestamp(), member.totp_step)
    # The row decides, not what we read: of two requests with one code only one may pass.
    unused = Member.filter(id=member.id, totp_step__lt=step or 0)
    return step is not None and bool(await unused.update(totp_step=step))


async def _use_paper(office: Office, member: Member, typed: str) -> bool:
    try:
        left = await office.slowly(read_codes(member.recovery_codes).use, typed)
    except WrongCode:
        return False
    unused = Member.filter(id=member.id, recovery_codes=member.recovery_codes)
    if not await unused.update(recovery_codes=write_codes(left)):
        return False
    await tell_changed(office, member)
    return True


async def slow_down(office: Office, name: str, address: str) -> None:
    """Count a guess, and wait for its turn. Who finds it right says so: `Slowdown.forgive`."""
    pause = await office.slowdown.count(name, address)
    if pause:
        await office.pause(pause)


def _note_refusal() -> None:
    """Neither the name nor the address is logged: how often it happens is all that one may see."""
    _log.warning("a sign-in was refused")


def _code_name(member_id: UUID) -> str:
    return f"code {member_id}"
