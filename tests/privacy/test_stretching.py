"""A password makes the same key each time, with its own salt and at a cost that may rise."""

import pytest
from argon2.low_level import Type, hash_secret_raw
from hypothesis import given
from hypothesis import strategies as st

from directory.privacy.sealing import Key
from directory.privacy.stretching import PASSWORD_COST, Cost, Password, Recipe, stretch

QUICK = Cost(passes=1, memory_kib=8, lanes=1)
costs = st.builds(Cost, st.integers(1, 20), st.integers(8, 2**20), st.integers(1, 8))
salts = st.binary(min_size=16, max_size=16)


@given(st.builds(Recipe, salts, costs))
def test_a_recipe_is_read_as_it_was_written(recipe: Recipe) -> None:
    assert Recipe.read(str(recipe)) == recipe


@pytest.mark.parametrize(
    "text", ["", "argon2id$3$65536$4", "argon2i$3$65536$4$AAAA", "argon2id$3$x$4$AAAA", "a$1$1$1$*"]
)
def test_what_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Recipe.read(text)


def test_the_key_is_that_of_argon2id() -> None:
    recipe = Recipe(b"s" * 16, QUICK)
    expected = hash_secret_raw("clé".encode(), b"s" * 16, 1, 8, 1, 32, Type.ID)

    assert stretch(Password("clé"), recipe) == Key(expected)


def test_another_password_salt_or_cost_makes_another_key() -> None:
    recipe = Recipe(b"s" * 16, QUICK)
    key = stretch(Password("one"), recipe)

    assert stretch(Password("one"), recipe) == key
    assert stretch(Password("two"), recipe) != key
    assert stretch(Password("one"), Recipe(b"t" * 16, QUICK)) != key
    assert stretch(Password("one"), Recipe(b"s" * 16, Cost(2, 8, 1))) != key


def test_each_recipe_has_a_salt_of_its_own() -> None:
    assert len({Recipe.new().salt for _ in range(20)}) == 20
    assert Recipe.new(random=lambda size: b"r" * size).salt == b"r" * 16


def test_what_is_expected_of_a_guesser_by_default() -> None:
    assert Recipe.new().cost == PASSWORD_COST == Cost(3, 65536, 4)


def test_two_keyboards_that_spell_a_letter_differently_make_one_key() -> None:
    composed, decomposed = Password("caf\u00e9"), Password("cafe\u0301")

    assert composed == decomposed
    assert len(decomposed) == 4
