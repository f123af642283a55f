"""Closing what only some may read: with a key that both sides share, or to a public key.

All of it is libsodium's, through PyNaCl (https://doc.libsodium.org): XChaCha20-Poly1305 where there
is a key, sealed boxes (X25519, XSalsa20-Poly1305) where there is a public key. Whatever is sealed
is bound to what it is and whose it is, so that a row which somebody moved to another owner, or an
old version put back in the place of a newer one, does not open.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_bytes

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey as CurvePrivateKey
from nacl.public import PublicKey, SealedBox
from nacl.secret import Aead

from directory.privacy.secret import Secret

KEY_BYTES = 32

Random = Callable[[int], bytes]
# What a sealed thing is, whose, which version: ("referral", "5f0c…", 1). The order counts.
Binding = tuple[str | int, ...]


class CannotOpen(Exception):
    """The wrong key, a changed byte, or a thing of another owner: which of them is not told."""

    def __init__(self) -> None:
        super().__init__("this key does not open it")


class Key(Secret[bytes]):
    """32 bytes that seal and open."""


class PrivateKey(Secret[bytes]):
    """32 bytes that open what was sealed to the public key which belongs to them."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair. public: 32 bytes, which anybody may know."""

    public: bytes
    private: PrivateKey


def new_key(random: Random = token_bytes) -> Key:
    return Key(random(KEY_BYTES))


def new_key_pair(random: Random = token_bytes) -> KeyPair:
    return pair_of(PrivateKey(random(KEY_BYTES)))


def pair_of(private: PrivateKey) -> KeyPair:
    return KeyPair(bytes(CurvePrivateKey(private.reveal()).public_key), private)


def seal(plain: bytes, key: Key, binding: Binding, random: Random = token_bytes) -> bytes:
    """A nonce of 24 bytes, then the plain bytes encrypted, then a tag of 16: 40 bytes longer."""
    sealed = Aead(key.reveal()).encrypt(plain, aad=_written(binding), nonce=random(Aead.NONCE_SIZE))
    return bytes(sealed)


def open_sealed(sealed: bytes, key: Key, binding: Binding) -> bytes:
    """Raises CannotOpen unless key and binding are those it was sealed with."""
    try:
        return Aead(key.reveal()).decrypt(sealed, aad=_written(binding))
    except (CryptoError, ValueError):
        raise CannotOpen from None  # the cause would say which part of it was wrong


def seal_to(plain: bytes, public: bytes, binding: Binding) -> bytes:
    """Closed for all but who holds the private key, even for who closed it: 80 bytes longer.

    A sealed box binds nothing beside its text, so the digest of the binding lies in the box. The
    randomness of its one-time key is libsodium's own.
    """
    return SealedBox(PublicKey(public)).encrypt(_digest(binding) + plain)


def open_with(sealed: bytes, private: PrivateKey, binding: Binding) -> bytes:
    """Raises CannotOpen unless it was sealed to this private key's public key with this binding."""
    try:
        opened = SealedBox(CurvePrivateKey(private.reveal())).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        raise CannotOpen from None  # the cause would say which part of it was wrong
    if not compare_digest(opened[:32], _digest(binding)):
        raise CannotOpen
    return opened[32:]


def wrap(pair: KeyPair, key: Key, owner: str, version: int, random: Random = token_bytes) -> bytes:
    """The private key of an owner under a key: 72 bytes."""
    return seal(pair.private.reveal(), key, ("private key", owner, version), random)


def unwrap(wrapped: bytes, key: Key, owner: str, version: int, public: bytes) -> KeyPair:
    """Raises CannotOpen also when what was wrapped does not belong to that public key."""
    opened = open_sealed(wrapped, key, ("private key", owner, version))
    return checked_pair(opened, public)


def checked_pair(private: bytes, public: bytes) -> KeyPair:
    """Threat: a public key that was exchanged, so that new secrets are sealed to a stranger."""
    if len(private) != KEY_BYTES:
        raise CannotOpen
    pair = pair_of(PrivateKey(private))
    if not compare_digest(pair.public, public):
        raise CannotOpen
    return pair


def _written(binding: Binding) -> bytes:
    """As JSON, in which no two different tuples look alike: ("ab", 1) is not ("a", "b1")."""
    return json.dumps(binding, separators=(",", ":")).encode()


def _digest(binding: Binding) -> bytes:
    return sha256(_written(binding)).digest()
