"""What of a second factor is kept, and how: sealed for the phone, hashed for the paper."""

from uuid import UUID

from directory.accounts.office import Office
from directory.accounts.recovery_codes import RecoveryCodes
from directory.accounts.totp import TotpSecret
from directory.privacy.sealing import open_sealed, seal


def seal_totp(office: Office, member_id: UUID, secret: TotpSecret) -> bytes:
    """For Member.totp_secret: who has the disk, and not HANDRAIL_SECRET_KEY, makes no codes."""
    binding = ("totp", str(member_id))
    return seal(secret.reveal(), office.keys.factors, binding, office.random)


def open_totp(office: Office, member_id: UUID, sealed: bytes) -> TotpSecret:
    return TotpSecret(open_sealed(sealed, office.keys.factors, ("totp", str(member_id))))


def write_codes(codes: RecoveryCodes) -> str:
    """For Member.recovery_codes."""
    return " ".join((codes.recipe, *codes.hashes))


def read_codes(text: str) -> RecoveryCodes:
    recipe, *hashes = text.split()
    return RecoveryCodes(recipe, tuple(hashes))
