"""Keys with which programs act for whoever made them.

Threat: a key is found by somebody whom it is not for. So it does one errand, for a time; the mail
about it goes to everybody in the organization, for who makes one in secret is a thief; and it ends
with the role of whoever made it, so that nobody leaves with one.
"""

from collections.abc import Collection
from datetime import timedelta
from hmac import compare_digest
from uuid import uuid4

from directory.accounts.actions.factors import slow_down
from directory.accounts.badge import Badge, Bearer
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import ApiKey
from directory.accounts.notices import leave_notices, post_notices
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.accounts.queries import list_colleagues
from directory.accounts.refusals import NO_KEY_NAME, NO_KEY_TIME, NO_SCOPE, TOO_MANY_KEYS, NotTaken
from directory.accounts.scopes import Scope
from directory.errors import NoKey, NotFound, ScopeMissing
from directory.privacy.addresses import network_of
from directory.privacy.codes import Misread
from directory.privacy.program_key import ProgramKey

# Days that a key may count, the one that a form begins with first. Long ones are forgotten.
LASTS = (180, 30, 90, 365)
LONGEST_NAME = 60
MOST_KEYS = 20


async def make_key(
    office: Office, badge: Badge, name: str, scopes: Collection[str], days: str
) -> ProgramKey:
    """The key, which nobody can be shown again. NotTaken for what cannot be."""
    agency_id = badge.membership.agency_id
    badge.require(Right.KEEP_KEYS, Place(agency_id))
    name, wanted = " ".join(name.split())[:LONGEST_NAME], [each for each in Scope if each in scopes]
    lasts = next((each for each in LASTS if str(each) == days), None)
    if not name:
        raise NotTaken("name", NO_KEY_NAME)
    if not wanted:
        raise NotTaken("scope", NO_SCOPE)
    if lasts is None:
        raise NotTaken("days", NO_KEY_TIME)
    key, now = ProgramKey.new(office.random), office.clock()
    async with turn():
        living = ApiKey.filter(made_by__agency_id=agency_id, revoked_at=None, expires_at__gt=now)
        if await living.count() >= MOST_KEYS:
            raise NotTaken("name", TOO_MANY_KEYS)
        made = await ApiKey.create(
            id=uuid4(),
            made_by_id=badge.membership.id,
            name=name,
            scopes=wanted,
            shown=key.shown,
            key_hash=key.fingerprint(),
            made_at=now,
            expires_at=now + timedelta(days=lasts),
        )
        await note(office, Actor.wearing(badge), "api_key_made", made.id)
        # Whoever makes it among them: it may be a thief who does.
        await leave_notices(office, [each.member_id for each in await list_colleagues(badge)])
    await post_notices(office, since=now)
    return key


async def revoke_key(office: Office, by: Actor, key: ApiKey) -> None:
    """From the next request on it counts no more."""
    async with turn():
        living = ApiKey.filter(id=key.id, revoked_at=None)
        if not await living.update(revoked_at=office.clock()):
            raise NotFound
        await note(office, by, "api_key_revoked", key.id)


async def use_key(office: Office, shown: str, scope: Scope, address: str) -> Bearer:
    """Who acts by the key that a program has shown. NoKey, ScopeMissing, or TooOften for guesses.

    address: where it comes from; only ever hashed.
    """
    try:
        key = ProgramKey.read(shown)
    except Misread:
        raise NoKey from None
    found, now = await _find(office, key), office.clock()
    if found is None:
        # Programs stand in a line of their own: one that goes on with a key that has ended must not
        # keep the people of its office from signing in.
        await slow_down(office, f"key {key.shown}", f"program {network_of(address)}")
        raise NoKey
    if scope not in found.scopes:
        raise ScopeMissing(scope)
    if found.last_used_on != now.date():
        await ApiKey.filter(id=found.id).update(last_used_on=now.date())
    return Bearer(found.made_by.member, found.made_by, now)


async def _find(office: Office, key: ProgramKey) -> ApiKey | None:
    """Looked up by what everybody may see of it; the rest is compared in one time."""
    living = ApiKey.filter(
        shown=key.shown,
        revoked_at=None,
        expires_at__gt=office.clock(),
        made_by__ended_at=None,
        made_by__member__status="active",
    )
    fingerprint, right = key.fingerprint(), None
    for each in await living.select_related("made_by__member", "made_by__agency"):
        if compare_digest(each.key_hash, fingerprint):
            right = each
    return right
