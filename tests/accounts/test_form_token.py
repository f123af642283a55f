"""The token of a form belongs to one session, and gives nothing of it away."""

from uuid import uuid4

import pytest

from directory.accounts.form_token import Owner, form_token, is_form_token, owner_of
from directory.privacy.codes import SessionToken
from directory.privacy.sealing import new_key

KEY, OWNER = new_key(), Owner(uuid4(), uuid4())


def test_a_session_knows_its_own_forms() -> None:
    one, other = SessionToken.new(), SessionToken.new()
    text = form_token(KEY, one, OWNER)

    assert is_form_token(text, KEY, one, OWNER)
    assert not is_form_token(text, KEY, other, OWNER)
    assert not is_form_token(text, KEY, one, Owner(OWNER.member_id, uuid4()))
    assert not is_form_token("", KEY, one, OWNER)
    assert not is_form_token("é", KEY, one, OWNER)


def test_a_form_holds_nothing_of_the_cookie() -> None:
    token = SessionToken.new()
    text = form_token(KEY, token, OWNER)

    for secret in (token.reveal(), token.fingerprint(), token.key().reveal().hex()):
        assert secret not in text


@pytest.mark.parametrize("owner", [OWNER, Owner(uuid4())])
def test_whose_form_it_is_can_be_told_without_the_cookie(owner: Owner) -> None:
    assert owner_of(form_token(KEY, SessionToken.new(), owner), KEY) == owner


def test_nobody_else_can_say_whose_form_it_is() -> None:
    text = form_token(KEY, SessionToken.new(), OWNER)
    other = text.replace(OWNER.member_id.hex, uuid4().hex)

    for forged in (
        "",
        "é",
        "...",
        other,
        text[:-1],
        form_token(new_key(), SessionToken.new(), OWNER),
    ):
        assert owner_of(forged, KEY) is None
