"""Which bodies are let in at all: plain forms, and JSON from programs."""

from starlette.types import Scope

from directory.errors import UnsupportedType
from directory.web.programs import is_for_programs

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def refuse_what_is_no_form(scope: Scope) -> None:
    """Refuses every upload before anything reads it, on every address, those without a page too.

    Threat: pictures of abuse must never arrive here, not even by mistake, not even in memory.
    """
    types, has_body = set(), False
    for name, value in scope["headers"]:
        if name == b"content-type":
            types.add(media_type_of(value.decode("latin-1")))
        elif name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            has_body = True
    if not types and not has_body:
        return  # as most requests are
    taken = {FORM, JSON} if is_for_programs(scope["path"]) else {FORM}
    if has_body and (len(types) != 1 or not types <= taken):
        raise UnsupportedType
    # A type that names parts is refused even where nothing seems to follow it.
    if any(each.startswith("multipart/") for each in types):
        raise UnsupportedType


def media_type_of(content_type: str) -> str:
    """application/json of "Application/JSON; charset=utf-8"."""
    return content_type.partition(";")[0].strip().lower()
