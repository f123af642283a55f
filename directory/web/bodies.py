"""Which bodies are let in at all: plain forms, and JSON from programs."""

from starlette.datastructures import Headers
from starlette.types import Scope

from directory.errors import UnsupportedType
from directory.web.programs import is_for_programs

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

_OF_BODIES = frozenset({b"content-type", b"content-length", b"transfer-encoding"})


def speaks_of_a_body(scope: Scope) -> bool:
    """Most requests do not."""
    return not _OF_BODIES.isdisjoint(dict(scope["headers"]))


def refuse_what_is_no_form(scope: Scope) -> None:
    """Refuses every upload before anything reads it, on every address, those without a page too.

    Threat: pictures of abuse must never arrive here, not even by mistake, not even in memory.
    """
    headers = Headers(scope=scope)
    types = {media_type_of(value) for value in headers.getlist("content-type")}
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    taken = {FORM, JSON} if is_for_programs(scope["path"]) else {FORM}
    if has_body and (len(types) != 1 or not types <= taken):
        raise UnsupportedType
    # A type that names parts is refused even where nothing seems to follow it.
    if any(each.startswith("multipart/") for each in types):
        raise UnsupportedType


def media_type_of(content_type: str) -> str:
    """application/json of "Application/JSON; charset=utf-8"."""
    return content_type.partition(";")[0].strip().lower()
