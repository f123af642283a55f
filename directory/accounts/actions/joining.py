"""Opening a link: coming in, taking a further role, choosing a new password."""

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import digest
from uuid import uuid4

from directory.accounts.actions.factors import require_code, require_password, tell_changed
from directory.accounts.actions.sessions import complete, forget_sessions
from directory.accounts.actions.teams import found_if_needed, teams_seated
from directory.accounts.key_store import columns_of, keys_of, load_team_keys, save_team_keys
from directory.accounts.keyring import new_member
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Invitation, Member, Membership, Passkey, Team
from directory.accounts.office import Office
from directory.accounts.recovery_codes import RecoveryCode, RecoveryCodes
from directory.accounts.refusals import (
    NO_NAME,
    WRONG_APP_CODE,
    NotTaken,
)
from directory.accounts.secrets_at_rest import seal_totp, write_codes
from directory.accounts.strength import require_strong
from directory.accounts.team_keys import reset_member
from directory.accounts.totp import SECRET_BYTES, TotpSecret, find_step
from directory.database import forget_deleted
from directory.errors import NotFound
from directory.privacy.codes import LinkToken, SessionToken
from directory.privacy.stretching import Password, Recipe


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody with a link has sent. address: where from, for the slow-down alone."""

    link: LinkToken
    name: str
    password: Password
    code: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A session that has begun, and the recovery codes to show, once."""

    token: SessionToken
    codes: Sequence[RecoveryCode]


def totp_of(office: Office, link: LinkToken) -> TotpSecret:
    """What the phone is given by a link: the same each time its page is loaded, stored nowhere."""
    made = digest(office.keys.join.reveal(), link.reveal().encode(), "sha256")
    return TotpSecret(made[:SECRET_BYTES])


async def join(office: Office, invitation: Invitation, typed: Typed) -> Joined:
    """A new member with password, phone and paper: all of it in one step, so none is half done."""
    if not typed.name.strip():
        raise NotTaken("name", NO_NAME)
    await require_strong(
        office, typed.password, (typed.name, invitation.email, *_places(invitation))
    )
    secret = totp_of(office, typed.link)
    step = _require_app(office, secret, typed.code)
    member_id = uuid4()
    keys, pair = await office.slowly(
        new_member, str(member_id), typed.password, office.cost, office.random
    )
    password_hash = await office.slowly(office.passwords.hash_of, typed.password)
    stored, codes = await office.slowly(RecoveryCodes.draw, office.code_cost, office.random)
    async with turn():
        await _use_up(office, invitation)
        if await Member.filter(email=invitation.email).exists():
            raise NotFound
        member = await Member.create(
            id=member_id,
            email=invitation.email,
            name=typed.name.strip()[:200],
            language=typed.language,
            password_hash=password_hash,
            totp_secret=seal_totp(office, member_id, secret),
            totp_step=step,
            recovery_codes=write_codes(stored),
            created_at=office.clock(),
            key_version=keys.version,
            public_key=keys.public,
            private_key=keys.wrapped,
            key_recipe=keys.recipe,
        )
        membership = await _take_role(office, invitation, member)
    return Joined(await complete(office, member, pair, membership, half=None), codes)


async def join_again(office: Office, invitation: Invitation, typed: Typed) -> SessionToken:
    """A further role for somebody with an account, who shows both factors."""
    member = await Member.get_or_none(email=invitation.email, status="active")
    if member is None:
        raise NotFound
    pair = await require_password(office, member, typed.password, typed.address)
    await require_code(office, member, typed.code, typed.address)
    async with turn():
        await _use_up(office, invitation)
        membership = await _take_role(office, invitation, member)
    await tell_changed(office, member)
    return await complete(office, member, pair, membership, half=None)


async def set_password(office: Office, invitation: Invitation, typed: Typed) -> None:
    """A forgotten password: new keys. What only the old ones opened is closed, and said so.

    The link does not stand in for the second factor: it is asked for, or, where the operator has
    sent a link for everything, a new phone is connected.
    """
    member = invitation.member
    if member is None or member.status != "active":
        raise NotFound
    await require_strong(office, typed.password, (member.name, member.email))
    factors = await _new_factors(office, invitation, member, typed)
    password_hash = await office.slowly(office.passwords.hash_of, typed.password)
    reset = await office.slowly(
        reset_member, keys_of(member), (), typed.password, office.cost, office.random
    )
    async with turn():
        await _use_up(office, invitation)
        await forget_sessions(member.id)
        for team_id in await teams_seated(member.id):
            seated = await load_team_keys(team_id)
            await save_team_keys(team_id, seated.unseat(str(member.id)))
        columns = {"password_hash": password_hash, **columns_of(reset.keys), **factors}
        await Member.filter(id=member.id).update(**columns)
        if factors:
            await Passkey.filter(member_id=member.id).delete()
        await member.refresh_from_db()
        for team in await _own_teams(member):
            await found_if_needed(office, team, member)
        await note(office, Actor(member.id), "password_reset", member.id)
    await forget_deleted()
    await tell_changed(office, member)


async def _new_factors(
    office: Office, invitation: Invitation, member: Member, typed: Typed
) -> dict[str, bytes | int | str]:
    """The columns of a new phone, without any paper; {} where the old second factor was shown."""
    if invitation.kind != "everything":
        await require_code(office, member, typed.code, typed.address)
        return {}
    secret = totp_of(office, typed.link)
    step = _require_app(office, secret, typed.code)
    none = RecoveryCodes(str(Recipe.new(office.code_cost, office.random)), ())
    return {
        "totp_secret": seal_totp(office, member.id, secret),
        "totp_step": step,
        "recovery_codes": write_codes(none),
    }


def _require_app(office: Office, secret: TotpSecret, code: str) -> int:
    step = find_step(secret, code, office.clock().timestamp(), None)
    if step is None:
        raise NotTaken("code", WRONG_APP_CODE)
    return step


async def _use_up(office: Office, invitation: Invitation) -> None:
    """Once: of two who open the same link at the same moment, one is told that it is not there."""
    now = office.clock()
    unused = Invitation.filter(id=invitation.id, used_at=None, expires_at__gt=now)
    if not await unused.update(used_at=now):
        raise NotFound


async def _take_role(office: Office, invitation: Invitation, member: Member) -> Membership:
    membership = await Membership.create(
        id=uuid4(),
        member_id=member.id,
        role=invitation.role,
        agency_id=invitation.agency_id,
        team_id=invitation.team_id,
        began_at=office.clock(),
    )
    await membership.fetch_related("agency", "team", "team__agency")
    await note(office, Actor.of(membership), "role_given", membership.id, after=membership.role)
    if membership.team is not None:
        await found_if_needed(office, membership.team, member)
    return membership


async def _own_teams(member: Member) -> Sequence[Team]:
    held = Membership.filter(member_id=member.id, ended_at=None, team_id__not_isnull=True)
    rows = await held.values_list("team_id")
    return await Team.filter(id__in=[row[0] for row in rows]).select_related("agency")


def _places(invitation: Invitation) -> list[str]:
    return [place.name for place in (invitation.agency, invitation.team) if place is not None]
