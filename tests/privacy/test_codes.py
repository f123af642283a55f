"""A code can be said, typed badly and still read; a wrong one is noticed; none tells anything."""

import re
from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.privacy import crockford
from directory.privacy.codes import LinkToken, Misread, ReceiptCode, ReferralCode, SessionToken

draws = st.binary(min_size=32, max_size=32)
written = st.text(crockford.ALPHABET, min_size=1, max_size=30)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def code_from(seed: bytes) -> ReferralCode:
    return ReferralCode.new(lambda size: seed[:size])


@given(draws)
def test_a_referral_code_is_read_as_it_was_spoken(seed: bytes) -> None:
    code = code_from(seed)

    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-\w{3}", code.spoken())
    assert ReferralCode.read(code.spoken()) == code


@given(
    draws, st.sampled_from(" -\u2011\u2013\u00a0"), st.sampled_from("oO0"), st.sampled_from("iIlL1")
)
def test_it_is_read_however_it_was_typed(seed: bytes, gap: str, nought: str, one: str) -> None:
    code = code_from(seed)
    typed = code.spoken().lower().replace("-", gap).replace("0", nought).replace("1", one)

    assert ReferralCode.read(f" {typed}\n") == code


@given(written, st.data())
def test_any_one_wrong_character_is_noticed(text: str, data: st.DataObject) -> None:
    whole = text + crockford.check_character(text)
    at = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from(crockford.ALPHABET))
    assume(wrong != whole[at])

    assert crockford.has_right_check(whole)
    assert not crockford.has_right_check(whole[:at] + wrong + whole[at + 1 :])


@given(written, st.data())
def test_any_two_exchanged_characters_are_noticed(text: str, data: st.DataObject) -> None:
    whole = list(text + crockford.check_character(text))
    one, other = (data.draw(st.integers(0, len(whole) - 1)) for _ in range(2))
    assume(whole[one] != whole[other])
    whole[one], whole[other] = whole[other], whole[one]

    assert not crockford.has_right_check("".join(whole))


@pytest.mark.parametrize(
    "typed", ["", "K7Q2-MX4P-R3", "K7Q2-MX4P-R3D4", "U7Q2-MX4P-R3D", "K7Q2*MX4P*R3D", "0" * 40]
)
def test_what_is_no_referral_code_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        ReferralCode.read(typed)


def test_no_letter_is_likelier_than_another() -> None:
    counted = Counter(crockford.draw(256, lambda size: bytes(range(size))))

    assert set(counted) == set(crockford.ALPHABET)
    assert set(counted.values()) == {8}


@given(
    st.integers(0, 20).flatmap(lambda groups: st.binary(min_size=5 * groups, max_size=5 * groups))
)
def test_bytes_are_written_and_read(data: bytes) -> None:
    assert crockford.decode(crockford.encode(data)) == data


def test_bytes_that_would_need_filling_are_refused() -> None:
    with pytest.raises(ValueError, match="five bytes"):
        crockford.encode(b"1234")


@given(st.binary(min_size=16, max_size=16))
def test_a_receipt_code_is_read_as_it_was_written(seed: bytes) -> None:
    draws = iter([seed, bytes(16)])
    code = ReceiptCode.new(lambda _: next(draws))

    assert re.fullmatch(r"\d{3} \d{3}( \d\d){5}", code.written())
    assert ReceiptCode.read(code.written()) == code


@pytest.mark.parametrize("gap", ["", " ", "-", ".", "/", "\u00a0", ") ("])
def test_a_receipt_code_is_read_like_a_telephone_number(gap: str) -> None:
    digits = "3825501774916205"
    typed = gap.join(["+382", "550", "177491", "6205"])

    assert ReceiptCode.read(typed) == ReceiptCode(digits)
    assert ReceiptCode.read(typed.translate(ARABIC_DIGITS)) == ReceiptCode(digits)


@pytest.mark.parametrize(
    "typed", ["", "382 550 17 74 91 62 0", "3825501774916205 5", "38255O1774916205", "²" * 16]
)
def test_what_is_no_receipt_code_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        ReceiptCode.read(typed)


def test_no_digit_of_a_receipt_is_likelier_than_another() -> None:
    every_byte = [bytes(range(start, start + 16)) for start in range(0, 256, 16)]
    counted: Counter[str] = Counter()
    for byte in (byte for chunk in every_byte for byte in chunk):
        draws = iter([bytes([byte]) * 16, bytes(16)])
        code = ReceiptCode.new(lambda _: next(draws))  # noqa: B023 - it is called before the next turn
        counted[code.reveal()[0]] += byte < 250

    assert set(counted.values()) == {25}


@given(draws)
def test_a_link_token_is_read_as_it_was_made(seed: bytes) -> None:
    token = LinkToken.new(lambda _: seed)

    assert re.fullmatch(r"[\w-]{43}", token.reveal(), re.ASCII)
    assert LinkToken.read(token.reveal()) == token


@given(st.text(max_size=60))
def test_what_is_no_link_token_is_refused(text: str) -> None:
    with pytest.raises(Misread):
        LinkToken.read(text)


def test_one_token_has_one_spelling() -> None:
    """The last character has two spare bits: four spellings would pass an inattentive reader."""
    token = LinkToken.new(bytes).reveal()

    with pytest.raises(Misread):
        LinkToken.read(token[:-1] + "B")


def test_only_the_fingerprint_of_a_link_is_stored() -> None:
    token = LinkToken.new()

    assert token.fingerprint() == sha256(token.reveal().encode()).hexdigest()


def test_what_a_session_stores_is_not_its_key() -> None:
    token, other = SessionToken.new(), SessionToken.new()

    assert token.key() == SessionToken.read(token.reveal()).key()
    assert token.key() != other.key()
    assert token.key().reveal().hex() != token.fingerprint()


def test_no_two_codes_are_the_same_and_none_is_printed() -> None:
    for kind in (ReferralCode, ReceiptCode, LinkToken, SessionToken):
        codes = [kind.new() for _ in range(100)]
        assert len({code.reveal() for code in codes}) == 100
        assert {repr(code) for code in codes} == {f"{kind.__name__}(…)"}
