"""Callers can be told apart for a day, and never found again."""

from itertools import count

from directory.privacy.addresses import DAY_SECONDS, AddressKeys


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def keys_with(clock: Clock) -> AddressKeys:
    numbers = count()
    return AddressKeys(clock, lambda: bytes([next(numbers)]) * 32)


def test_one_caller_has_one_hash_and_two_have_two() -> None:
    keys = AddressKeys()

    assert keys.hash_of("192.0.2.7") == keys.hash_of("192.0.2.7")
    assert keys.hash_of("192.0.2.7") != keys.hash_of("192.0.2.8")


def test_tomorrow_the_same_caller_is_a_stranger() -> None:
    clock = Clock()
    keys = keys_with(clock)
    today = keys.hash_of("192.0.2.7")

    clock.now = DAY_SECONDS - 1
    assert keys.hash_of("192.0.2.7") == today
    clock.now = DAY_SECONDS
    assert keys.hash_of("192.0.2.7") != today


def test_two_processes_cannot_compare_their_callers() -> None:
    assert AddressKeys().hash_of("192.0.2.7") != AddressKeys().hash_of("192.0.2.7")


def test_a_household_is_one_caller_in_ipv6_too() -> None:
    keys = AddressKeys()

    assert keys.hash_of("2001:db8:0:1::1") == keys.hash_of("2001:db8:0:1:ffff::2")
    assert keys.hash_of("2001:db8:0:1::1") != keys.hash_of("2001:db8:0:2::1")
    assert keys.hash_of("::ffff:192.0.2.7") == keys.hash_of("192.0.2.7")


def test_what_is_no_address_is_counted_all_the_same() -> None:
    assert AddressKeys().hash_of("testclient")


def test_the_key_is_not_printed() -> None:
    assert repr(AddressKeys()) == "AddressKeys()"
