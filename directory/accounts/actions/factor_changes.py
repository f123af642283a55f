"""Another phone, and new codes on paper."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from directory.accounts.actions.factors import tell_changed
from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.models import Member
from directory.accounts.office import Office
from directory.accounts.recovery_codes import RecoveryCode, RecoveryCodes
from directory.accounts.refusals import WRONG_APP_CODE, NotTaken
from directory.accounts.secrets_at_rest import seal_totp, write_codes
from directory.accounts.totp import TotpSecret, find_step
from directory.errors import NotFound
from directory.privacy.sealing import Binding, CannotOpen, open_sealed, seal


def offer_phone(office: Office, badge: Badge) -> str:
    """A new secret, sealed for this session: nothing is stored until a phone has shown a code."""
    secret = TotpSecret.new(office.random)
    sealed = seal(secret.reveal(), badge.token.key(), _binding(badge), office.random)
    return urlsafe_b64encode(sealed).decode()


def unseal_offer(badge: Badge, sealed: str) -> TotpSecret:
    """NotFound for what `offer_phone` has not made in this session."""
    try:
        data = urlsafe_b64decode(sealed.encode("ascii"))
        return TotpSecret(open_sealed(data, badge.token.key(), _binding(badge)))
    except (CannotOpen, ValueError):
        raise NotFound from None


async def change_phone(office: Office, badge: Badge, sealed: str, code: str) -> None:
    secret = unseal_offer(badge, sealed)
    step = find_step(secret, code, office.clock().timestamp(), None)
    if step is None:
        raise NotTaken("code", WRONG_APP_CODE)
    member = badge.member
    async with turn():
        stored = seal_totp(office, member.id, secret)
        await Member.filter(id=member.id).update(totp_secret=stored, totp_step=step)
        await note(office, Actor.wearing(badge), "totp_added", member.id)
    await tell_changed(office, member)


async def make_codes(office: Office, badge: Badge) -> Sequence[RecoveryCode]:
    """Ten new codes to show once. The old ones stop working."""
    stored, codes = await office.slowly(RecoveryCodes.draw, office.code_cost, office.random)
    async with turn():
        await Member.filter(id=badge.member.id).update(recovery_codes=write_codes(stored))
        await note(office, Actor.wearing(badge), "recovery_codes_drawn", badge.member.id)
    await tell_changed(office, badge.member)
    return codes


def _binding(badge: Badge) -> Binding:
    return ("new phone", str(badge.member.id), str(badge.session.id))
