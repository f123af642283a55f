"""Hashes and keys: what a machine finds pictures by, and what no sentence holds."""

import re
from itertools import pairwise

_HEX = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{16,}")
_GROUP = r"[0-9A-Fa-f]{2,16}+"
_HEX_GROUPS = re.compile(
    rf"(?<![0-9A-Za-z]){_GROUP}(?:[\s:.,\-_]{{1,2}}{_GROUP}(?![0-9A-Za-z])){{2,}}+"
)
_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_LETTERS = re.compile(r"[A-Za-z0-9]{8,}")
_UUID = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}(?:\s?-\s?[0-9a-f]{4}){3}\s?-\s?[0-9a-f]{12}(?![0-9a-f])",
    re.IGNORECASE,
)
_ONION = re.compile(r"(?<![A-Za-z0-9])(?:[a-zA-Z2-7]{16}|[a-zA-Z2-7]{56})(?![A-Za-z0-9])")
_IPFS = re.compile(r"\bQm[1-9A-HJ-NP-Za-km-z]{40,46}\b|\bbaf[a-z2-7]{20,}|\bk51[a-z0-9]{40,}")
_CRYPTO = re.compile(
    r"\b(?:bc1|tb1|ltc1|addr1|cosmos1|bnb1)[a-z0-9]{20,}|\b0x[0-9a-f]{40}\b"
    r"|\b(?:bitcoincash:)?[qp][a-z0-9]{41}\b",
    re.IGNORECASE,
)
_BASE58 = re.compile(
    r"\b[13LMDTrX4][1-9A-HJ-NP-Za-km-z]{24,34}\b|\b4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}\b"
)
_LONGEST_WORD = 56  # in Latin letters; no language of ours comes near


def has_hash(text: str) -> bool:
    """Sixteen hexadecimal digits with letters among them, in one piece or in groups."""
    if any(_is_mixed(found[0]) for found in _HEX.finditer(text)):
        return True
    groups = ("".join(re.findall(r"[0-9A-Fa-f]+", it[0])) for it in _HEX_GROUPS.finditer(text))
    return any(len(digits) >= 16 and _is_mixed(digits, 2) for digits in groups)


def has_code(text: str) -> bool:
    if _IPFS.search(text):
        return True
    for found in _TOKEN.finditer(text):
        if len(found[0]) >= 27 and _leaps(found[0]) >= 3:
            return True
        if any(_changes(part) >= 3 or _is_base32(part) for part in _LETTERS.findall(found[0])):
            return True
    return False


def has_uuid(text: str) -> bool:
    return bool(_UUID.search(text))


def has_hidden_service(text: str) -> bool:
    """A word of sixteen letters may be just that: a digit tells it from an address."""
    return any(
        len(found[0]) == _LONGEST_WORD or not found[0].isalpha() for found in _ONION.finditer(text)
    )


def has_crypto_address(text: str) -> bool:
    return bool(_CRYPTO.search(text)) or any(
        _leaps(found[0]) >= 3 for found in _BASE58.finditer(text)
    )


def _is_mixed(digits: str, least: int = 1) -> bool:
    figures = sum(digit.isdigit() for digit in digits)
    return least <= figures <= len(digits) - least


def _is_base32(part: str) -> bool:
    return (len(part) >= 32 and not part.isalpha()) or len(part) >= _LONGEST_WORD


def _changes(part: str) -> int:
    """How often a letter follows a figure or the other way round."""
    return sum(one.isdigit() != other.isdigit() for one, other in pairwise(part))


def _leaps(part: str) -> int:
    """How often a figure, or a capital inside of a word, begins. Words leap once, keys often."""
    return sum(
        one.isalnum()
        and other.isalnum()
        and (one.isdigit() != other.isdigit() or (one.islower() and other.isupper()))
        for one, other in pairwise(part)
    )
