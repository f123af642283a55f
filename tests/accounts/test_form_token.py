"""The token of a form belongs to one session, and gives nothing of it away."""

from directory.accounts.form_token import form_token, is_form_token
from directory.privacy.codes import SessionToken


def test_a_session_knows_its_own_forms() -> None:
    one, other = SessionToken.new(), SessionToken.new()

    assert is_form_token(form_token(one), one)
    assert not is_form_token(form_token(one), other)
    assert not is_form_token("", one)
    assert not is_form_token("é", one)


def test_a_form_holds_nothing_of_the_cookie() -> None:
    token = SessionToken.new()

    assert form_token(token) not in (
        token.reveal(),
        token.fingerprint(),
        token.key().reveal().hex(),
    )
