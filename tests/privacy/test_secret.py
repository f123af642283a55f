"""A secret shows itself to nobody who did not ask for it."""

import copy
import logging
import pickle

import pytest

from directory.privacy.sealing import Key, KeyPair, PrivateKey, new_key_pair
from directory.privacy.stretching import Password

WORDS = "correct horse battery"


def test_no_way_of_printing_prints_it(caplog: pytest.LogCaptureFixture) -> None:
    password = Password(WORDS)
    logging.getLogger("directory.test").warning("%s %r %s", password, password, [password])
    said = [
        repr(password), str(password), f"{password}", f"{password!r:>40}", f"{password:s}",
        repr({"password": password}), str(vars(password)), caplog.text,
    ]  # fmt: skip

    assert [text for text in said if "horse" in text] == []
    assert repr(password) == "Password(…)"


def test_a_key_pair_prints_its_public_half_only() -> None:
    pair = new_key_pair()

    assert repr(pair) == f"KeyPair(public={pair.public!r}, private=PrivateKey(…))"


def test_no_copy_of_it_is_made() -> None:
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="a Password is not copied"):
            copied(Password(WORDS))


def test_two_are_equal_when_both_kind_and_value_are() -> None:
    assert Key(b"1" * 32) == Key(b"1" * 32)
    assert Key(b"1" * 32) != Key(b"2" * 32)
    assert Key(b"1" * 32) != PrivateKey(b"1" * 32)
    assert Key(b"1" * 32) != b"1" * 32
    assert len({Key(b"1" * 32), Key(b"1" * 32), Key(b"2" * 32)}) == 2


def test_two_key_pairs_differ() -> None:
    pairs: set[KeyPair] = {new_key_pair() for _ in range(20)}

    assert len(pairs) == 20
