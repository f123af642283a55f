"""Passkeys: adding one, and showing one in the place of a code."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

from directory.accounts.actions.factors import finish, note_confirmed, slow_down, tell_changed
from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Passkey, Session
from directory.accounts.office import Office
from directory.accounts.passkeys import (
    Challenge,
    PasskeyCopied,
    PasskeyRefused,
    Site,
    registration_options,
    sign_in_options,
    verify_registration,
    verify_sign_in,
)
from directory.accounts.passkeys import Passkey as Known
from directory.accounts.queries import uuid_of
from directory.accounts.refusals import NO_PASSKEY_NAME, WRONG_PASSKEY, NotTaken
from directory.errors import NotFound
from directory.privacy.codes import SessionToken


def site_of(office: Office) -> Site:
    """Passkeys belong to the host of HANDRAIL_SITE_URL; browsers make none for a bare IP."""
    return Site(urlsplit(office.site_url).hostname or "", office.site_url, office.site_name)


async def offer_passkey(office: Office, session: Session) -> str:
    """What the browser is asked with, as JSON; "" for somebody without a passkey."""
    own = await _passkeys_of(session)
    if not own:
        return ""
    challenge = await _new_challenge(office, session)
    return sign_in_options(site_of(office), challenge, [each.id for each in own])


async def show_passkey(
    office: Office, session: Session, token: SessionToken, answer: str, address: str
) -> SessionToken:
    """The second step of a sign-in, with a passkey."""
    await _require_passkey(office, session, answer, address)
    return await finish(office, session, token, address)


async def confirm_with_passkey(office: Office, badge: Badge, answer: str, address: str) -> None:
    await _require_passkey(office, badge.session, answer, address)
    await note_confirmed(office, badge)


async def offer_new_passkey(office: Office, badge: Badge) -> str:
    known = [each.id for each in await _passkeys_of(badge.session)]
    challenge = await _new_challenge(office, badge.session)
    member = badge.member
    return registration_options(site_of(office), challenge, member.id.bytes, member.email, known)


async def add_passkey(office: Office, badge: Badge, answer: str, name: str) -> None:
    if not name.strip():
        raise NotTaken("name", NO_PASSKEY_NAME)
    known = [each.id for each in await _passkeys_of(badge.session)]
    challenge = await _take_challenge(badge.session)
    try:
        made = verify_registration(site_of(office), challenge, answer, known)
    except PasskeyRefused:
        raise NotTaken("name", WRONG_PASSKEY) from None
    async with turn():
        row = await Passkey.create(
            id=uuid4(),
            member_id=badge.member.id,
            credential_id=made.id,
            public_key=made.public_key,
            sign_count=made.count,
            name=name.strip()[:100],
            added_at=office.clock(),
        )
        await note(office, Actor.wearing(badge), "passkey_added", row.id)
    await tell_changed(office, badge.member)


async def remove_passkey(office: Office, badge: Badge, passkey_id: str) -> None:
    async with turn():
        own = Passkey.filter(id=uuid_of(passkey_id), member_id=badge.member.id)
        if not await own.delete():
            raise NotFound
        await note(office, Actor.wearing(badge), "passkey_removed", uuid_of(passkey_id))
    await tell_changed(office, badge.member)


async def _require_passkey(office: Office, session: Session, answer: str, address: str) -> None:
    """NotTaken, or TooOften. A passkey that was copied is removed, and its owner told."""
    name = f"passkey {session.member_id}"
    await slow_down(office, name, address)
    challenge, own = await _take_challenge(session), await _passkeys_of(session)
    try:
        used = verify_sign_in(site_of(office), challenge, answer, own)
    except PasskeyCopied:
        await Passkey.filter(member_id=session.member_id).delete()
        await tell_changed(office, session.member)
        raise NotTaken("code", WRONG_PASSKEY) from None
    except PasskeyRefused:
        raise NotTaken("code", WRONG_PASSKEY) from None
    await office.slowdown.forgive(name, address)
    row = Passkey.filter(member_id=session.member_id, credential_id=used.id)
    await row.update(sign_count=used.count)


async def _passkeys_of(session: Session) -> Sequence[Known]:
    rows = await Passkey.filter(member_id=session.member_id).order_by("added_at")
    return [Known(row.credential_id, row.public_key, row.sign_count, False) for row in rows]


async def _new_challenge(office: Office, session: Session) -> Challenge:
    challenge = Challenge.new(office.random)
    await Session.filter(id=session.id).update(challenge=challenge.reveal())
    return challenge


async def _take_challenge(session: Session) -> Challenge:
    """For one answer only: whatever the answer is, the next one needs another challenge."""
    challenge = session.challenge
    if challenge is None or not await Session.filter(id=session.id).update(challenge=None):
        raise NotTaken("code", WRONG_PASSKEY)
    return Challenge(challenge)
