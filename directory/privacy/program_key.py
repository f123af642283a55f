"""The key that a program shows instead of a person: easy to find where it does not belong."""

from hashlib import sha256
from secrets import token_bytes
from typing import Self
from zlib import crc32

from directory.privacy.codes import TOKEN_BYTES, Misread
from directory.privacy.sealing import Random
from directory.privacy.secret import Secret

START = "handrail_"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DRAWN = 43  # as many letters as 256 bits need
_CHECK = 6  # and as 32 bits
LENGTH = len(START) + _DRAWN + _CHECK
# What a page shows of a key, so that its owner knows which one it is: 36 of its 256 bits.
SHOWN = len(START) + 6


class ProgramKey(Secret[str]):
    """handrail_, 256 bits, and a check of both: 58 letters and digits.

    Threat: a key that somebody publishes with their program. So it begins with a word that scanners
    look for, and the check tells them, and us, without asking the database, whether it can be one.
    Threat: a copy of the database. As of `codes.Token`, only the fingerprint is kept.
    """

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        drawn = START + _in_letters(int.from_bytes(random(TOKEN_BYTES)), _DRAWN)
        return cls(drawn + _check(drawn))

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises Misread for anything that `new` cannot have made."""
        drawn, check = text[:-_CHECK], text[-_CHECK:]
        is_plain = text.startswith(START) and set(text[len(START) :]) <= set(_LETTERS)
        if len(text) != LENGTH or not is_plain or _check(drawn) != check:
            raise Misread
        return cls(text)

    @property
    def shown(self) -> str:
        return self.reveal()[:SHOWN]

    def fingerprint(self) -> str:
        """SHA-256 as 64 hexadecimal digits: what is stored."""
        return sha256(self.reveal().encode()).hexdigest()


def _check(drawn: str) -> str:
    return _in_letters(crc32(drawn.encode()), _CHECK)


def _in_letters(number: int, count: int) -> str:
    letters = ""
    for _ in range(count):
        number, at = divmod(number, len(_LETTERS))
        letters = _LETTERS[at] + letters
    return letters
