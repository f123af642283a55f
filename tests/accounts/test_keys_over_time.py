"""Nobody outside the right set opens anything, in whatever order people come, go and forget.

The whole store is in the hands of everybody who ever was a member, each with every private key that
was ever theirs. What each may open is written down beside it in the plainest way, and compared.
"""

from dataclasses import dataclass, field

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from directory.accounts.keyring import MemberKeys, new_member
from directory.accounts.team_keys import TeamKeys, found_team, reset_member
from directory.privacy.sealing import CannotOpen, KeyPair, new_key_pair, open_with, seal_to
from directory.privacy.stretching import Cost, Password

QUICK = Cost(passes=1, memory_kib=8, lanes=1)
NAMES = ("amina", "berta", "chidi", "dalia")
names = st.sampled_from(NAMES)


@dataclass
class Person:
    """Somebody with a password, who kept every pair and password that they ever had.

    kept: the pairs of the team that they opened, by generation.
    """

    keys: MemberKeys
    password: Password
    pairs: list[KeyPair]
    forgotten: list[Password] = field(default_factory=list)
    kept: dict[int, KeyPair] = field(default_factory=dict)

    def unlock(self) -> KeyPair:
        return self.keys.unlock(self.password)


class OneTeam(RuleBasedStateMachine):
    """may_open: for each generation who may; paper_of: which recovery key has a copy of it."""

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Person] = {}
        self.may_open: dict[int, set[str]] = {}
        self.sent: dict[int, bytes] = {}
        self.papers: list[KeyPair] = []
        self.paper_of: dict[int, KeyPair] = {}
        self.passwords = 0

    @property
    def paper(self) -> KeyPair | None:
        return self.papers[-1] if self.papers else None

    def paper_public(self) -> bytes | None:
        return self.paper.public if self.paper else None

    def new_password(self) -> Password:
        self.passwords += 1
        return Password(f"password {self.passwords}")

    def send(self) -> None:
        """Something to the newest generation, for those who may open it."""
        newest = self.team.current
        self.sent[newest.number] = seal_to(b"sent", newest.public, ("sent", newest.number))
        if self.paper:
            self.paper_of[newest.number] = self.paper

    def publics(self, members: set[str]) -> dict[str, bytes]:
        return {name: self.people[name].keys.public for name in members}

    @initialize(founders=st.sets(names, min_size=1), with_paper=st.booleans())
    def found(self, founders: set[str], with_paper: bool) -> None:
        for name in NAMES:
            password = self.new_password()
            keys, pair = new_member(name, password, QUICK)
            self.people[name] = Person(keys, password, [pair])
        if with_paper:
            self.papers.append(new_key_pair())
            for person in self.people.values():
                person.keys = person.keys.with_recovery(person.unlock(), self.papers[0].public)
        self.team: TeamKeys = found_team("faro", self.publics(founders), self.paper_public())
        self.may_open[1] = set(founders)
        self.send()

    @rule(by=names, newcomer=names)
    def join(self, by: str, newcomer: str) -> None:
        """Also gives back what a reset took."""
        opened = {number for number, members in self.may_open.items() if by in members}
        if self.team.current.number not in opened:
            with pytest.raises(CannotOpen):
                self.team.admit(
                    self.team.open_all(by, self.people[by].unlock()),
                    newcomer,
                    self.people[newcomer].keys.public,
                )
            return
        self.team = self.team.admit(
            self.team.open_all(by, self.people[by].unlock()),
            newcomer,
            self.people[newcomer].keys.public,
        )
        for number in opened:
            self.may_open[number].add(newcomer)

    @rule(leaver=names)
    def leave(self, leaver: str) -> None:
        remaining = self.may_open[self.team.current.number] - {leaver}
        self.team = self.team.remove(leaver, self.publics(remaining), self.paper_public())
        for members in self.may_open.values():
            members.discard(leaver)
        self.may_open[self.team.current.number] = set(remaining)
        self.send()

    @rule()
    def rotate(self) -> None:
        members = set(self.may_open[self.team.current.number])
        self.team = self.team.begin_generation(self.publics(members), self.paper_public())
        self.may_open[self.team.current.number] = members
        self.send()

    @rule(name=names)
    def change_password(self, name: str) -> None:
        person, password = self.people[name], self.new_password()
        person.keys = person.keys.with_password(person.unlock(), password, QUICK)
        person.forgotten.append(person.password)
        person.password = password

    @rule(name=names)
    def forget_password(self, name: str) -> None:
        person, password = self.people[name], self.new_password()
        reset = reset_member(person.keys, (self.team,), password, QUICK)
        lost = {number for number, members in self.may_open.items() if name in members}
        assert set(reset.closed) == {("faro", number) for number in lost}
        for members in self.may_open.values():
            members.discard(name)
        assert set(reset.lost) == {
            ("faro", number)
            for number in lost
            if not self.may_open[number] and number not in self.paper_of
        }
        person.forgotten.append(person.password)
        person.keys, person.password, self.team = reset.keys, password, reset.teams[0]
        person.pairs.append(reset.pair)

    @precondition(lambda self: self.paper)
    @rule(name=names)
    def recover(self, name: str) -> None:
        """With the paper, where its copy is not older than a reset."""
        person, password = self.people[name], self.new_password()
        assert self.paper
        if person.keys.recovery is None:
            person.keys = person.keys.with_recovery(person.unlock(), self.paper.public)
        pair = person.keys.recover(self.paper)
        person.keys = person.keys.with_password(pair, password, QUICK)
        person.forgotten.append(person.password)
        person.password = password

    @rule(by=names)
    def print_new_paper(self, by: str) -> None:
        """The earlier one opens nothing more but what the one who did it could not open."""
        opened = {number for number, members in self.may_open.items() if by in members}
        if not opened:
            return
        paper = new_key_pair()
        self.papers.append(paper)
        for person in self.people.values():
            person.keys = person.keys.with_recovery(person.unlock(), paper.public)
        pairs = self.team.open_all(by, self.people[by].unlock())
        self.team = self.team.with_recovery(pairs, paper.public)
        self.paper_of |= dict.fromkeys(opened, paper)

    @invariant()
    def everyone_opens_what_they_may_and_nothing_else(self) -> None:
        for name, person in self.people.items():
            pair = person.unlock()
            for each in self.team.generations:
                if name in self.may_open[each.number]:
                    opened = each.unlock(name, pair)
                    binding = ("sent", each.number)
                    assert open_with(self.sent[each.number], opened.private, binding) == b"sent"
                    person.kept[each.number] = opened
                else:
                    with pytest.raises(CannotOpen):
                        each.unlock(name, pair)

    @invariant()
    def nothing_that_was_kept_opens_a_generation_of_others(self) -> None:
        for person in self.people.values():
            for number, sent in self.sent.items():
                if number not in person.kept:
                    for pair in (*person.kept.values(), *person.pairs):
                        with pytest.raises(CannotOpen):
                            open_with(sent, pair.private, ("sent", number))

    @invariant()
    def no_seat_opens_with_a_key_that_is_not_its_members(self) -> None:
        for each in self.team.generations:
            for seat_of, sealed in each.seats.items():
                binding = ("team", "faro", each.number, seat_of)
                for name, person in self.people.items():
                    rightful = person.pairs[-1:] if name == seat_of else []
                    for pair in person.pairs:
                        if pair not in rightful:
                            with pytest.raises(CannotOpen):
                                open_with(sealed, pair.private, binding)

    @invariant()
    def a_paper_opens_what_was_copied_for_it_and_nothing_else(self) -> None:
        for each in self.team.generations:
            for paper in self.papers:
                if self.paper_of.get(each.number) is paper:
                    assert each.recover(paper).public == each.public
                else:
                    with pytest.raises(CannotOpen):
                        each.recover(paper)

    @invariant()
    def no_password_of_before_opens_anything(self) -> None:
        for person in self.people.values():
            for password in person.forgotten:
                with pytest.raises(CannotOpen):
                    person.keys.unlock(password)


OneTeam.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
test_nobody_opens_more_than_they_may = OneTeam.TestCase
