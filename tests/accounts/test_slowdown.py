"""Thousands of guesses get nowhere, from however many places, and nobody else waits for them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from directory.accounts.guess_store import Slowdown, forget_guesses
from directory.accounts.models import GuessCount, KnownPlace
from directory.accounts.slowdown import (
    FREE_FOR_NAME,
    KNOWN_DAYS,
    LONGEST_LINE_SECONDS,
    LONGEST_WAIT_SECONDS,
    Count,
    marks_of,
)
from directory.errors import TooOften
from directory.privacy.sealing import Key, new_key
from tests.accounts.clock import SetClock

OWNER, THIEF = "192.0.2.1", "198.51.100.9"
KEY = Key(b"k" * 32)


@pytest.fixture
def slowdown(database: str, clock: SetClock) -> Slowdown:
    return Slowdown(KEY, clock)


async def guess(slowdown: Slowdown, name: str, address: str) -> float | None:
    """One wrong password. Seconds until it was looked at; None where it was not."""
    try:
        return await slowdown.count(name, address)
    except TooOften:
        return None


def elsewhere(number: int) -> str:
    return f"198.51.{number // 250}.{number % 250}"


def looked_at_in_an_hour(free: int) -> int:
    """How many guesses of one count are looked at, with one tried each second."""
    count, looked_at = Count(), 0
    for second in range(3600):
        try:
            count = count.add(free, float(second + 1))
            looked_at += 1
        except TooOften:
            continue
    return looked_at


async def test_a_few_mistakes_cost_nothing(slowdown: Slowdown) -> None:
    assert [await guess(slowdown, "ana", OWNER) for _ in range(5)] == [0, 0, 0, 0, None]


async def test_one_address_can_look_at_few_passwords_in_an_hour_whatever_the_names() -> None:
    assert looked_at_in_an_hour(4) < 75
    assert looked_at_in_an_hour(20) < 90


async def test_one_address_cannot_try_all_names_either(slowdown: Slowdown) -> None:
    answers = [await guess(slowdown, f"name {number}", THIEF) for number in range(40)]

    assert answers == [0] * 20 + [None] * 20
    assert await guess(slowdown, "name 0", OWNER) == 0


@pytest.mark.parametrize("workers", [1, 4])
async def test_a_hundred_guesses_at_once_cost_as_much_as_one_after_another(
    database: str, clock: SetClock, workers: int
) -> None:
    """Each worker has its own object; what they share is the table."""
    several = [Slowdown(KEY, clock) for _ in range(workers)]
    guesses = [guess(several[number % workers], "ana", THIEF) for number in range(100)]
    answers = await asyncio.gather(*guesses)

    assert sorted(answers, key=str) == [0] * 4 + [None] * 96


async def test_a_hundred_addresses_at_once_take_turns(database: str, clock: SetClock) -> None:
    several = [Slowdown(KEY, clock) for _ in range(4)]
    answers = await asyncio.gather(
        *[guess(several[number % 4], "ana", elsewhere(number)) for number in range(100)]
    )
    turns = sorted(turn for turn in answers if turn is not None)

    assert turns[: FREE_FOR_NAME + 1] == [0] * (FREE_FOR_NAME + 1)
    beyond = turns[FREE_FOR_NAME + 1 :]
    assert len(set(beyond)) == len(beyond)
    assert beyond[-1] <= LONGEST_LINE_SECONDS
    assert len(turns) < 40


async def test_a_day_of_guesses_from_everywhere_sees_few_passwords() -> None:
    """One address more for each guess, and one guess a second."""
    count, looked_at = Count(), 0
    for second in range(24 * 3600):
        try:
            count = count.queue(float(second + 1))
            looked_at += 1
        except TooOften:
            continue

    assert looked_at < 3_100


async def test_the_owner_is_not_held_up_where_they_have_signed_in_before(
    slowdown: Slowdown, clock: SetClock
) -> None:
    await slowdown.succeed("ana", OWNER)
    clock.advance((KNOWN_DAYS - 1) * 24 * 3600)
    for number in range(60):
        await guess(slowdown, "ana", elsewhere(number))

    assert await guess(slowdown, "ana", OWNER) == 0
    assert await guess(slowdown, "ana", "203.0.113.5") != 0
    assert await guess(slowdown, "ben", "203.0.113.5") == 0
    clock.advance(24 * 3600)
    assert await KnownPlace.filter(expires_at__gt=clock()).count() == 0


async def test_the_longest_wait_is_a_minute() -> None:
    count = Count(failures=100, last_at=5_000.0, open_at=5_000.0).add(4, 5_000.0)
    with pytest.raises(TooOften) as refusal:
        count.add(4, 5_000.0)

    assert refusal.value.wait_seconds <= LONGEST_WAIT_SECONDS + 1
    assert count.add(4, 5_000.0 + LONGEST_WAIT_SECONDS)


async def test_a_right_password_costs_nothing_however_often(slowdown: Slowdown) -> None:
    """An office where thirty people sign in from one address, many times over."""
    for number in range(60):
        assert await guess(slowdown, f"name {number % 30}", OWNER) == 0
        await slowdown.forgive(f"name {number % 30}", OWNER)


async def test_a_success_forgives_the_name_but_not_the_address(slowdown: Slowdown) -> None:
    for number in range(20):
        await guess(slowdown, f"name {number}", OWNER)
    await slowdown.succeed("name 0", OWNER)

    assert await guess(slowdown, "ben", OWNER) is None


async def test_failures_are_forgotten_after_a_quarter_of_an_hour(
    slowdown: Slowdown, clock: SetClock
) -> None:
    for _ in range(50):
        await guess(slowdown, "ana", OWNER)
    clock.advance(15 * 60)

    assert await guess(slowdown, "ana", OWNER) == 0
    assert await guess(slowdown, "ana", OWNER) == 0


async def test_a_name_that_nobody_has_waits_the_same(slowdown: Slowdown) -> None:
    """The counts know nothing of accounts: they could not answer otherwise."""
    one = [await guess(slowdown, "ana", "192.0.2.50") for _ in range(9)]
    other = [await guess(slowdown, "nobody", "192.0.2.51") for _ in range(9)]

    assert one == other


async def test_what_counts_no_longer_is_deleted_by_and_by(
    slowdown: Slowdown, clock: SetClock
) -> None:
    await guess(slowdown, "ana", OWNER)
    await slowdown.succeed("ana", OWNER)
    assert await GuessCount.all().count() == 2
    clock.advance(15 * 60)
    await guess(slowdown, "ben", THIEF)

    assert await GuessCount.all().count() == 3
    clock.advance(KNOWN_DAYS * 24 * 3600)
    assert await forget_guesses(clock()) == 3 + 1


def test_the_marks_say_nothing_without_the_secret_and_change_each_day() -> None:
    moment = datetime(2026, 11, 25, 23, tzinfo=UTC)
    today = marks_of(KEY, "ana", OWNER, moment)
    tomorrow = marks_of(KEY, "ana", OWNER, moment + timedelta(hours=1))

    for other in (tomorrow, marks_of(new_key(), "ana", OWNER, moment)):
        assert not {today.pair, today.address, today.name} & {other.pair, other.address, other.name}
    assert today.known[0] == tomorrow.known[1]
    assert len({today.pair, today.address, today.name, *today.known}) == 3 + KNOWN_DAYS


def test_a_household_of_addresses_counts_as_one() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    one, other = (marks_of(KEY, "ana", f"2001:db8::{end}", now) for end in ("1", "2"))

    assert one == other
