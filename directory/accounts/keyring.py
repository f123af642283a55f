"""A member's key pair, and what opens it.

    password ─Argon2id─▶ key ─wraps─▶ a member's private key ─opens─▶ the team's (`team_keys`)
    the token in a session's cookie ─wraps─▶ the same, while the session lasts
    the recovery key, on paper ─opens─▶ a copy of it, where the organization has one

Nothing that is stored opens anything by itself (promise 6). What the functions give is stored whole
in the place of what was there before.
"""

from dataclasses import dataclass, replace
from secrets import token_bytes
from typing import Self

from directory.privacy.codes import SessionToken
from directory.privacy.sealing import (
    Binding,
    CannotOpen,
    KeyPair,
    Random,
    checked_pair,
    new_key_pair,
    open_sealed,
    open_with,
    seal,
    seal_to,
    unwrap,
    wrap,
)
from directory.privacy.stretching import PASSWORD_COST, Cost, Password, Recipe, stretch


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """The keys of one member, as stored.

    version: from 1, one more with each new pair. public: 32 bytes. wrapped: the private key under
    the key that recipe makes of the password, 72 bytes. recovery: the private key sealed to the
    organization's recovery key, 112 bytes, if it has one.
    """

    member: str
    version: int
    public: bytes
    wrapped: bytes
    recipe: str
    recovery: bytes | None = None

    def unlock(self, password: Password) -> KeyPair:
        """Takes as long as the recipe asks for. Raises CannotOpen for the wrong password."""
        key = stretch(password, Recipe.read(self.recipe))
        return unwrap(self.wrapped, key, self.member, self.version, self.public)

    def recover(self, paper: KeyPair) -> KeyPair:
        """With the recovery key. Raises CannotOpen for another one, or if there is no copy."""
        if self.recovery is None:
            raise CannotOpen
        opened = open_with(self.recovery, paper.private, self._binding("recovery"))
        return checked_pair(opened, self.public)

    def with_password(
        self,
        pair: KeyPair,
        password: Password,
        cost: Cost = PASSWORD_COST,
        random: Random = token_bytes,
    ) -> Self:
        """The same pair under another password; whatever it opens, it goes on opening.

        pair: what unlock or recover gave. Raises CannotOpen for the pair of somebody else.
        """
        own, recipe = checked_pair(pair.private.reveal(), self.public), Recipe.new(cost, random)
        wrapped = wrap(own, stretch(password, recipe), self.member, self.version, random)
        return replace(self, wrapped=wrapped, recipe=str(recipe))

    def with_recovery(self, pair: KeyPair, paper: bytes) -> Self:
        """With a copy for a recovery key, in the place of any copy for an earlier one.

        paper: the public key of it. Raises CannotOpen for the pair of somebody else.
        """
        private = checked_pair(pair.private.reveal(), self.public).private.reveal()
        return replace(self, recovery=seal_to(private, paper, self._binding("recovery")))

    def keep_for_session(
        self, pair: KeyPair, token: SessionToken, random: Random = token_bytes
    ) -> bytes:
        """The unlocked pair for the next requests, closed with what only the cookie holds."""
        return seal(pair.private.reveal(), token.key(), self._binding("session"), random)

    def resume(self, kept: bytes, token: SessionToken) -> KeyPair:
        """Raises CannotOpen for the token of another session, or a session before a reset."""
        return checked_pair(open_sealed(kept, token.key(), self._binding("session")), self.public)

    def _binding(self, purpose: str) -> Binding:
        return (purpose, "member", self.member, self.version)


def new_member(
    member: str,
    password: Password,
    cost: Cost = PASSWORD_COST,
    random: Random = token_bytes,
    version: int = 1,
) -> tuple[MemberKeys, KeyPair]:
    """What to store, and the pair itself, with which a recovery copy can be made at once."""
    pair, recipe = new_key_pair(random), Recipe.new(cost, random)
    wrapped = wrap(pair, stretch(password, recipe), member, version, random)
    return MemberKeys(member, version, pair.public, wrapped, str(recipe)), pair
