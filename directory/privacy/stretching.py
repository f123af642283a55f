"""Making a guess at a secret that people can remember or type cost time and memory: Argon2id.

Source: RFC 9106; OWASP ASVS 5.0 appendix C, whose least costs are t=2 with 19 MiB or t=3 with 12.
"""

import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from secrets import token_bytes
from typing import Self

from argon2.low_level import Type, hash_secret_raw

from directory.privacy.sealing import KEY_BYTES, Key, Random
from directory.privacy.secret import Secret

SALT_BYTES = 16


class Password(Secret[str]):
    """A password as one wrote it, in Unicode's form NFC: two keyboards may spell é differently."""

    def __init__(self, typed: str) -> None:
        super().__init__(unicodedata.normalize("NFC", typed))

    def __len__(self) -> int:
        """In characters (code points)."""
        return len(self.reveal())


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: passes over the memory, the memory in KiB, lanes side by side."""

    passes: int
    memory_kib: int
    lanes: int


# RFC 9106's second choice; about 190 ms on two cores.
PASSWORD_COST = Cost(passes=3, memory_kib=64 * 1024, lanes=4)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a key was made of a secret, but for the secret: stored beside what the key closes.

    So the cost can rise later, each recipe with the next change of the password.
    """

    salt: bytes
    cost: Cost

    @classmethod
    def new(cls, cost: Cost = PASSWORD_COST, random: Random = token_bytes) -> Self:
        return cls(random(SALT_BYTES), cost)

    def __str__(self) -> str:
        """argon2id$3$65536$4$<salt in base64>"""
        cost = self.cost
        salt = b64encode(self.salt).decode()
        return f"argon2id${cost.passes}${cost.memory_kib}${cost.lanes}${salt}"

    @classmethod
    def read(cls, text: str) -> Self:
        """What str() wrote. Raises ValueError for anything else."""
        name, passes, memory_kib, lanes, salt = text.split("$")
        if name != "argon2id":
            raise ValueError("a key is made with argon2id only")
        cost = Cost(int(passes), int(memory_kib), int(lanes))
        return cls(b64decode(salt, validate=True), cost)


def stretch(secret: Secret[str], recipe: Recipe) -> Key:
    """The key that a password or code makes with this recipe, the same each time."""
    return Key(
        hash_secret_raw(
            secret.reveal().encode(),
            recipe.salt,
            time_cost=recipe.cost.passes,
            memory_cost=recipe.cost.memory_kib,
            parallelism=recipe.cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    )
