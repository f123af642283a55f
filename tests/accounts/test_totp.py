"""A code of an authenticator app works about when it is shown, and once."""

import re
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import assume, given
from hypothesis import strategies as st
from pyotp import TOTP, parse_uri

from directory.accounts.totp import TotpSecret, draw_qr, find_step, provisioning_uri

# RFC 6238, appendix B: its codes have eight digits, of which an app shows the last six.
RFC_SECRET = TotpSecret(b"12345678901234567890")
RFC_CODES = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
NOW = 1_795_000_000
STEP = NOW // 30
secrets = st.builds(TotpSecret, st.binary(min_size=20, max_size=20))


def code_of(secret: TotpSecret, step: int) -> str:
    return TOTP(secret.typed().replace(" ", "")).generate_otp(step)


@pytest.mark.parametrize(("at", "code"), RFC_CODES)
def test_the_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert find_step(RFC_SECRET, code[-6:], at, None) == at // 30


@given(secrets, st.integers(-3, 3), st.integers(0, 29))
def test_a_code_is_taken_one_step_early_or_late(secret: TotpSecret, off: int, second: int) -> None:
    codes = {step: code_of(secret, step) for step in range(STEP - 4, STEP + 5)}
    assume(len(set(codes.values())) == len(codes))

    found = find_step(secret, codes[STEP + off], STEP * 30 + second, None)

    assert found == (STEP + off if abs(off) <= 1 else None)


@given(secrets)
def test_a_code_works_once(secret: TotpSecret) -> None:
    code = code_of(secret, STEP)
    assume(code not in {code_of(secret, STEP - 1), code_of(secret, STEP + 1)})
    used = find_step(secret, code, NOW, None)

    assert used == STEP
    assert find_step(secret, code, NOW, used) is None
    assert find_step(secret, code, NOW + 29, used) is None


def test_after_a_code_an_older_one_is_refused_and_the_next_is_taken() -> None:
    secret = TotpSecret(b"s" * 20)

    assert find_step(secret, code_of(secret, STEP - 1), NOW, STEP) is None
    assert find_step(secret, code_of(secret, STEP + 1), NOW, STEP) == STEP + 1


def test_a_code_is_read_in_the_digits_and_groups_of_the_person() -> None:
    secret = TotpSecret(b"s" * 20)
    code = code_of(secret, STEP)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    for typed in (f"{code[:3]} {code[3:]}", f" {code}\n", arabic):
        assert find_step(secret, typed, NOW, None) == STEP


@given(st.text())
def test_anything_else_is_refused(typed: str) -> None:
    secret = TotpSecret(b"s" * 20)

    if "".join(typed.split()) not in {code_of(secret, STEP + off) for off in (-1, 0, 1)}:
        assert find_step(secret, typed, NOW, None) is None


def test_an_app_reads_from_the_address_what_it_needs() -> None:
    uri = provisioning_uri(RFC_SECRET, "amina@faro.example", "Centro & Faro")
    read = parse_uri(uri.reveal())

    assert isinstance(read, TOTP)
    assert (read.name, read.issuer) == ("amina@faro.example", "Centro & Faro")
    assert (read.interval, read.digits) == (30, 6)
    assert find_step(RFC_SECRET, read.at(NOW), NOW, None) == STEP


def test_the_secret_has_160_bits_and_is_not_printed() -> None:
    secret = TotpSecret.new()
    uri = provisioning_uri(secret, "amina@faro.example", "Handrail")

    assert len(secret.reveal()) == 20
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret.typed())
    assert f"{secret} {uri}" == "TotpSecret(…) ProvisioningUri(…)"


def test_the_picture_breaks_no_content_policy() -> None:
    uri = provisioning_uri(RFC_SECRET, "amina@faro.example", "Handrail")
    picture = ElementTree.fromstring(draw_qr(uri, "Código <QR>"))  # noqa: S314 - our own picture
    attributes = {name for part in picture.iter() for name in part.attrib}

    assert {part.tag for part in picture.iter()} == {"svg", "title", "path"}
    assert attributes <= {"viewBox", "class", "transform", "fill", "stroke", "d"}
    assert picture.findtext("title") == "Código <QR>"


def test_the_picture_is_the_code_of_the_address() -> None:
    uri = provisioning_uri(RFC_SECRET, "amina@faro.example", "Handrail")
    dark = dark_modules(draw_qr(uri, "QR"))
    code = segno.make_qr(uri.reveal(), error="m")
    rows = [(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module]

    assert dark == {(x + code.default_border_size, y + code.default_border_size) for x, y in rows}


def dark_modules(picture: str) -> set[tuple[int, int]]:
    """Follows the pen of the SVG: `m` moves it, `h` draws so many modules in the row it is in."""
    drawn = re.search(r'<path stroke="#000" d="([^"]+)"', picture)
    assert drawn
    dark, x, y = set(), 0, 0.0
    for verb, numbers in re.findall(r"([Mmh])([-\d. ]+)", drawn[1]):
        first, *rest = map(float, numbers.split())
        if verb == "h":
            dark |= {(x + at, int(y)) for at in range(int(first))}
        x = int(first) + (0 if verb == "M" else x)
        y += rest[0] if rest else 0
    return dark
