"""A password is long and not to be guessed; we know it again, and answer strangers as slowly."""

from collections.abc import Iterator
from contextlib import contextmanager

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.passwords import Passwords, Weakness, find_weakness
from directory.privacy.stretching import PASSWORD_COST, Cost, Password

QUICK = Cost(passes=1, memory_kib=8, lanes=1)
KNOWN = ("Handrail", "Amina Haddad", "amina.haddad@faro.example", "Centro Faro")
written = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def weakness(password: str) -> Weakness | None:
    return find_weakness(Password(password), KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "three small green boats",
        "x7Kq2mP9vLwZ",
        "lluvia-verde-7-barcos",
        "мені подобається дощ",
        "مرحبا كلمة السر",
        "我喜欢在下雨天的时候慢慢走回家",
        "only lower case letters",
    ],
)
def test_long_words_of_any_script_are_taken_with_no_rule_of_composition(password: str) -> None:
    assert weakness(password) is None


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "password1234", "Password2026!", "qwertyuiop12", "aaaaaaaaaaaaaaaaa",
        "iloveyou12345", "P@ssw0rdP@ssw0rd", "Summer2026!!!!", "abcdefghijklmnop",
        "contraseña123456", "1q2w3e4r5t6y", "password" * 16,
    ],
)  # fmt: skip
def test_what_everybody_uses_is_refused(password: str) -> None:
    assert weakness(password) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    [
        "Handrail-2026", "handrailhandrail", "amina.haddad@faro.example", "aminahaddad1",
        "CENTRO FARO 26", "faro.example1",
    ],
)  # fmt: skip
def test_what_others_know_of_you_is_refused(password: str) -> None:
    assert weakness(password) is Weakness.ABOUT_YOU


def test_the_same_password_is_fine_for_somebody_else() -> None:
    assert find_weakness(Password("okonkwo.adaeze.lagos")) is None
    assert (
        find_weakness(Password("okonkwo.adaeze.lagos"), ["okonkwo.adaeze.lagos@a.example"])
        is Weakness.ABOUT_YOU
    )


def test_length_is_counted_in_characters_once_accents_are_joined() -> None:
    eleven = "e\u0301o\u0308xqwzkvbjy"

    assert len(eleven) == 13
    assert weakness(eleven) is Weakness.TOO_SHORT
    assert weakness(eleven + "m") is None


def test_the_longest_is_128_characters() -> None:
    words = "seven quiet ferries cross a wide river before anybody in town wakes and "

    assert weakness((words * 2)[:128]) is None
    assert weakness((words * 2)[:129]) is Weakness.TOO_LONG


@given(written)
def test_every_text_gets_an_answer(typed: str) -> None:
    assert weakness(typed) in {None, *Weakness}


@given(written, written)
def test_a_password_is_known_again_and_no_other(one: str, other: str) -> None:
    passwords = Passwords(QUICK)
    stored = passwords.hash_of(Password(one))

    assert passwords.verify(Password(one), stored)
    assert passwords.verify(Password(other), stored) == (Password(one) == Password(other))


def test_nobody_can_sign_in_to_an_account_that_does_not_exist() -> None:
    passwords = Passwords(QUICK, random=lambda size: b"r" * size)

    assert not passwords.verify(Password("three small green boats"), None)
    # Not even with the very password whose hash stands in for the missing one.
    assert not passwords.verify(Password((b"r" * 32).hex()), None)


def test_an_unknown_account_costs_what_a_known_one_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(Cost(passes=2, memory_kib=64, lanes=1))
    stored = passwords.hash_of(Password("three small green boats"))

    with recorded_checks(monkeypatch) as checked:
        passwords.verify(Password("three small red boats"), stored)
        passwords.verify(Password("three small red boats"), None)

    known, unknown = map(argon2.extract_parameters, checked)
    assert known == unknown


def test_the_same_password_of_two_people_has_two_hashes() -> None:
    passwords = Passwords(QUICK)
    same = Password("three small green boats")

    assert passwords.hash_of(same) != passwords.hash_of(same)


def test_a_hash_of_another_cost_is_still_known_and_made_anew() -> None:
    before, now = Passwords(QUICK), Passwords(Cost(passes=2, memory_kib=16, lanes=1))
    password = Password("three small green boats")
    stored = before.hash_of(password)

    assert now.verify(password, stored)
    assert now.needs_rehash(stored)
    assert not now.needs_rehash(now.hash_of(password))


def test_the_cost_is_what_the_design_asks_for() -> None:
    stored = Passwords().hash_of(Password("three small green boats"))

    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Cost(3, 65536, 4) == PASSWORD_COST


@contextmanager
def recorded_checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The hashes that the library was given to check: work is counted, not timed."""
    seen: list[str] = []
    really = argon2.PasswordHasher.verify

    def verify(self: argon2.PasswordHasher, stored: str, password: str) -> bool:
        seen.append(stored)
        return really(self, stored, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
    yield seen
