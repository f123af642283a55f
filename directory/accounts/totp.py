"""Codes of an authenticator app: six digits that change every 30 seconds (RFC 6238)."""

import unicodedata
from base64 import b32encode
from hmac import compare_digest
from io import BytesIO
from secrets import token_bytes
from typing import Self

import segno
from pyotp import TOTP

from directory.privacy.sealing import Random
from directory.privacy.secret import Secret

SECRET_BYTES = 20  # 160 bits, as RFC 4226 asks for
STEP_SECONDS = 30
DIGITS = 6
# Clocks of telephones are wrong, and people type slowly: one step before and one after.
TOLERANCE_STEPS = 1


class TotpSecret(Secret[bytes]):
    """What the app and we both know. Stored sealed, for it is as good as the telephone."""

    @classmethod
    def new(cls, random: Random = token_bytes) -> Self:
        return cls(random(SECRET_BYTES))

    def typed(self) -> str:
        """For who cannot point a camera at it: 32 characters of base32 in groups of four."""
        text = _base32(self)
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


class ProvisioningUri(Secret[str]):
    """`otpauth://totp/…`, which holds the secret: on the one page that sets it up, no other."""


def provisioning_uri(secret: TotpSecret, account: str, site: str) -> ProvisioningUri:
    """account: as the person tells accounts apart, such as an e-mail address."""
    return ProvisioningUri(TOTP(_base32(secret)).provisioning_uri(name=account, issuer_name=site))


def draw_qr(uri: ProvisioningUri, title: str) -> str:
    """An SVG to stand within a page, dark on white in any colour scheme so that cameras read it.

    It has no style, script, id or address, so the page's content policy holds. title: what it is,
    for who cannot see it, in the reader's language.
    """
    drawn = BytesIO()
    segno.make_qr(uri.reveal(), error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title=title,
        nl=False,
    )
    return drawn.getvalue().decode()


def find_step(secret: TotpSecret, typed: str, at: float, last_step: int | None) -> int | None:
    """The step whose code was typed, or None for a wrong or used one.

    at: now, in seconds since 1970. last_step: the step that was last used, which the caller stores
    in the transaction that signs in. Threat: somebody looks over a shoulder and types the same code
    within its minute. A million codes are few: throttle who tries.
    """
    code = _digits_of(typed)
    now = int(at) // STEP_SECONDS
    app = TOTP(_base32(secret))
    found = None
    for step in range(max(now - TOLERANCE_STEPS, 0), now + TOLERANCE_STEPS + 1):
        # All are compared, in constant time; of two steps with one code the later is used up.
        if compare_digest(app.generate_otp(step), code):
            found = step
    return None if found is None or found <= (-1 if last_step is None else last_step) else found


def _base32(secret: TotpSecret) -> str:
    return b32encode(secret.reveal()).decode()


def _digits_of(typed: str) -> str:
    """Digits of any script, whatever spaces stand between them; "" if there is anything else."""
    kept = [character for character in typed if not character.isspace()]
    if len(kept) != DIGITS or not all(character.isdecimal() for character in kept):
        return ""
    return "".join(str(unicodedata.decimal(character)) for character in kept)
