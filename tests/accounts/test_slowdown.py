"""Thousands of guesses get nowhere, and nobody else waits for them."""

import pytest

from directory.accounts.slowdown import LONGEST_PAUSE_SECONDS, LONGEST_WAIT_SECONDS, Slowdown
from directory.errors import TooOften

OWNER, THIEF = "192.0.2.1", "198.51.100.9"


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slowdown(clock: Clock) -> Slowdown:
    return Slowdown(clock)


def guess(slowdown: Slowdown, name: str, address: str) -> bool:
    """One wrong password. Whether it was even looked at."""
    try:
        slowdown.ask(name, address)
    except TooOften:
        return False
    slowdown.fail(name, address)
    return True


def test_a_few_mistakes_cost_nothing(slowdown: Slowdown) -> None:
    assert [guess(slowdown, "ana", OWNER) for _ in range(5)] == [True] * 4 + [False]


def test_one_address_can_look_at_few_passwords_in_an_hour(slowdown: Slowdown, clock: Clock) -> None:
    looked_at = 0
    for _ in range(3600):
        looked_at += guess(slowdown, "ana", THIEF)
        clock.now += 1

    assert looked_at < 75


def test_one_address_cannot_try_all_names_either(slowdown: Slowdown, clock: Clock) -> None:
    looked_at = 0
    for number in range(3600):
        looked_at += guess(slowdown, f"name {number}", THIEF)
        clock.now += 1

    assert looked_at < 90


def test_the_owner_is_never_locked_out_by_a_thousand_addresses(slowdown: Slowdown) -> None:
    slowdown.succeed("ana", OWNER)
    for number in range(5_000):
        guess(slowdown, "ana", f"198.51.{number // 250}.{number % 250}")

    assert slowdown.ask("ana", OWNER) == 0
    assert slowdown.ask("ana", "203.0.113.5") == LONGEST_PAUSE_SECONDS
    assert slowdown.ask("ben", "203.0.113.5") == 0


def test_the_longest_wait_is_a_minute(slowdown: Slowdown, clock: Clock) -> None:
    for _ in range(100):
        slowdown.fail("ana", THIEF)
    with pytest.raises(TooOften) as refusal:
        slowdown.ask("ana", THIEF)

    assert refusal.value.wait_seconds <= LONGEST_WAIT_SECONDS + 1
    clock.now += LONGEST_WAIT_SECONDS
    assert slowdown.ask("ana", THIEF) > 0


def test_a_success_forgives_the_name_but_not_the_address(slowdown: Slowdown) -> None:
    for number in range(30):
        slowdown.fail(f"name {number}", OWNER)
    slowdown.succeed("ana", OWNER)

    assert not guess(slowdown, "ben", OWNER)


def test_failures_are_forgotten_after_a_quarter_of_an_hour(
    slowdown: Slowdown, clock: Clock
) -> None:
    for _ in range(50):
        slowdown.fail("ana", OWNER)
    clock.now += 15 * 60

    assert guess(slowdown, "ana", OWNER)


def test_a_name_that_nobody_has_waits_the_same(clock: Clock) -> None:
    """The counts know nothing of accounts: they could not answer otherwise."""
    one, other = Slowdown(clock), Slowdown(clock)

    assert [guess(one, "ana", THIEF) for _ in range(9)] == [
        guess(other, "nobody", THIEF) for _ in range(9)
    ]


def test_a_flood_fills_no_memory_and_no_name_is_kept(clock: Clock) -> None:
    slowdown = Slowdown(clock, most_kept=10)
    for number in range(100):
        slowdown.fail(f"ana {number}", f"192.0.2.{number}")
        slowdown.succeed(f"ana {number}", f"192.0.2.{number}")

    kept = [value for value in vars(slowdown).values() if isinstance(value, dict)]
    assert max(map(len, kept)) == 10
    assert "ana" not in repr(vars(slowdown))
    assert "192.0.2" not in repr(vars(slowdown))
