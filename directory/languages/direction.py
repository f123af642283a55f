"""Which way a text runs, for any language tag that a record may carry."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def direction_of(tag: str) -> str:
    """ "rtl" or "ltr" for a BCP 47 tag; a tag that nobody knows runs as Latin does."""
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(name, sep="-").text_direction
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"
