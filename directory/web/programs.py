"""What programs are told, who read JSON and no pages."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from directory.errors import BadRequest, Unreadable
from directory.languages.localizer import get_localizer
from directory.web.localized import language_of

API = "/api"


def is_for_programs(path: str) -> bool:
    return path == API or path.startswith(f"{API}/")


JSON_TYPE = b"content-type", b"application/json"
GEOJSON_TYPE = b"content-type", b"application/geo+json"


class Encoded(Response):
    """A success whose bytes are made: with its two headers, and none of what finds them out."""

    def __init__(self, body: bytes, content_type: tuple[bytes, bytes] = JSON_TYPE) -> None:
        self.status_code, self.body, self.background = 200, body, None
        self.raw_headers = [(b"content-length", str(len(body)).encode()), content_type]


def refuse_program(request: Request, status: int, sentence: str, error: Exception) -> JSONResponse:
    """{"problems": [{"field": "age", "value": "old", "sentence": "…"}]}, field and value only where
    one is at fault. The sentences are in the language that the caller asks for."""
    localizer = get_localizer(language_of(request.scope, request.app.state.pages.languages))
    if isinstance(error, Unreadable):
        problems = [
            {"field": each.field, "value": each.value, "sentence": each.sentence}
            for each in error.faults
        ]
    elif isinstance(error, BadRequest):
        why = localizer.gettext(error.why) % {"value": error.value}
        problems = [{"field": error.field, "value": error.value, "sentence": why}]
    else:
        problems = [{"sentence": localizer.gettext(sentence)}]
    return JSONResponse({"problems": problems}, status)
