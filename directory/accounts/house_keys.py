"""The keys that the house itself needs, all made from HANDRAIL_SECRET_KEY, which no disk holds."""

from dataclasses import dataclass
from hmac import digest

from directory.accounts.chain import AuditKey
from directory.privacy.sealing import Key


@dataclass(frozen=True, slots=True)
class HouseKeys:
    """audit: chains the lines of the audit. factors: wraps what the codes of a phone are made of.

    demo: makes the passwords of the fictional accounts. join: makes the code that a new phone app
    is given, out of the link that its owner holds. codes: hashes the codes of referrals. receipts:
    salts what is made of a family's code. forms: stamps forms with whose they are. parcels: closes
    what was typed into one that came too late. slowdown: hashes who guesses.
    """

    audit: AuditKey
    factors: Key
    join: Key
    demo: Key
    codes: Key
    receipts: Key
    forms: Key
    parcels: Key
    slowdown: Key

    @classmethod
    def of(cls, secret_key: str) -> "HouseKeys":
        names = ("factors", "join", "demo", "codes", "receipts", "forms", "parcels", "slowdown")
        others = (Key(_derive(secret_key, name)) for name in names)
        return cls(AuditKey(_derive(secret_key, "audit")), *others)


def _derive(secret_key: str, purpose: str) -> bytes:
    """32 bytes for one purpose: who learns one of them learns none of the others."""
    return digest(secret_key.encode(), f"handrail {purpose}".encode(), "sha256")
