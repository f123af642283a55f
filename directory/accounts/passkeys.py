"""Passkeys as a second factor (W3C Web Authentication, level 3), checked by py_webauthn.

A page asks the browser with options that we give as JSON, and sends back what the browser answered,
as JSON too. In between the caller keeps the challenge, for five minutes and one answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from secrets import token_bytes
from typing import Self

from cryptography.exceptions import UnsupportedAlgorithm
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from directory.privacy.sealing import Random
from directory.privacy.secret import Secret

CHALLENGE_BYTES = 32
LONGEST_ID = 1023  # bytes, by the standard
# Apart from its own exceptions the library lets these through, for answers that no browser gives.
_UNREADABLE = (
    WebAuthnException,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)


class PasskeyRefused(Exception):
    """The answer is not that of a passkey of this person to this challenge on this site."""


class PasskeyCopied(PasskeyRefused):
    """The passkey counted no further than before, so there are two of it: block it, tell its owner.

    A right answer in all else. The count is what the standard gives to notice a copy (§6.1.1).
    """


class Challenge(Secret[bytes]):
    """32 random bytes that the passkey signs."""

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        return cls(random(CHALLENGE_BYTES))


@dataclass(frozen=True, slots=True)
class Site:
    """id: the host that passkeys belong to; origin: scheme, host and port of our pages."""

    id: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """What we keep of one. id: 1023 bytes at most; public_key: in COSE, as the standard has it.

    count: how often it signed, 0 for those that do not count. backed_up: it lives on more than one
    device, so losing a telephone does not lose it.
    """

    id: bytes
    public_key: bytes
    count: int
    backed_up: bool


def registration_options(
    site: Site, challenge: Challenge, handle: bytes, account: str, known: Iterable[bytes] = ()
) -> str:
    """handle: random bytes that stand for the account, 64 at most; the passkey keeps them.

    account: as the person tells accounts apart. known: the ids of the passkeys that they have.
    """
    options = generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_id=handle,
        user_name=account,
        challenge=challenge.reveal(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json(options)


def verify_registration(
    site: Site, challenge: Challenge, answer: str, known: Iterable[bytes] = ()
) -> Passkey:
    """The new passkey. Raises PasskeyRefused, also for one that is known already.

    We ask for no attestation: which make of device somebody has is none of our business.
    """
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=challenge.reveal(),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _UNREADABLE:
        raise PasskeyRefused from None  # the cause would repeat what was sent
    passkey_id = verified.credential_id
    if len(passkey_id) > LONGEST_ID or passkey_id in known:
        raise PasskeyRefused
    return Passkey(
        passkey_id,
        verified.credential_public_key,
        verified.sign_count,
        verified.credential_backed_up,
    )


def sign_in_options(site: Site, challenge: Challenge, known: Iterable[bytes]) -> str:
    """known: the ids of the person's passkeys.

    Threat: they tell a stranger that the account exists; so ask after the password.
    """
    options = generate_authentication_options(
        rp_id=site.id,
        challenge=challenge.reveal(),
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def verify_sign_in(
    site: Site, challenge: Challenge, answer: str, passkeys: Iterable[Passkey]
) -> Passkey:
    """The passkey that signed, to be stored with its new count.

    passkeys: all those of the person who is signing in. Raises PasskeyRefused, PasskeyCopied.
    """
    try:
        credential = parse_authentication_credential_json(answer)
        passkey = next(each for each in passkeys if each.id == credential.raw_id)
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge.reveal(),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            # Compared below: an answer that nobody signed must not look like a copy.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (*_UNREADABLE, StopIteration):
        raise PasskeyRefused from None  # the cause would repeat what was sent
    count = verified.new_sign_count
    if (count or passkey.count) and count <= passkey.count:
        raise PasskeyCopied
    return replace(passkey, count=count, backed_up=verified.credential_backed_up)
