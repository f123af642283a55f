"""Normalising: how a text looks once disguises that a reader does not see are taken off."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

# Invisible, and of no category that says so: fillers, joiners, an empty Braille cell.
_VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | _VARIANTS
_TAGS = range(0xE0020, 0xE007F)  # letters that are never drawn
_BOXED = (0x1F1E6, 0x1F150, 0x1F170)  # 🇦 (two make a flag, more make a word) 🅐 🅰
# Marks that stand on letters of any script. Those of Indic vowels are letters, and stay.
_ANY_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_DRAWN_ALIKE = {
    **dict.fromkeys("\u2044\u2215\u29f8\u2571", "/"),
    **dict.fromkeys("\u2236\u02d0\ua789\u0589\u05c3", ":"),
    **dict.fromkeys("\u2022\u00b7\u2027\u2219\u22c5\u25cf\u26ab\u30fb\uff65\ua4f8", "·"),
    **dict.fromkeys("\u3002\u06d4", "。"),
    "\u066b": ".",
    **dict.fromkeys("\u29f5\u2216", "\\"),
    "\u2212": "-",
    **{chr(first + at): chr(ord("a") + at) for first in _BOXED for at in range(26)},
}


def cleaned(text: str) -> str:
    """NFKC, without what is invisible; digits of every script as ASCII, dashes and dots as one.

    Case stays, for codes need it.
    """
    text = unicodedata.normalize("NFKC", _with_few_marks(_decoded(text)))
    text = text.translate({ord(letter): _plain(letter) for letter in set(text)})
    return _ANY_MARK.sub("", text)


def _decoded(text: str) -> str:
    """%2E, &#46; and \\u002e are dots to whoever opens the link."""
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\\" in text:
        text = re.sub(r"\\(?:x|u00)([0-7][0-9a-fA-F])", lambda it: chr(int(it[1], 16)), text)
    return text


def _with_few_marks(text: str) -> str:
    """NFKC sorts the marks on a letter in quadratic time: thousands would hold up the process."""
    marks = {letter for letter in set(text) if unicodedata.combining(letter)}
    if not marks:
        return text
    return re.sub(f"([{''.join(marks)}]{{4}})[{''.join(marks)}]+", r"\1", text)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    code, category = ord(letter), unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd":
        return "-"
    if code in _TAGS:
        return chr(code - _TAGS.start + 0x20)
    if category == "Cf" or letter in _UNSEEN:
        return ""
    return _DRAWN_ALIKE.get(letter, letter)
