"""Whoever touches the audit log is noticed, and where; and it cannot hold anything personal."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.accounts.audit_words import ACTIONS, NO_ACCOUNT, REASONS, STATES
from directory.accounts.chain import (
    BEGINNING,
    AuditKey,
    Break,
    Broken,
    Checkpoint,
    Entry,
    Line,
    NotForTheLog,
    append,
    verify,
)

KEY, OTHER_KEY = AuditKey(b"k" * 32), AuditKey(b"o" * 32)
AMINA, FARO, REFERRAL = "a" * 32, "f" * 32, "0f0c1a2b-0000-4000-8000-00000000000a"
ids = st.uuids().map(lambda uuid: uuid.hex) | st.uuids().map(str)
entries = st.builds(
    Entry,
    at=st.integers(0, 2**33),
    actor=ids | st.sampled_from(sorted(NO_ACCOUNT)),
    action=st.sampled_from(sorted(ACTIONS)),
    organization=ids | st.just(""),
    object=ids | st.just(""),
    before=st.sampled_from(["", *sorted(STATES)]),
    after=st.sampled_from(["", *sorted(STATES)]),
    reason=st.sampled_from(["", *sorted(REASONS)]),
)
ACCEPTED = Entry(
    at=1_795_000_000,
    actor=AMINA,
    action="referral_moved",
    organization=FARO,
    object=REFERRAL,
    before="sent",
    after="accepted",
)


def chain_of(
    said: Sequence[Entry], key: AuditKey = KEY, start: Checkpoint = BEGINNING
) -> list[Line]:
    lines: list[Line] = []
    for entry in said:
        lines.append(append(lines[-1].checkpoint() if lines else start, entry, key))
    return lines


chains = st.lists(entries, min_size=2, max_size=8).map(chain_of)


@given(st.lists(entries, max_size=8))
def test_a_chain_that_nobody_touched_is_whole(said: list[Entry]) -> None:
    lines = chain_of(said)

    assert verify(lines, KEY) is None
    assert verify(lines, KEY, held=[line.checkpoint() for line in lines]) is None
    assert [line.seq for line in lines] == list(range(1, len(said) + 1))


@given(chains, entries, st.data())
def test_a_changed_line_is_found(lines: list[Line], other: Entry, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    name, value = data.draw(st.sampled_from(sorted(asdict(other).items())))
    changed = replace(lines[at].entry, **{name: value})
    assume(changed != lines[at].entry)
    lines[at] = replace(lines[at], entry=changed)

    assert verify(lines, KEY) == Broken(at + 1, Break.CHANGED)


@given(chains, st.data())
def test_a_changed_signature_is_found(lines: list[Line], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    line = lines[at]

    for changed in (replace(line, prev="ab" * 32), replace(line, mac="ab" * 32)):
        spoilt = [*lines[:at], changed, *lines[at + 1 :]]
        assert verify(spoilt, KEY) == Broken(at + 1, Break.CHANGED)


@given(chains, st.data())
def test_a_missing_line_is_found(lines: list[Line], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 2))
    del lines[at]

    assert verify(lines, KEY) == Broken(at + 1, Break.MISSING)


@given(chains, st.data())
def test_lines_that_changed_places_are_found(lines: list[Line], data: st.DataObject) -> None:
    one = data.draw(st.integers(0, len(lines) - 2))
    other = data.draw(st.integers(one + 1, len(lines) - 1))
    lines[one], lines[other] = lines[other], lines[one]

    assert verify(lines, KEY) == Broken(one + 1, Break.REORDERED)


@given(chains, st.data())
def test_a_line_that_stands_twice_is_found(lines: list[Line], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    lines.insert(at, lines[at])

    assert verify(lines, KEY) == Broken(at + 2, Break.REORDERED)


@given(chains)
def test_another_key_is_told_from_a_changed_line(lines: list[Line]) -> None:
    assert verify(lines, OTHER_KEY) == Broken(1, Break.WRONG_KEY)


@given(chains, entries, st.data())
def test_a_line_made_without_the_key_is_found(
    lines: list[Line], forged: Entry, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(lines) - 1))
    lines[at] = append(lines[at - 1].checkpoint(), forged, OTHER_KEY)

    assert verify(lines, KEY) == Broken(at + 1, Break.CHANGED)


@given(chains, st.data())
def test_what_was_cut_off_at_the_end_is_found_by_a_checkpoint(
    lines: list[Line], data: st.DataObject
) -> None:
    length = data.draw(st.integers(0, len(lines) - 1))
    held = [lines[-1].checkpoint()]

    assert verify(lines[:length], KEY) is None
    assert verify(lines[:length], KEY, held=held) == Broken(length + 1, Break.MISSING)


@given(chains, entries, st.data())
def test_a_chain_written_anew_with_the_key_is_found_by_a_checkpoint(
    lines: list[Line], other: Entry, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    said = [line.entry for line in lines]
    assume(said[at] != other)
    said[at] = other
    anew = chain_of(said)

    assert verify(anew, KEY) is None
    assert verify(anew, KEY, held=[lines[at].checkpoint()]) == Broken(at + 1, Break.REWRITTEN)


@given(chains, st.lists(entries, min_size=1, max_size=4))
def test_lines_of_a_chain_that_forked_do_not_fit(lines: list[Line], said: list[Entry]) -> None:
    """A backup was put back and written on, then both ends were mixed."""
    fork = chain_of([replace(said[0], at=2**34)] * (len(lines) - 1))

    assert verify([*fork, lines[-1]], KEY) == Broken(len(lines), Break.REWRITTEN)


@given(chains, st.data())
def test_once_old_lines_are_deleted_it_starts_from_a_checkpoint(
    lines: list[Line], data: st.DataObject
) -> None:
    kept = data.draw(st.integers(1, len(lines)))
    start = lines[kept - 1].checkpoint()

    assert verify(lines[kept:], KEY, start, held=[line.checkpoint() for line in lines]) is None
    if kept < len(lines):
        assert verify(lines[kept:], KEY) == Broken(1, Break.MISSING)


def test_the_signature_is_what_the_design_says() -> None:
    """HMAC-SHA256 over the mac before and the canonical JSON, worked out apart from the code."""
    line = append(BEGINNING, ACCEPTED, KEY)

    assert line.mac == "7e43581595bc6dade1249031659df448d54619a51a7141dac69324d84ec823c1"
    assert line.prev == "0" * 64


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", -1), ("at", 1.5), ("at", True),
        ("actor", ""), ("actor", "amina@faro.example"), ("actor", "Amina Haddad"),
        ("actor", "192.0.2.7"), ("actor", "a" * 31), ("actor", AMINA.upper()),
        ("action", "maria"), ("action", ""),
        ("organization", "Centro Faro"), ("organization", AMINA + "\n"),
        ("team", "Quay"),
        ("object", "K7Q2-MX4P-R3D"), ("object", "3825501774916205"), ("object", "+34600000000"),
        ("before", "called her mother"), ("after", "maria"),
        ("reason", "she is afraid of her uncle"), ("reason", "maria"),
    ],
)  # fmt: skip
def test_nothing_personal_can_be_written(field: str, value: Any) -> None:
    with pytest.raises(NotForTheLog) as refused:
        append(BEGINNING, replace(ACCEPTED, **{field: value}), KEY)

    assert refused.value.field == field
    assert str(refused.value) == f"the audit log does not say this in {field}"


def test_ids_are_taken_as_digits_or_as_a_uuid() -> None:
    for object_id in (UUID(int=7).hex, str(UUID(int=7))):
        assert append(BEGINNING, replace(ACCEPTED, object=object_id), KEY).entry.object == object_id


def test_every_word_is_a_word_and_no_sentence() -> None:
    for word in ACTIONS | STATES | REASONS | NO_ACCOUNT:
        assert word.replace("_", "").isalpha()
        assert word == word.lower()
        assert len(word) <= 30


def test_the_key_is_not_printed() -> None:
    assert f"{KEY!r}" == "AuditKey(…)"
