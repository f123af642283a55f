"""A member's private key opens with the password, the session's cookie or the paper alone."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.accounts.keyring import MemberKeys, new_member
from directory.accounts.recovery_key import print_key, read_key
from directory.privacy import crockford
from directory.privacy.codes import Misread, SessionToken
from directory.privacy.sealing import CannotOpen, KeyPair, new_key_pair
from directory.privacy.stretching import Cost, Password, Recipe

QUICK = Cost(passes=1, memory_kib=8, lanes=1)
BOATS, FERRIES = Password("three small green boats"), Password("seven quiet old ferries")


@pytest.fixture
def amina() -> tuple[MemberKeys, KeyPair]:
    return new_member("amina", BOATS, QUICK)


def test_the_password_opens_and_another_does_not(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina

    assert keys.unlock(BOATS) == pair
    with pytest.raises(CannotOpen):
        keys.unlock(FERRIES)


def test_after_a_change_only_the_new_password_opens(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    changed = keys.with_password(keys.unlock(BOATS), FERRIES, QUICK)

    assert changed.unlock(FERRIES) == pair
    assert changed.public == keys.public
    with pytest.raises(CannotOpen):
        changed.unlock(BOATS)


def test_the_cost_rises_with_the_next_password(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    dearer = Cost(passes=2, memory_kib=16, lanes=1)
    changed = keys.with_password(pair, BOATS, dearer)

    assert Recipe.read(changed.recipe).cost == dearer
    assert Recipe.read(changed.recipe).salt != Recipe.read(keys.recipe).salt
    assert changed.unlock(BOATS) == pair


def test_a_cheaper_recipe_put_beside_it_opens_nothing(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, _ = amina
    recipe = Recipe(Recipe.read(keys.recipe).salt, Cost(2, 8, 1))

    with pytest.raises(CannotOpen):
        replace(keys, recipe=str(recipe)).unlock(BOATS)


def test_keys_moved_to_another_member_or_version_do_not_open(
    amina: tuple[MemberKeys, KeyPair],
) -> None:
    keys, _ = amina

    for moved in (replace(keys, member="berta"), replace(keys, version=2)):
        with pytest.raises(CannotOpen):
            moved.unlock(BOATS)


def test_nobody_stores_a_pair_of_somebody_else(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, _ = amina
    stranger = new_key_pair()

    with pytest.raises(CannotOpen):
        keys.with_password(stranger, FERRIES, QUICK)
    with pytest.raises(CannotOpen):
        keys.with_recovery(stranger, stranger.public)


def test_a_session_opens_with_its_cookie_only(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    token = SessionToken.new()
    kept = keys.keep_for_session(pair, token)

    assert keys.resume(kept, SessionToken.read(token.reveal())) == pair
    assert pair.private.reveal() not in kept
    with pytest.raises(CannotOpen):
        keys.resume(kept, SessionToken.new())


def test_a_session_ends_with_a_reset(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    token = SessionToken.new()
    kept = keys.keep_for_session(pair, token)
    reset, _ = new_member("amina", FERRIES, QUICK, version=2)

    with pytest.raises(CannotOpen):
        reset.resume(kept, token)


def test_what_is_stored_holds_no_private_key(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    stored = keys.with_recovery(pair, new_key_pair().public)

    assert pair.private.reveal() not in stored.wrapped + stored.public + (stored.recovery or b"")


def test_the_paper_opens_what_the_password_would_have(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    paper = new_key_pair()
    kept = keys.with_recovery(pair, paper.public)
    found = kept.recover(read_key(print_key(paper).reveal()))

    assert found == pair
    assert kept.with_password(found, FERRIES, QUICK).unlock(FERRIES) == pair


def test_another_paper_or_none_opens_nothing(amina: tuple[MemberKeys, KeyPair]) -> None:
    keys, pair = amina
    older, newer = new_key_pair(), new_key_pair()
    kept = keys.with_recovery(pair, older.public).with_recovery(pair, newer.public)

    assert kept.recover(newer) == pair
    for opened_with, stored in ((older, kept), (newer, keys)):
        with pytest.raises(CannotOpen):
            stored.recover(opened_with)


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["-", " ", "\n", ""]))
def test_the_paper_is_read_as_it_was_printed(seed: bytes, gap: str) -> None:
    pair = new_key_pair(lambda _: seed)
    printed = print_key(pair).reveal()

    assert [len(group) for group in printed.split("-")] == [4] * 14
    assert read_key(printed.lower().replace("-", gap)) == pair


@given(st.integers(0, 55), st.sampled_from(crockford.ALPHABET))
def test_a_slip_in_reading_the_paper_is_noticed(at: int, wrong: str) -> None:
    text = crockford.tidy(print_key(new_key_pair(bytes)).reveal()) or ""
    assume(text[at] != wrong)

    with pytest.raises(Misread):
        read_key(text[:at] + wrong + text[at + 1 :])


@given(st.text(max_size=80))
def test_what_is_no_recovery_key_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        read_key(typed)
