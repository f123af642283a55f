"""A record's phone as a line that somebody can ring or write to."""

from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers

from directory.catalog.listing import Line

# From HSDS's kinds, and our "whatsapp", to those that a page has a word for.
KINDS = {
    "voice": "voice",
    "cell": "voice",
    "text": "sms",
    "whatsapp": "whatsapp",
    "textphone": "textphone",
    "fax": "fax",
}


def line_of(phone: Mapping[str, Any], languages: Iterable[str] = ()) -> Line | None:
    """None for what nobody dials any more, such as a pager."""
    kind = KINDS.get(phone["type"])
    if kind is None:
        return None
    extension = phone["extension"]
    return Line(
        kind=kind,
        shown=phone["shown"] or phone["number"],
        dial=phone["number"],
        from_abroad=reaches_from_abroad(phone["number"]),
        languages=tuple(languages),
        extension=None if extension is None else str(extension),
    )


def reaches_from_abroad(number: str) -> bool:
    """Whether a number can be dialled from another country, as far as its own country says."""
    if not number.startswith("+"):
        return False
    try:
        return phonenumbers.can_be_internationally_dialled(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
