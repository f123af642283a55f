"""A code from the paper lets its owner in once, however it is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.recovery_codes import RecoveryCode, RecoveryCodes, WrongCode
from directory.privacy.stretching import Cost, Recipe

Drawn = tuple[RecoveryCodes, tuple[RecoveryCode, ...]]
QUICK = Cost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return RecoveryCodes.draw(QUICK)


def test_there_are_ten_of_fifty_bits_each(
    drawn: Drawn,
) -> None:
    stored, codes = drawn

    assert len({code.reveal() for code in codes}) == len(set(stored.hashes)) == 10
    for code in codes:
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", code.written())


@given(st.permutations(range(10)))
def test_each_works_once_in_any_order(order: list[int]) -> None:
    stored, codes = RecoveryCodes.draw(QUICK)

    for used, index in enumerate(order, 1):
        stored = stored.use(codes[index].written())
        assert len(stored.hashes) == 10 - used
        with pytest.raises(WrongCode):
            stored.use(codes[index].written())


@given(
    st.sampled_from(["", " ", "-", "\u2013", " - "]),
    st.sampled_from("oO0"),
    st.sampled_from("iIlL1"),
)
def test_a_code_is_read_however_it_was_typed(drawn: Drawn, gap: str, nought: str, one: str) -> None:
    stored, codes = drawn

    for code in codes:
        typed = code.written().lower().replace("-", gap)
        typed = typed.replace("0", nought).replace("1", one)
        assert len(stored.use(f" {typed}\n").hashes) == 9


@given(st.text(max_size=40))
def test_anything_else_is_refused(drawn: Drawn, typed: str) -> None:
    with pytest.raises(WrongCode):
        drawn[0].use(typed)


def test_a_code_of_somebody_else_is_refused(
    drawn: Drawn,
) -> None:
    _, others = RecoveryCodes.draw(QUICK)

    with pytest.raises(WrongCode):
        drawn[0].use(others[0].written())


def test_what_is_stored_holds_no_code_and_not_their_order(
    drawn: Drawn,
) -> None:
    stored, codes = drawn

    assert [code for code in codes if code.reveal() in repr(stored).upper()] == []
    assert list(stored.hashes) == sorted(stored.hashes)
    assert f"{codes[0]}" == "RecoveryCode(…)"


def test_they_are_hashed_as_passwords_are() -> None:
    stored, _ = RecoveryCodes.draw()
    recipe = Recipe.read(stored.recipe)

    assert recipe.cost == Cost(2, 19456, 1)
    assert len(recipe.salt) == 16
