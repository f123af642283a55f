"""Which passwords we take, and how we know one again without keeping it.

Source: OWASP ASVS 5.0, 6.2.1 to 6.2.12, and NIST SP 800-63B: long, no rules of composition, never
old, not one of those that everybody uses. A password also closes its owner's private key
(`keyring`), so somebody with a stolen disk may guess at it for years: we refuse what they would
find in 10^10 guesses, which at 190 ms each are 60 years of one core.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from enum import StrEnum
from secrets import token_bytes
from typing import Any

from argon2 import DEFAULT_HASH_LENGTH, PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import ARGON2_VERSION
from zxcvbn import zxcvbn

from directory.privacy.sealing import Random
from directory.privacy.stretching import PASSWORD_COST, SALT_BYTES, Cost, Password

SHORTEST = 12
LONGEST = 128
FEWEST_GUESSES = 10**10
# The estimate takes no more than 72; the time that it takes grows with the square.
ESTIMATED = 40


class Weakness(StrEnum):
    """Why a password is not taken, as a code; the page says it in the reader's language."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ABOUT_YOU = "about_you"
    COMMON = "common"


def find_weakness(password: Password, known: Iterable[str] = ()) -> Weakness | None:
    """The first reason against a password, or None.

    known: what others know of its owner and of the site: the site's name, their own name, e-mail
    address and organization. The estimate is that of zxcvbn, which carries its lists of common
    passwords, names and words, and sees through capitals, years at the end and keyboard rows. It
    takes milliseconds, 0.7 s for a text that was made to take long.
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    estimate = zxcvbn(password.reveal()[:ESTIMATED], user_inputs=list(_parts_of(known)))
    if estimate["guesses"] >= FEWEST_GUESSES:
        return None
    return Weakness.ABOUT_YOU if _is_known(estimate["sequence"]) else Weakness.COMMON


def _base64(value: bytes) -> str:
    """As the PHC form has it, without padding."""
    return b64encode(value).decode().rstrip("=")


class Passwords:
    """Hashes and checks passwords at one cost. hash_of and verify take about 190 ms of all cores.

    So call them in a thread, behind the throttle: whoever sends passwords spends our processor.
    """

    def __init__(self, cost: Cost = PASSWORD_COST, random: Random = token_bytes) -> None:
        self._random = random
        self._hasher = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes, type=Type.ID)
        # To check against it takes as long as for any other; to make it takes no time.
        self._nobodys = (
            f"$argon2id$v={ARGON2_VERSION}$m={cost.memory_kib},t={cost.passes},p={cost.lanes}"
            f"${_base64(random(SALT_BYTES))}${_base64(random(DEFAULT_HASH_LENGTH))}"
        )

    def hash_of(self, password: Password) -> str:
        """In the PHC form, `$argon2id$v=19$m=65536,t=3,p=4$…`: it holds its salt and cost."""
        return self._hasher.hash(password.reveal(), salt=self._random(SALT_BYTES))

    def verify(self, password: Password, stored: str | None) -> bool:
        """Whether stored is the hash of this password; None for an account that does not exist.

        Threat: a quicker answer tells a stranger which addresses have an account. So the password
        of nobody is checked in the same way, against a hash of the same cost.
        """
        try:
            matches = self._hasher.verify(stored or self._nobodys, password.reveal())
        except VerifyMismatchError:
            return False
        return matches and stored is not None

    def needs_rehash(self, stored: str) -> bool:
        """Whether a hash was made at another cost; make a new one when its owner next signs in.

        Until then that account answers in another time than one that does not exist.
        """
        return self._hasher.check_needs_rehash(stored)

    def __repr__(self) -> str:
        return "Passwords()"


def _is_known(parts: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a part of the password is one of the known texts, once or over and over."""
    return any(
        part.get("dictionary_name") == "user_inputs" or _is_known(part.get("base_matches", ()))
        for part in parts
    )


def _parts_of(known: Iterable[str]) -> Iterable[str]:
    """An address as a whole, its name and its host; a name as a whole and each word of it."""
    for text in known:
        lowered = text.lower()
        words = lowered.replace("@", " ").replace(".", " ").split()
        yield from (lowered, *lowered.split("@"), *(word for word in words if len(word) > 2))
