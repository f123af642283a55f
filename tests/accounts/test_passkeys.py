"""A passkey of this person, on this site, to this challenge: nothing else is taken for one."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.passkeys import (
    Challenge,
    Passkey,
    PasskeyCopied,
    PasskeyRefused,
    Site,
    registration_options,
    sign_in_options,
    verify_registration,
    verify_sign_in,
)
from tests.accounts.authenticator import (
    BACKED_UP,
    MAY_BE_BACKED_UP,
    PRESENT,
    VERIFIED,
    Authenticator,
    decoded,
    encoded,
)

SITE = Site("handrail.example", "https://handrail.example", "Handrail")
CHALLENGE = Challenge(b"c" * 32)
HANDLE = b"h" * 32
FIRST_OPTIONS = registration_options(SITE, CHALLENGE, HANDLE, "amina@faro.example")
OPTIONS = sign_in_options(SITE, CHALLENGE, [])


def registered(device: Authenticator) -> Passkey:
    return verify_registration(SITE, CHALLENGE, device.register(FIRST_OPTIONS))


def test_a_passkey_is_registered_and_signs_in() -> None:
    device = Authenticator()
    passkey = registered(device)
    options = sign_in_options(SITE, CHALLENGE, [passkey.id])

    used = verify_sign_in(SITE, CHALLENGE, device.sign_in(options), [passkey])

    assert (passkey.id, passkey.count, passkey.backed_up) == (device.id, 0, False)
    assert used == replace(passkey, count=1)


def test_the_right_one_of_several_is_found() -> None:
    devices = [Authenticator() for _ in range(3)]
    passkeys = [registered(device) for device in devices]

    assert (
        verify_sign_in(SITE, CHALLENGE, devices[1].sign_in(OPTIONS), passkeys).id == passkeys[1].id
    )


def test_the_browser_is_asked_for_what_we_need() -> None:
    asked = json.loads(
        registration_options(SITE, CHALLENGE, HANDLE, "amina@faro.example", [b"known"])
    )
    signing = json.loads(sign_in_options(SITE, CHALLENGE, [b"known"]))

    assert asked["rp"] == {"name": "Handrail", "id": "handrail.example"}
    assert decoded(asked["challenge"]) == decoded(signing["challenge"]) == b"c" * 32
    assert asked["user"]["id"] == encoded(HANDLE)
    assert asked["user"]["name"] == "amina@faro.example"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "preferred"
    assert asked["attestation"] == "none"
    assert [each["id"] for each in asked["excludeCredentials"]] == [encoded(b"known")]
    assert signing["userVerification"] == "required"
    assert [each["id"] for each in signing["allowCredentials"]] == [encoded(b"known")]
    assert signing["rpId"] == "handrail.example"


LIES = [
    pytest.param({"origin": "https://handrail.example.evil.example"}, id="another site"),
    pytest.param({"origin": "http://handrail.example"}, id="no TLS"),
    pytest.param({"host": "evil.example"}, id="another host"),
    pytest.param({"flags": PRESENT}, id="nobody was verified"),
    pytest.param({"flags": VERIFIED}, id="nobody was there"),
    pytest.param({"flags": PRESENT | VERIFIED | BACKED_UP}, id="impossible flags"),
]


@pytest.mark.parametrize("lie", LIES)
def test_a_registration_that_is_not_right_is_refused(lie: dict[str, str | int]) -> None:
    device = Authenticator()
    vars(device).update(lie)

    with pytest.raises(PasskeyRefused):
        registered(device)


@pytest.mark.parametrize("lie", LIES)
def test_a_sign_in_that_is_not_right_is_refused(lie: dict[str, str | int]) -> None:
    device = Authenticator()
    passkey = registered(device)
    vars(device).update(lie)

    with pytest.raises(PasskeyRefused):
        verify_sign_in(SITE, CHALLENGE, device.sign_in(OPTIONS), [passkey])


def test_an_answer_to_another_challenge_is_refused() -> None:
    device, other = Authenticator(), Challenge.new()
    passkey = registered(device)

    with pytest.raises(PasskeyRefused):
        verify_registration(SITE, other, device.register(FIRST_OPTIONS))
    with pytest.raises(PasskeyRefused):
        verify_sign_in(SITE, other, device.sign_in(OPTIONS), [passkey])


def test_a_registration_is_no_sign_in_nor_the_other_way_round() -> None:
    device = Authenticator()
    passkey = registered(device)

    with pytest.raises(PasskeyRefused):
        verify_sign_in(SITE, CHALLENGE, device.register(FIRST_OPTIONS), [passkey])
    with pytest.raises(PasskeyRefused):
        verify_registration(SITE, CHALLENGE, device.sign_in(OPTIONS))


def test_a_passkey_of_somebody_else_is_refused() -> None:
    amina, chidi = Authenticator(), Authenticator()
    passkey = registered(amina)

    for passkeys in ([passkey], []):
        with pytest.raises(PasskeyRefused):
            verify_sign_in(SITE, CHALLENGE, chidi.sign_in(OPTIONS), passkeys)


def test_a_signature_of_another_key_under_the_same_id_is_refused() -> None:
    amina = Authenticator()
    passkey = registered(amina)
    forger = Authenticator(id=amina.id)

    with pytest.raises(PasskeyRefused):
        verify_sign_in(SITE, CHALLENGE, forger.sign_in(OPTIONS), [passkey])


def test_a_passkey_is_registered_once() -> None:
    device = Authenticator()
    passkey = registered(device)

    with pytest.raises(PasskeyRefused):
        verify_registration(SITE, CHALLENGE, device.register(FIRST_OPTIONS), [passkey.id])


def test_an_id_longer_than_the_standard_has_it_is_refused() -> None:
    assert registered(Authenticator(id=b"i" * 1023)).id == b"i" * 1023
    with pytest.raises(PasskeyRefused):
        registered(Authenticator(id=b"i" * 1024))


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_a_copy_is_noticed_by_its_count(count: int) -> None:
    device = Authenticator(count=count - 1, counts=True) if count else Authenticator(counts=False)
    passkey = replace(registered(device), count=5)

    with pytest.raises(PasskeyCopied):
        verify_sign_in(SITE, CHALLENGE, device.sign_in(OPTIONS), [passkey])


def test_an_answer_that_nobody_signed_does_not_block_a_passkey() -> None:
    amina = Authenticator()
    passkey = replace(registered(amina), count=5)
    forger = Authenticator(id=amina.id)

    with pytest.raises(PasskeyRefused) as refused:
        verify_sign_in(SITE, CHALLENGE, forger.sign_in(OPTIONS), [passkey])

    assert not isinstance(refused.value, PasskeyCopied)


def test_a_passkey_that_does_not_count_signs_in_again_and_again() -> None:
    device = Authenticator(counts=False)
    passkey = registered(device)

    for _ in range(3):
        passkey = verify_sign_in(SITE, CHALLENGE, device.sign_in(OPTIONS), [passkey])
        assert passkey.count == 0


def test_it_is_kept_whether_a_passkey_is_backed_up() -> None:
    device = Authenticator(flags=PRESENT | VERIFIED | MAY_BE_BACKED_UP)
    passkey = registered(device)
    device.flags |= BACKED_UP

    assert not passkey.backed_up
    assert verify_sign_in(SITE, CHALLENGE, device.sign_in(OPTIONS), [passkey]).backed_up


NOISE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.text() | NOISE.map(json.dumps))
def test_what_no_browser_sends_is_refused(answer: str) -> None:
    with pytest.raises(PasskeyRefused):
        verify_registration(SITE, CHALLENGE, answer)
    with pytest.raises(PasskeyRefused):
        verify_sign_in(SITE, CHALLENGE, answer, [])


@given(st.data())
def test_an_answer_with_any_part_exchanged_is_refused(data: st.DataObject) -> None:
    device = Authenticator()
    passkey = registered(device)
    asks: list[tuple[str, Callable[[str], object]]] = [
        (device.register(FIRST_OPTIONS), lambda text: verify_registration(SITE, CHALLENGE, text)),
        (device.sign_in(OPTIONS), lambda text: verify_sign_in(SITE, CHALLENGE, text, [passkey])),
    ]
    answer, verify = data.draw(st.sampled_from(asks))
    whole = json.loads(answer)
    part = data.draw(st.sampled_from(["id", "rawId", "type", *whole["response"]]))
    noise = data.draw(NOISE | st.binary(max_size=80).map(encoded))
    (whole["response"] if part in whole["response"] else whole)[part] = noise

    with pytest.raises(PasskeyRefused):
        verify(json.dumps(whole))


def test_an_answer_nested_without_end_is_refused() -> None:
    with pytest.raises(PasskeyRefused):
        verify_registration(SITE, CHALLENGE, "[" * 100_000)


def test_a_refusal_repeats_nothing_of_the_answer() -> None:
    with pytest.raises(PasskeyRefused) as refused:
        verify_sign_in(SITE, CHALLENGE, "amina@faro.example", [])

    assert str(refused.value) == ""
    assert refused.value.__suppress_context__
