"""Ten codes on paper, for the day the telephone with the authenticator is lost.

A code has 50 bits, and one under 112 bits needs a password hash (ASVS 5.0, 6.5.2): with a quick
keyed hash, whoever has the disk has its key too and tries 2^50 in an afternoon. A hash of its own
for each would make a single attempt cost ten. So the ten share one salt: one attempt costs one
Argon2id, and a thief, who tests ten codes with a guess, still has 2^46 of them ahead. Codes that
are drawn need less than passwords that people choose: the least that ASVS asks for, 40 ms.
"""

from dataclasses import dataclass, replace
from hmac import compare_digest
from secrets import token_bytes
from typing import Self

from directory.privacy import crockford
from directory.privacy.sealing import Random
from directory.privacy.secret import Secret
from directory.privacy.stretching import Cost, Recipe, stretch

CODES = 10
CHARACTERS = 10
CODE_COST = Cost(passes=2, memory_kib=19 * 1024, lanes=1)


class WrongCode(Exception):
    """No code of this person, or one that was used before: which of them is not told."""


class RecoveryCode(Secret[str]):
    """Ten characters of Crockford's base32, shown once."""

    def written(self) -> str:
        """K7Q2M-X4PR3"""
        return crockford.grouped(self.reveal(), 5, 5)


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """What is stored of somebody's codes. recipe: as `Recipe` writes it; hashes: hexadecimal.

    There is a hash for each code that was not used yet, in no order that tells which were.
    """

    recipe: str
    hashes: tuple[str, ...]

    @classmethod
    def draw(
        cls, cost: Cost = CODE_COST, random: Random = token_bytes
    ) -> tuple[Self, tuple[RecoveryCode, ...]]:
        """What to store, and the codes to show. Takes ten times what one attempt takes: 0.4 s."""
        codes = tuple(RecoveryCode(crockford.draw(CHARACTERS, random)) for _ in range(CODES))
        recipe = Recipe.new(cost, random)
        return cls(str(recipe), tuple(sorted(_hash(code, recipe) for code in codes))), codes

    def use(self, typed: str) -> Self:
        """What to store instead, one code fewer, in the transaction that signs in.

        Raises WrongCode. Case, spaces and hyphens do not count; O is 0, I and L are 1. It stretches
        whatever is typed, so that no answer is quicker; throttle who tries.
        """
        code = RecoveryCode(crockford.tidy(typed) or "")
        hashed = _hash(code, Recipe.read(self.recipe))
        found = [stored for stored in self.hashes if compare_digest(stored, hashed)]
        if not found:
            raise WrongCode
        return replace(self, hashes=tuple(stored for stored in self.hashes if stored not in found))


def _hash(code: RecoveryCode, recipe: Recipe) -> str:
    return stretch(code, recipe).reveal().hex()
