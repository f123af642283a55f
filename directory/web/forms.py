"""What people send: plain forms and queries, read in one way, or refused."""

from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from directory.errors import BadRequest, TooLarge, UnsupportedType
from directory.languages.catalogues import N_

Fields = ImmutableMultiDict[str, str]

# Our longest form has about twenty; this many is somebody's script.
_MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"
_UNREADABLE = N_("Some characters that were sent could not be read. Please type the text again.")


async def read_form(request: Request) -> Fields:
    """The fields of a posted form; none where nothing was sent. Any other type is refused.

    That refuses every upload: pictures must never reach this server, not even by mistake.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _FORM and (media_type or await request.body()):
        raise UnsupportedType
    return _read(await request.body())


def read_query(request: Request) -> Fields:
    """The fields of the address, under the same rules."""
    return _read(request.scope["query_string"])


def _read(sent: bytes) -> Fields:
    if sent.count(b"&") >= _MOST_FIELDS:
        raise TooLarge
    try:
        text = sent.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise BadRequest("", "", _UNREADABLE) from None
    # PostgreSQL cannot store it, and no keyboard types it.
    if any("\0" in name or "\0" in value for name, value in pairs):
        raise BadRequest("", "", _UNREADABLE)
    return Fields([(name, value.replace("\r\n", "\n")) for name, value in pairs])
