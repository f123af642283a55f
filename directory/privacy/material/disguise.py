"""Undoing: look-alike letters, words written with gaps, dots and at signs in brackets."""

import re
import unicodedata

from directory.privacy.material.normal import cleaned
from directory.privacy.material.words import look_alikes, words_for

# Words with dots between them, taken as one: "со" is a Russian word, "ехаmрlе.со" is an address.
_CHAIN = re.compile(r"\w++(?:\.\w++)*+")
_GAPS = re.compile(
    r"(?<!\S)\S(?!\S)(?:[ ]{1,2}\S(?!\S))+"
    r"|(?<![^\W_])[^\W_](?![^\W_])(?:[-_*|~]{1,2}[^\W_](?![^\W_])){2,}"
)
_GAP = re.compile(r"[ \-_*|~]+")
_OPEN, _CLOSE = r"[\[({<«]", r"[\])}>»]"
_BRACKETED = re.compile(rf"(?<!\s)\s*+{_OPEN}\s?([^\W\d_]{{1,8}}|[.@:/·。]{{1,3}})\s?{_CLOSE}\s*+")
_HTTP = re.compile(r"\bh[tx*#_]{2}p(?=s?\b)", re.IGNORECASE)


def views(text: str) -> tuple[str, ...]:
    """The text as it reads, as it looks, and with its gaps closed; equal ones once."""
    plain = opened(cleaned(text))
    latin = as_it_looks(plain)
    return tuple(dict.fromkeys((plain, latin, closed(latin))))


def opened(text: str) -> str:
    """example[.]org, example(dot)org and hxxps:// as they were before somebody broke them."""
    text = _HTTP.sub("http", text)
    return _BRACKETED.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    inside = _bare(found[1]).casefold()
    if inside in words_for("dot") | words_for("dot name") | {"·", "。"}:
        return "."
    if inside in words_for("at"):
        return "@"
    if inside in words_for("slash"):
        return "/"
    return found[1] if not inside.isalnum() else found[0]


def as_it_looks(text: str) -> str:
    """Words that can be read as Latin letters throughout, in Latin letters without accents."""
    return text if text.isascii() else _CHAIN.sub(_looks, text)


def _looks(found: re.Match[str]) -> str:
    if found[0].isascii():
        return found[0]
    parts = found[0].split(".")
    latin = [_latin(part) for part in parts]
    if all(part.isascii() for part in latin):
        return ".".join(latin)
    # Two letters alone prove nothing: "ее" is "her" in Russian, and Estonia's ending.
    kept = (
        new if new.isascii() and len(new) > 2 else old
        for old, new in zip(parts, latin, strict=True)
    )
    return ".".join(kept)


def _latin(word: str) -> str:
    table = look_alikes()
    return "".join(table.get(letter, letter) for letter in _bare(word))


def _bare(word: str) -> str:
    if word.isascii():
        return word
    split = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in split if not 0x300 <= ord(letter) <= 0x36F)


def closed(text: str) -> str:
    """h t t p s and e-x-a-m-p-l-e without their gaps."""
    return _GAPS.sub(lambda found: _GAP.sub("", found[0]), text)
