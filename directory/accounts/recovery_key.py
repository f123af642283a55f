"""The one key that an organization may print and lock away, so that a lost password loses nothing.

We keep its public key only. Every member's and every team's private key is sealed to it, so whoever
finds the paper reads everything: an organization may do without one, and lose what it lost.
"""

from hashlib import sha256

from directory.privacy import crockford
from directory.privacy.codes import Misread
from directory.privacy.sealing import KEY_BYTES, KeyPair, PrivateKey, pair_of
from directory.privacy.secret import Secret

# 32 bytes and these 3 are 56 characters, without a filling.
CHECK_BYTES = 3
GROUPS = 14


class PaperKey(Secret[str]):
    """The recovery key as it is printed, once: 14 groups of 4 characters."""


def print_key(pair: KeyPair) -> PaperKey:
    private = pair.private.reveal()
    text = crockford.encode(private + _check(private))
    return PaperKey(crockford.grouped(text, *[4] * GROUPS))


def read_key(typed: str) -> KeyPair:
    """Raises Misread for what is no recovery key; of random slips it misses one in 16 million.

    The pair may still be another organization's: compare its public key with the stored one.
    """
    text = crockford.tidy(typed) or ""
    if len(text) != GROUPS * 4:
        raise Misread
    data = crockford.decode(text)
    private, check = data[:KEY_BYTES], data[KEY_BYTES:]
    if check != _check(private):
        raise Misread
    return pair_of(PrivateKey(private))


def _check(private: bytes) -> bytes:
    return sha256(b"recovery key" + private).digest()[:CHECK_BYTES]
