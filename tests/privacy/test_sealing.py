"""What is sealed opens for the right one, and for nobody else."""

from hashlib import shake_256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.privacy.sealing import (
    Binding,
    CannotOpen,
    Key,
    checked_pair,
    new_key,
    new_key_pair,
    open_sealed,
    open_with,
    seal,
    seal_to,
    unwrap,
    wrap,
)

texts = st.binary(max_size=200)
bindings = st.lists(st.text(max_size=5) | st.integers(0, 99), max_size=4).map(tuple)
OURS: Binding = ("referral", "5f0c", 1)


@given(texts, bindings)
def test_the_right_key_opens(plain: bytes, binding: Binding) -> None:
    key, pair = new_key(), new_key_pair()

    assert open_sealed(seal(plain, key, binding), key, binding) == plain
    assert open_with(seal_to(plain, pair.public, binding), pair.private, binding) == plain


@given(texts)
def test_another_key_does_not_open(plain: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(seal(plain, new_key(), OURS), new_key(), OURS)
    with pytest.raises(CannotOpen):
        open_with(seal_to(plain, new_key_pair().public, OURS), new_key_pair().private, OURS)


@given(texts, bindings, bindings)
def test_what_was_moved_to_another_owner_does_not_open(
    plain: bytes, ours: Binding, theirs: Binding
) -> None:
    assume(ours != theirs)
    key, pair = new_key(), new_key_pair()

    with pytest.raises(CannotOpen):
        open_sealed(seal(plain, key, ours), key, theirs)
    with pytest.raises(CannotOpen):
        open_with(seal_to(plain, pair.public, ours), pair.private, theirs)


def test_parts_of_a_binding_do_not_run_into_each_other() -> None:
    key = new_key()
    sealed = seal(b"text", key, ("ab", "c"))

    for other in [("a", "bc"), ("abc",), ("ab", "c", ""), ("ab,c",)]:
        with pytest.raises(CannotOpen):
            open_sealed(sealed, key, other)


@given(texts, st.data())
def test_a_changed_byte_is_noticed(plain: bytes, data: st.DataObject) -> None:
    key, pair = new_key(), new_key_pair()
    shared, boxed = seal(plain, key, OURS), seal_to(plain, pair.public, OURS)
    spoilt = data.draw(st.integers(0, len(shared) - 1)), data.draw(st.integers(0, len(boxed) - 1))

    with pytest.raises(CannotOpen):
        open_sealed(_with_flipped_bit(shared, spoilt[0]), key, OURS)
    with pytest.raises(CannotOpen):
        open_with(_with_flipped_bit(boxed, spoilt[1]), pair.private, OURS)


@given(st.binary(max_size=120))
def test_what_was_never_sealed_is_refused(noise: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(noise, new_key(), OURS)
    with pytest.raises(CannotOpen):
        open_with(noise, new_key_pair().private, OURS)


def test_the_same_text_never_looks_the_same() -> None:
    key, pair = new_key(), new_key_pair()

    assert seal(b"text", key, OURS) != seal(b"text", key, OURS)
    assert seal_to(b"text", pair.public, OURS) != seal_to(b"text", pair.public, OURS)


def test_it_is_as_long_as_the_tables_expect() -> None:
    key, pair = new_key(), new_key_pair()

    assert len(seal(b"12345", key, OURS)) == 45
    assert len(seal_to(b"12345", pair.public, OURS)) == 85
    assert len(wrap(pair, key, "amina", 1)) == 72


def test_a_private_key_opens_for_its_owner_and_version_only() -> None:
    key, pair = new_key(), new_key_pair()
    wrapped = wrap(pair, key, "amina", 2)

    assert unwrap(wrapped, key, "amina", 2, pair.public) == pair
    for owner, version in [("berta", 2), ("amina", 1)]:
        with pytest.raises(CannotOpen):
            unwrap(wrapped, key, owner, version, pair.public)


def test_an_exchanged_public_key_is_noticed() -> None:
    key, pair = new_key(), new_key_pair()

    with pytest.raises(CannotOpen):
        unwrap(wrap(pair, key, "amina", 1), key, "amina", 1, new_key_pair().public)
    with pytest.raises(CannotOpen):
        checked_pair(b"short", pair.public)


def test_the_randomness_is_the_callers() -> None:
    def random(size: int) -> bytes:
        return shake_256(b"seed").digest(size)

    assert new_key(random) == Key(random(32))
    assert seal(b"text", new_key(random), OURS, random) == seal(
        b"text", new_key(random), OURS, random
    )


def test_a_refusal_says_nothing_of_what_it_refused() -> None:
    with pytest.raises(CannotOpen) as refused:
        open_sealed(seal(b"text", new_key(), OURS), new_key(), OURS)

    assert str(refused.value) == "this key does not open it"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def _with_flipped_bit(sealed: bytes, at: int) -> bytes:
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
