"""One spelling for everything people type: case, accents, letter forms, width and digits."""

import unicodedata

# Letters that Unicode does not take apart, though people type the plain one for them.
_PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ґ": "г",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "ـ": "",
}  # fmt: skip

# Accents, Hebrew points, Arabic vowel signs, variation selectors. Vowel signs of Indic, Thai and
# other scripts are letters to their readers and stay.
_DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip


class _Letters(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if code < 0x10000:  # the rest of Unicode is rare, and a stranger must not fill the memory
            self[code] = folded
        return folded


def _fold_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if any(first <= ord(letter) <= last for first, last in _DROPPED_MARKS):
        return ""
    if category == "Cf":  # zero-width and direction marks: invisible, so never part of a word
        return ""
    # ʻokina, ʼ and their like are written with an apostrophe by everyone else.
    is_apostrophe = category in ("Lm", "Sk") and 0x02B0 <= ord(letter) <= 0x02FF
    # A lone surrogate cannot be stored or sent; it becomes a space here, not an error later.
    if is_apostrophe or category[0] in "PSZ" or category in ("Cc", "Cs"):
        return " "
    return letter


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The folded form of a text, for comparing only. Never raises; folding twice changes nothing.

    >>> fold("València — ١٢"), fold("مدرسة"), fold("Ёлки, Київ")
    ('valencia 12', 'مدرسه', 'елки киів')
    """
    parts = unicodedata.normalize("NFKD", text).casefold()
    # й is a letter of its own, not an и with an accent.
    parts = unicodedata.normalize("NFKD", parts).replace("и\u0306", "й")
    return unicodedata.normalize("NFC", " ".join(parts.translate(_LETTERS).split()))
