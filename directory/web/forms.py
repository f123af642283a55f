"""What people send: plain forms and queries, read in one way, or refused."""

from operator import methodcaller
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from directory.errors import BadRequest, TooLarge, UnsupportedType
from directory.languages.catalogues import N_
from directory.web.bodies import FORM, media_type_of

Fields = ImmutableMultiDict[str, str]
Pairs = list[tuple[str, str]]

# Our longest form, of a whole listing with its hours, has some 250; more is somebody's script.
_MOST_FIELDS = 300
_parted, _halved = methodcaller("partition", "="), methodcaller("split", "=", 1)
_UNREADABLE = N_("Some characters that were sent could not be read. Please type the text again.")


async def read_form(request: Request) -> Fields:
    """The fields of a posted form; none where nothing was sent. Any other type is refused.

    Uploads are refused before (bodies.py); this is for a body that nothing announced.
    """
    return Fields(await form_pairs(request))


def read_query(request: Request) -> Fields:
    """The fields of the address, under the same rules."""
    return Fields(query_pairs(request))


async def form_pairs(request: Request) -> Pairs:
    """The same, for whoever goes through them but once."""
    media_type = media_type_of(request.headers.get("content-type", ""))
    if media_type != FORM and (media_type or await request.body()):
        raise UnsupportedType
    return _read(await request.body())


def query_pairs(request: Request) -> Pairs:
    return _read(request.scope["query_string"])


def plain_query(query: bytes) -> dict[str, str] | None:
    """The fields of an address where nothing is disguised, and each has a name of its own."""
    try:
        text = query.decode("ascii")
        if "%" in text or "+" in text or not text.isprintable():
            return None
        parts = text.split("&")
        named = dict(map(_halved, parts))
    except ValueError:  # not ASCII, or a name without a value
        return None
    return named if len(named) == len(parts) else None


def _read(sent: bytes) -> Pairs:
    if sent.count(b"&") >= _MOST_FIELDS:
        raise TooLarge
    try:
        text = sent.decode("utf-8")
        if "%" not in text and "+" not in text and text.isprintable():
            return _split(text)  # nothing is disguised: five times as fast
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise BadRequest("", "", _UNREADABLE) from None
    if "%0" not in text and "\0" not in text and "\r" not in text:
        return pairs
    # PostgreSQL cannot store it, and no keyboard types it.
    if any("\0" in part for pair in pairs for part in pair):
        raise BadRequest("", "", _UNREADABLE)
    return [(name, value.replace("\r\n", "\n")) for name, value in pairs]


def _split(text: str) -> Pairs:
    return [(name, value) for name, sign, value in map(_parted, text.split("&")) if name or sign]
