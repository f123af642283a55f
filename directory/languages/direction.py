"""Which way a text runs, for any language tag that a record may carry."""

from functools import cache

from babel import Locale, UnknownLocaleError

_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@cache
def direction_of(tag: str) -> str:
    """ "rtl" or "ltr" for a BCP 47 tag; a tag that nobody knows runs as Latin does."""
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(name, sep="-").text_direction
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"


def left_to_right(number: str) -> str:
    """A telephone number for the middle of a sentence: beside Arabic words its groups of digits
    would change places, and it would be another number."""
    return f"{_ISOLATE}{number}{_END}"
