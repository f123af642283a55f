"""What was typed is closed for its owner, for an hour, without what is secret in itself."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.form_token import Owner
from directory.accounts.parcel import KEPT_FOR, LONGEST, Parcel, close, pack, unpack
from directory.errors import TooLarge
from directory.privacy.sealing import new_key
from directory.web.throttle import LARGEST_BODY_BYTES

KEY, OWNER = new_key(), Owner(uuid4(), uuid4())
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
TO, PAGE = "/en/staff/invite", "/en/staff/"


def parcel(*fields: tuple[str, str]) -> Parcel:
    made = pack(OWNER, TO, PAGE, fields)
    assert made is not None
    return made


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=9))
def test_its_owner_gets_all_of_it_back_in_its_order(fields: list[tuple[str, str]]) -> None:
    made = parcel(("note", "Ring on Monday"), *fields)

    assert unpack(close(made, KEY, NOW), KEY, OWNER.member_id, NOW) == made


def test_what_is_secret_is_never_packed() -> None:
    secrets = ("form_token", "password", "new_password", "code", "credential", "recovery_key")
    made = parcel(("note", "Ring on Monday"), *((name, "hush") for name in secrets))

    assert made.fields == [("note", "Ring on Monday")]
    assert pack(OWNER, TO, PAGE, [(name, "hush") for name in secrets]) is None


def test_a_button_is_pressed_again_and_not_packed() -> None:
    assert pack(OWNER, TO, PAGE, []) is None
    assert pack(OWNER, TO, PAGE, [("membership", str(uuid4())), ("note", " ")]) is None


def test_it_shows_what_was_written_and_not_what_was_chosen() -> None:
    made = parcel(
        ("place", f"caseworker {uuid4()}"),
        ("need", "200"),
        ("note", "Ring"),
        ("email", "a@b.example"),
    )

    assert made.written == ["Ring", "a@b.example"]


def test_nobody_else_opens_it_and_no_byte_can_be_changed() -> None:
    text = close(parcel(("note", "Ring on Monday")), KEY, NOW)

    assert unpack(text, KEY, uuid4(), NOW) is None
    assert unpack(text, new_key(), OWNER.member_id, NOW) is None
    for changed in ("", "é", text[:-4], "A" + text[1:], text[:40] + "AAAA" + text[44:]):
        assert unpack(changed, KEY, OWNER.member_id, NOW) is None
    assert "Monday" not in text


@pytest.mark.parametrize(("after", "opens"), [(-1, False), (0, True), (3599, True), (3600, False)])
def test_it_is_for_one_hour(after: int, opens: bool) -> None:
    text = close(parcel(("note", "Ring on Monday")), KEY, NOW)
    found = unpack(text, KEY, OWNER.member_id, NOW + timedelta(seconds=after))

    assert (found is not None) == opens
    assert timedelta(hours=1) == KEPT_FOR


def test_the_page_that_carries_it_can_always_be_sent_back() -> None:
    assert len(close(parcel(("note", "x" * 40_000)), KEY, NOW)) <= LONGEST < LARGEST_BODY_BYTES
    with pytest.raises(TooLarge):
        close(parcel(("note", "x" * 60_000)), KEY, NOW)
