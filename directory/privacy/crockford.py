"""Writing for people who say codes aloud and type them: Crockford's base32.

Ten digits and the letters without I, L, O and U; whoever reads or types an I or L meant 1, an O
meant 0. Source: https://www.crockford.com/base32.html. For a check we take no character outside
the 32, as he does, for nobody can say "*" over a bad line: see `check_character`.
"""

import unicodedata
from base64 import b32decode, b32encode

from directory.privacy.sealing import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_OURS = str.maketrans(_STANDARD, ALPHABET)
_TO_STANDARD = str.maketrans(ALPHABET, _STANDARD)
_MEANT = str.maketrans("OIL", "011")


def draw(length: int, random: Random) -> str:
    """Random characters, each of 5 bits: 256 is eight times 32, so none is likelier."""
    return "".join(ALPHABET[byte % 32] for byte in random(length))


def tidy(typed: str) -> str | None:
    """What was meant by what was typed or heard; None if some character can mean nothing.

    Case, spaces and hyphens of any kind do not count.
    """
    flat = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    kept = "".join(c for c in flat if unicodedata.category(c) not in {"Zs", "Pd", "Cc", "Cf"})
    return kept if set(kept) <= set(ALPHABET) else None


def grouped(text: str, *sizes: int) -> str:
    """grouped("K7Q2MX4PR3D", 4, 4, 3) is "K7Q2-MX4P-R3D"."""
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return "-".join(text[start : start + size] for start, size in zip(starts, sizes, strict=True))


def encode(data: bytes) -> str:
    """Eight characters for each five bytes. Raises ValueError for a length that is no such."""
    if len(data) % 5:
        raise ValueError("only whole groups of five bytes are written without filling")
    return b32encode(data).decode().translate(_TO_OURS)


def decode(text: str) -> bytes:
    """What `encode` wrote. Raises ValueError for anything else."""
    return b32decode(text.translate(_TO_STANDARD))


def check_character(text: str) -> str:
    """Notices any one wrong character and any two exchanged ones, in a text of up to 30.

    The characters are coefficients of a polynomial over the field of 32 elements (modulo
    x^5 + x^2 + 1), and the check makes its value at x zero. No two of the first 31 powers of x are
    alike, so no single change and no exchange leaves it zero.
    """
    return ALPHABET[_times_x(_remainder(text))]


def has_right_check(text: str) -> bool:
    return len(text) > 1 and check_character(text[:-1]) == text[-1]


def _remainder(text: str) -> int:
    value = 0
    for character in text:
        value = _times_x(value) ^ ALPHABET.index(character)
    return value


def _times_x(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
