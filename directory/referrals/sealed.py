"""Sealing what a referral says, and the codes and keys that come from its one random key.

    a random key of 32 bytes ─seals─▶ the payload, bound to referral, consent and version
    the key itself ─sealed to─▶ the sender's team, the recipient's team; ─closed by─▶ the receipt

Threat: a copy of the disk. Nothing in it opens a payload; a password of the sender's team, one of
the recipient's or the family's code does, and once the sealed keys are gone, not even all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b, sha256, shake_256
from hmac import digest
from itertools import count
from secrets import token_bytes

from directory.privacy.codes import LinkToken, ReceiptCode, ReferralCode
from directory.privacy.sealing import (
    KEY_BYTES,
    Binding,
    Key,
    PrivateKey,
    Random,
    open_sealed,
    open_with,
    seal,
    seal_to,
)
from directory.privacy.secret import Secret
from directory.privacy.stretching import SALT_BYTES, Cost, Recipe, stretch
from directory.referrals.minimal import Payload

# A payload is filled up to a multiple of this: its length must not tell whether it says where to
# call, or how long a note is.
BLOCK_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Bound:
    """What a payload is bound to. consent: "" for a draft, which nobody has agreed to yet."""

    referral: str
    consent: str
    version: int

    @property
    def binding(self) -> Binding:
        return ("referral", self.referral, self.consent, self.version)


def seal_payload(payload: Payload, key: Key, bound: Bound, random: Random = token_bytes) -> bytes:
    said = payload.to_json()
    filled = said.ljust(-(-len(said) // BLOCK_BYTES) * BLOCK_BYTES)
    return seal(filled, key, bound.binding, random)


def open_payload(sealed: bytes, key: Key, bound: Bound) -> Payload:
    """Raises CannotOpen for another key, referral, consent or version."""
    return Payload.from_json(open_sealed(sealed, key, bound.binding))


def seal_key_to(key: Key, public: bytes, referral: str, holder: str) -> bytes:
    """For a team: holder is "sender" or "recipient"."""
    return seal_to(key.reveal(), public, _key_binding(referral, holder))


def open_key_with(sealed: bytes, private: PrivateKey, referral: str, holder: str) -> Key:
    return Key(open_with(sealed, private, _key_binding(referral, holder)))


def close_key(
    key: Key, lock: Key, referral: str, holder: str, random: Random = token_bytes
) -> bytes:
    """For a receipt or a link: closed by what only its holder makes again."""
    return seal(key.reveal(), lock, _key_binding(referral, holder), random)


def open_closed_key(closed: bytes, lock: Key, referral: str, holder: str) -> Key:
    return Key(open_sealed(closed, lock, _key_binding(referral, holder)))


def _key_binding(referral: str, holder: str) -> Binding:
    return ("referral key", referral, holder)


def code_of(key: Key) -> ReferralCode:
    """What both sides say on the telephone. Stored nowhere: who opens the payload knows it."""
    return ReferralCode.new(_drawn(key, "code"))


def receipt_of(key: Key) -> ReceiptCode:
    """The family's code, made of the key and stored nowhere: the same request gives it again.

    Who knows the key may read and withdraw already; the code lets them do no more.
    """
    return ReceiptCode.new(_drawn(key, "receipt"))


def hash_code(code: ReferralCode, key: Key) -> str:
    """What finds a referral by its code. Keyed: 50 bits are soon tried with a bare hash."""
    return digest(key.reveal(), code.reveal().encode(), sha256).hex()


@dataclass(frozen=True, slots=True)
class Lock:
    """What a family's code makes: a hash that finds its referral, and the key that opens it."""

    lookup: str
    key: Key


def lock_of(code: ReceiptCode, salt: Key, cost: Cost) -> Lock:
    """Takes as long as a password. One salt for the house, for the code must find its own row."""
    made = stretch(code, Recipe(salt.reveal()[:SALT_BYTES], cost)).reveal()
    parts = (
        blake2b(made, digest_size=KEY_BYTES, person=purpose)
        for purpose in (b"receipt lookup", b"receipt key")
    )
    lookup, key = (part.digest() for part in parts)
    return Lock(lookup.hex(), Key(key))


class TokenAndDigits(Secret[str]):
    """What a desk without an account has to bring: the link of a mail, the digits of a call."""


def link_lock(token: LinkToken, digits: str, recipe: Recipe) -> Key:
    return stretch(TokenAndDigits(f"{token.reveal()} {digits}"), recipe)


def _drawn(key: Key, purpose: str) -> Callable[[int], bytes]:
    """Bytes that look random to who does not have the key, and are the same each time."""
    numbers = count()

    def random(length: int) -> bytes:
        seed = f"handrail {purpose} {next(numbers)} ".encode()
        return shake_256(seed + key.reveal()).digest(length)

    return random
