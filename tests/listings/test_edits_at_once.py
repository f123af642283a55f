"""Whatever several people do to one listing at once, nothing is overwritten unseen or forgotten.

Two editors, each with a page that may be old, and a provider whose changes wait. What should be
there is written down beside it in the plainest way, and compared after every step.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from directory.accounts.badge import Badge
from directory.accounts.office import Office
from directory.accounts.queries import find_badge
from directory.accounts.roles import Role
from directory.database import open_database
from directory.listings.actions.editing import keep_listing, restore
from directory.listings.actions.reviewing import decide
from directory.listings.models import Review, Version
from directory.listings.queries import get_held
from directory.listings.refusals import Changed
from directory.listings.said import Said, changes_of, marks_of
from tests.accounts.clock import SetClock
from tests.accounts.staffed import cast_of, cheap_office, settings_in
from tests.conftest import KINDS, copy_of
from tests.listings.conftest import own_service

Facts = dict[str, Any]
VALUES: dict[str, list[Any]] = {
    "cost": ["free", "paid", None],
    "website": ["https://one.example.org", "https://two.example.org"],
    "minimum_age": [12, 18, None],
    "needs": [["101"], ["101", "200"]],
    "phones": [[], [{"kind": "voice", "number": "+34960000000", "shown": "960 00 00 00"}]],
}
editors = st.sampled_from(["first", "second"])
wishes = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in VALUES.items()})


class OneListing(RuleBasedStateMachine):
    """facts: what the listing should say; was: after each change; pages: what each person saw;
    waiting: what the provider wished, by review."""

    run: Any
    office: Office
    badges: dict[str, Badge]

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Facts] = {}
        self.waiting: dict[UUID, Facts] = {}

    @initialize()
    def open(self) -> None:
        self.id = self.run(own_service()).id
        self.facts: Facts = dict(self.run(get_held(self.id)).facts)
        self.was: list[Facts] = [each.facts for each in self._versions()] or [dict(self.facts)]
        for who in ("first", "second", "provider"):
            self.pages[who] = dict(self.facts)

    @rule(who=st.sampled_from(["first", "second", "provider"]))
    def look(self, who: str) -> None:
        self.pages[who] = dict(self.facts)

    @rule(who=editors, typed=wishes)
    def save(self, who: str, typed: Facts) -> None:
        outcome = self.run(_outcome(self._save(who, typed)))
        assert outcome is self._saved(who, typed)

    @rule(one=wishes, other=wishes)
    def save_at_the_same_moment(self, one: Facts, other: Facts) -> None:
        saves = (self._save("first", one), self._save("second", other))
        outcomes = dict(zip(("first", "second"), self.run(_both(*saves)), strict=True))
        said = [each.facts for each in self._versions()]
        # In one of the two orders, everything has to be as if nobody had hurried.
        before = self.facts, self.was
        for order in (("first", "second"), ("second", "first")):
            self.facts, self.was = dict(before[0]), list(before[1])
            typed = {"first": one, "second": other}
            expected = {who: self._saved(who, typed[who]) for who in order}
            if expected == outcomes and self.was == (said or self.was):
                return
        raise AssertionError(f"{one} and {other} came to {outcomes} and {said[-2:]}")

    @rule(typed=wishes)
    def wish(self, typed: Facts) -> None:
        seen = self.pages["provider"]
        wished = changes_of(typed, marks_of(seen))
        outcome = self.run(_outcome(self._save("provider", typed)))
        if self._clashes(wished, seen):
            assert outcome is Changed
        elif wished:
            self.waiting[outcome.id] = wished

    # Which of two comes first is not ours to say, so no choice may depend on what there is.
    @rule(which=st.integers(0, 9), take=st.sets(st.sampled_from(sorted(VALUES))))
    def decide(self, which: int, take: set[str]) -> None:
        if self.waiting:
            review_id = list(self.waiting)[which % len(self.waiting)]
            wished = self.waiting.pop(review_id)
            self.run(decide(self.office, self.badges["first"], review_id, take, ""))
            self._become({code: wished[code] for code in take & wished.keys()})

    @rule(which=st.integers(0, 40))
    def restore(self, which: int) -> None:
        if len(self.was) > 1:
            number = 1 + which % len(self.was)
            self.run(restore(self.office, self.badges["second"], self.id, number))
            self._become(self.was[number - 1])

    @invariant()
    def the_listing_says_what_it_should(self) -> None:
        assert self.run(get_held(self.id)).facts == self.facts

    @invariant()
    def every_change_is_a_version(self) -> None:
        versions = self._versions()
        if len(self.was) > 1:
            assert [each.number for each in versions] == list(range(1, len(self.was) + 1))
            assert [each.facts for each in versions] == self.was

    @invariant()
    def what_waits_is_what_was_wished(self) -> None:
        pending = self.run(_pending(self.id))
        assert {each: pending.get(each) for each in self.waiting} == self.waiting

    def _versions(self) -> list[Version]:
        versions: list[Version] = self.run(_versions(self.id))
        return versions

    async def _save(self, who: str, typed: Facts) -> Review | None:
        seen = marks_of(self.pages[who])
        said = Said((), changes_of(typed, seen), seen)
        return await keep_listing(self.office, self.badges[who], self.id, said)

    def _saved(self, who: str, typed: Facts) -> type[Changed] | None:
        """What comes of a page that is sent, and what the listing should say then."""
        wished = changes_of(typed, marks_of(self.pages[who]))
        if self._clashes(wished, self.pages[who]):
            return Changed
        self._become(wished)
        return None

    def _clashes(self, wished: Facts, seen: Facts) -> bool:
        return any(self.facts[code] not in (seen[code], wished[code]) for code in wished)

    def _become(self, changes: Facts) -> None:
        if any(self.facts[code] != value for code, value in changes.items()):
            self.facts |= changes
            self.was.append(dict(self.facts))


async def _versions(service_id: UUID) -> list[Version]:
    return await Version.filter(service_id=service_id).order_by("number")


async def _pending(service_id: UUID) -> dict[UUID, Facts]:
    found = Review.filter(service_id=service_id, state="pending")
    return {each.id: each.wished async for each in found}


async def _outcome(save: Coroutine[Any, Any, Review | None]) -> Any:
    try:
        return await save
    except Changed:
        return Changed


async def _both(*saves: Coroutine[Any, Any, Review | None]) -> list[Any]:
    return await asyncio.gather(*map(_outcome, saves))


async def _badges(url: str, office: Office) -> dict[str, Badge]:
    players = cast_of(url).players
    roles = {"first": Role.EDITOR, "second": Role.EDITOR, "provider": Role.PROVIDER}
    badges = {}
    for who, role in roles.items():
        badge = await find_badge(players[role].token, office.clock())
        assert badge is not None
        badges[who] = badge
    return badges


@pytest.fixture(params=KINDS)
def listed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield from copy_of(request, tmp_path, "listed")


def test_nothing_is_overwritten_unseen_or_forgotten(listed: str, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    office = cheap_office(settings_in(listed, tmp_path), SetClock())
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        runner.run(stack.enter_async_context(open_database(listed)))
        OneListing.run, OneListing.office = staticmethod(runner.run), office
        OneListing.badges = runner.run(_badges(listed, office))
        try:
            run_state_machine_as_test(
                OneListing,
                settings=hypothesis.settings(
                    max_examples=12, stateful_step_count=15, deadline=None
                ),
            )
        finally:
            runner.run(stack.aclose())
