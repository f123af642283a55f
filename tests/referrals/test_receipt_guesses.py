"""How many numbers one place may try, and whom that never holds up."""

import pytest

from directory.errors import TooOften
from directory.referrals.receipt_guesses import FREE, ReceiptGuesses
from tests.accounts.clock import SetClock

ADDRESS = "192.0.2.80"


def test_of_many_guesses_at_one_moment_each_sees_those_before(clock: SetClock) -> None:
    guesses = ReceiptGuesses(clock.seconds)
    for _ in range(FREE):
        guesses.count(ADDRESS)

    with pytest.raises(TooOften):
        guesses.count(ADDRESS)


def test_a_family_that_opens_its_receipt_often_never_waits(clock: SetClock) -> None:
    guesses = ReceiptGuesses(clock.seconds)
    for _ in range(5 * FREE):
        guesses.count(ADDRESS)
        guesses.forgive(ADDRESS)


def test_nobody_who_comes_over_tor_waits_for_another(clock: SetClock) -> None:
    guesses = ReceiptGuesses(clock.seconds)
    for _ in range(5 * FREE):
        guesses.count("127.0.0.1")
