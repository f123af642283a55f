"""The key of a program is told from every other text, without asking any database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.privacy.codes import Misread
from directory.privacy.program_key import LENGTH, ProgramKey


@given(st.binary(min_size=32, max_size=32))
def test_what_was_drawn_is_read_again(drawn: bytes) -> None:
    key = ProgramKey.new(lambda _: drawn)

    assert ProgramKey.read(key.reveal()) == key
    assert re.fullmatch(r"handrail_[0-9A-Za-z]{49}", key.reveal(), re.ASCII)


def test_all_256_bits_are_in_it() -> None:
    keys = {ProgramKey.new(lambda _, at=at: (1 << at).to_bytes(32)).reveal() for at in range(256)}  # type: ignore[misc]  # mypy knows no default of a lambda

    assert len(keys) == 256


@given(st.integers(0, LENGTH - 1), st.sampled_from("aZ0_-é"))
def test_one_wrong_letter_is_no_key(at: int, letter: str) -> None:
    key = ProgramKey.new(bytes).reveal()
    slip = key[:at] + letter + key[at + 1 :]

    if slip != key:
        with pytest.raises(Misread):
            ProgramKey.read(slip)


@given(st.text())
def test_no_other_text_is_one(text: str) -> None:
    with pytest.raises(Misread):
        ProgramKey.read(text)


def test_it_shows_its_beginning_and_nothing_else() -> None:
    key = ProgramKey.new()

    assert key.reveal().startswith(key.shown)
    assert len(key.shown) == 15
    assert key.reveal() not in repr(key)
    assert key.reveal()[15:] not in key.fingerprint()
