"""A team's key pairs: what is sent to a team is sealed to the newest, and its members open it.

Whoever leaves may have kept the private key. So with each leaving a new generation begins, which
they never had; those who remain keep the older ones, for what was sealed before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from secrets import token_bytes
from typing import Self

from directory.accounts.keyring import MemberKeys, new_member
from directory.privacy.sealing import (
    Binding,
    CannotOpen,
    KeyPair,
    Random,
    checked_pair,
    new_key_pair,
    open_with,
    seal_to,
)
from directory.privacy.stretching import PASSWORD_COST, Cost, Password

Opened = Mapping[int, KeyPair]


@dataclass(frozen=True, slots=True)
class Generation:
    """One key pair of a team, from one leaving to the next.

    number: from 1. seats: for each member who may open it the private key, sealed to theirs, 112
    bytes. recovery: the same for the organization's recovery key, if it has one.
    """

    team: str
    number: int
    public: bytes
    seats: Mapping[str, bytes] = field(default_factory=dict)
    recovery: bytes | None = None

    def unlock(self, member: str, pair: KeyPair) -> KeyPair:
        """The team's pair. Raises CannotOpen for who has no seat, or another pair than theirs."""
        return self._open(self.seats.get(member), pair, member)

    def recover(self, paper: KeyPair) -> KeyPair:
        """Raises CannotOpen for another recovery key, or if there is no copy for one."""
        return self._open(self.recovery, paper, "")

    def is_lost(self) -> bool:
        """Nobody can open what was sealed to it, now or ever."""
        return not self.seats and self.recovery is None

    def seat(self, opened: KeyPair, member: str, public: bytes) -> Self:
        """With a seat for a member whose public key this is. opened: this generation's pair."""
        return replace(self, seats={**self.seats, member: self._seal(opened, public, member)})

    def unseat(self, member: str) -> Self:
        return replace(self, seats={who: it for who, it in self.seats.items() if who != member})

    def with_recovery(self, opened: KeyPair, paper: bytes) -> Self:
        return replace(self, recovery=self._seal(opened, paper, ""))

    def _seal(self, opened: KeyPair, public: bytes, member: str) -> bytes:
        own = checked_pair(opened.private.reveal(), self.public)
        return seal_to(own.private.reveal(), public, self._binding(member))

    def _open(self, sealed: bytes | None, pair: KeyPair, member: str) -> KeyPair:
        if sealed is None:
            raise CannotOpen
        return checked_pair(open_with(sealed, pair.private, self._binding(member)), self.public)

    def _binding(self, member: str) -> Binding:
        return ("team", self.team, self.number, member)


@dataclass(frozen=True, slots=True)
class TeamKeys:
    """The generations of a team, in their order. Seal to `current`; open with any.

    An old one may be dropped once nothing is sealed to it; the newest may not.
    """

    team: str
    generations: tuple[Generation, ...] = ()

    @property
    def current(self) -> Generation:
        return self.generations[-1]

    def open_all(self, member: str, pair: KeyPair) -> dict[int, KeyPair]:
        """The pairs that a member has a seat for, by number. Raises CannotOpen for a stranger."""
        seated = [each for each in self.generations if member in each.seats]
        if not seated:
            raise CannotOpen
        return {each.number: each.unlock(member, pair) for each in seated}

    def recover_all(self, paper: KeyPair) -> dict[int, KeyPair]:
        """The pairs that the recovery key opens, by number. Raises CannotOpen for another one."""
        copied = [each for each in self.generations if each.recovery is not None]
        if not copied:
            raise CannotOpen
        return {each.number: each.recover(paper) for each in copied}

    def admit(self, opened: Opened, member: str, public: bytes) -> Self:
        """Seats a newcomer wherever the one who lets them in has a seat: they take on open work.

        Also gives a member back what they lost with their password. opened: from open_all or
        recover_all. Raises CannotOpen if that leaves the current generation out.
        """
        if self.current.number not in opened:
            raise CannotOpen
        seated = [
            each.seat(opened[each.number], member, public) if each.number in opened else each
            for each in self.generations
        ]
        return replace(self, generations=tuple(seated))

    def with_recovery(self, opened: Opened, paper: bytes) -> Self:
        """With copies for a recovery key of every generation that was opened."""
        copied = [
            each.with_recovery(opened[each.number], paper) if each.number in opened else each
            for each in self.generations
        ]
        return replace(self, generations=tuple(copied))

    def begin_generation(
        self,
        members: Mapping[str, bytes],
        paper: bytes | None = None,
        random: Random = token_bytes,
    ) -> Self:
        """With a new pair for these members (their public keys), and for the recovery key."""
        pair = new_key_pair(random)
        number = self.current.number + 1 if self.generations else 1
        newest = Generation(self.team, number, pair.public)
        for member, public in members.items():
            newest = newest.seat(pair, member, public)
        if paper is not None:
            newest = newest.with_recovery(pair, paper)
        return replace(self, generations=(*self.generations, newest))

    def remove(
        self,
        member: str,
        remaining: Mapping[str, bytes],
        paper: bytes | None = None,
        random: Random = token_bytes,
    ) -> Self:
        """Takes every seat of a member away and begins a generation for those who remain.

        remaining: the public key of each of them. Raises ValueError if it names anybody else than
        they, for nobody joins by another's leaving, and nobody else leaves with them.
        """
        if set(remaining) != set(self.current.seats) - {member}:
            raise ValueError("those who remain are those who had a seat")
        return self.unseat(member).begin_generation(remaining, paper, random)

    def unseat(self, member: str) -> Self:
        return replace(self, generations=tuple(each.unseat(member) for each in self.generations))


def found_team(
    team: str,
    members: Mapping[str, bytes],
    paper: bytes | None = None,
    random: Random = token_bytes,
) -> TeamKeys:
    """members: the public key of each, by id. paper: the recovery key's public key."""
    return TeamKeys(team).begin_generation(members, paper, random)


@dataclass(frozen=True, slots=True)
class Reset:
    """What a forgotten password cost. Everything here is to be stored and shown.

    keys, pair: the member's new ones. teams: without the member's seats. closed: the generations,
    as (team, number), that the member cannot open until somebody who can admits them again. lost:
    those of them that nobody can open any more; what was sealed to them is gone. The new keys have
    no copy for a recovery key yet: give them one with `keys.with_recovery(pair, …)`.
    """

    keys: MemberKeys
    pair: KeyPair
    teams: tuple[TeamKeys, ...]
    closed: tuple[tuple[str, int], ...]
    lost: tuple[tuple[str, int], ...]


def reset_member(
    keys: MemberKeys,
    teams: tuple[TeamKeys, ...],
    password: Password,
    cost: Cost = PASSWORD_COST,
    random: Random = token_bytes,
) -> Reset:
    """A new pair for who forgot the password, where no recovery key opens the old one.

    teams: all that the member is in. With a recovery key call `recover` and `with_password`, and
    nothing is lost. A link by mail leads here: it proves who somebody is, and opens nothing.
    """
    new, pair = new_member(keys.member, password, cost, random, keys.version + 1)
    before = [each for team in teams for each in team.generations if keys.member in each.seats]
    after = tuple(team.unseat(keys.member) for team in teams)
    left = {
        (each.team, each.number) for team in after for each in team.generations if each.is_lost()
    }
    closed = tuple((each.team, each.number) for each in before)
    return Reset(new, pair, after, closed, tuple(place for place in closed if place in left))
