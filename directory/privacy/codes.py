"""The codes that people carry: of a referral, of a receipt, in a link and in a cookie.

Each says nothing of whoever carries it: it is drawn, never made of initials, dates or numbers of
cases, which would give its person away.
"""

import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b, sha256
from secrets import token_bytes
from typing import Self

from directory.privacy import crockford
from directory.privacy.sealing import KEY_BYTES, Key, Random
from directory.privacy.secret import Secret

REFERRAL_CHARACTERS = 10
RECEIPT_DIGITS = 16
TOKEN_BYTES = 32
# The largest multiple of 10 that a byte holds: digits of larger bytes would be unequally likely.
_FAIR_BYTES = 250


class Misread(Exception):
    """What was typed is no code of this kind: a slip of the hand, or a guess."""


class ReferralCode(Secret[str]):
    """Ten characters, 50 bits, and a check: what both sides of a referral say on the telephone.

    It opens nothing by itself.
    """

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        drawn = crockford.draw(REFERRAL_CHARACTERS, random)
        return cls(drawn + crockford.check_character(drawn))

    @classmethod
    def read(cls, typed: str) -> Self:
        """Raises Misread for any one wrong character and any two exchanged ones."""
        tidy = crockford.tidy(typed) or ""
        if len(tidy) != REFERRAL_CHARACTERS + 1 or not crockford.has_right_check(tidy):
            raise Misread
        return cls(tidy)

    def spoken(self) -> str:
        """K7Q2-MX4P-R3D"""
        return crockford.grouped(self.reveal(), 4, 4, 3)


class ReceiptCode(Secret[str]):
    """Sixteen digits, 53 bits, by which a family comes back to what it sent.

    Threat: somebody goes through the family's things. So it is written like a telephone number,
    and is nobody's: no number has more than fifteen digits (E.164). Keep only what `stretch` makes
    of it, for 53 bits are few against a quick hash (ASVS 6.5.2), and throttle who asks.
    """

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        digits = ""
        while len(digits) < RECEIPT_DIGITS:
            drawn = random(RECEIPT_DIGITS)
            digits += "".join(str(byte % 10) for byte in drawn if byte < _FAIR_BYTES)
        return cls(digits[:RECEIPT_DIGITS])

    @classmethod
    def read(cls, typed: str) -> Self:
        """Digits of any script, and whatever stands between the digits of a telephone number.

        Raises Misread for other characters or another count of digits.
        """
        digits = ""
        for character in typed:
            if character.isdecimal():
                digits += str(unicodedata.decimal(character))
            elif character.isalpha():
                raise Misread
        if len(digits) != RECEIPT_DIGITS:
            raise Misread
        return cls(digits)

    def written(self) -> str:
        """382 550 17 74 91 62 05"""
        digits = self.reveal()
        pairs = [digits[at : at + 2] for at in range(6, RECEIPT_DIGITS, 2)]
        return " ".join([digits[:3], digits[3:6], *pairs])


class Token(Secret[str]):
    """256 bits as 43 characters that an address or a cookie may hold.

    Threat: a copy of the database. We keep the fingerprint only, from which nobody makes a token;
    a quick hash is enough for what cannot be guessed.
    """

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        return cls(_unpadded(random(TOKEN_BYTES)))

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises Misread for anything that `new` cannot have made."""
        try:
            data = urlsafe_b64decode(text + "=")
        except ValueError:
            raise Misread from None  # the cause would repeat what was typed
        if len(data) != TOKEN_BYTES or _unpadded(data) != text:
            raise Misread
        return cls(text)

    def fingerprint(self) -> str:
        """SHA-256 as 64 hexadecimal digits: what is stored and looked up."""
        return sha256(self.reveal().encode()).hexdigest()


class LinkToken(Token):
    """What makes a link work, once."""


class SessionToken(Token):
    """What the session cookie holds: it finds the session, and opens what lies in it."""

    def key(self) -> Key:
        """Another digest than the fingerprint, which is stored beside what this key closes."""
        digest = blake2b(self.reveal().encode(), digest_size=KEY_BYTES, person=b"session key")
        return Key(digest.digest())


def _unpadded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
