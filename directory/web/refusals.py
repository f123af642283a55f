"""The one table that gives every refusal its page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from directory.errors import (
    BadRequest,
    Forged,
    MethodNotAllowed,
    NoKey,
    NotFound,
    Outdated,
    ScopeMissing,
    TooLarge,
    TooOften,
    Unavailable,
    Unconditional,
    UnsupportedType,
)
from directory.languages.catalogues import N_
from directory.privacy.logging import describe_failure
from directory.web.pages import render
from directory.web.programs import is_for_programs, refuse_program

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a refusal looks like. title and sentence are keys of their translations."""

    status: int
    title: str
    sentence: str


_NO_PAGE = ""  # only programs are told
ANSWERS: Mapping[type[Exception], Answer] = {
    NoKey: Answer(
        401,
        _NO_PAGE,
        N_("Show a key that counts, as “Authorization: Bearer handrail_…”."),
    ),
    ScopeMissing: Answer(
        403,
        _NO_PAGE,
        N_("This key was not made for that. Make one that is, under “Keys of programs”."),
    ),
    Outdated: Answer(
        412,
        _NO_PAGE,
        N_("This is not the record that you have read. Read it again, and change it then."),
    ),
    Unconditional: Answer(
        428,
        _NO_PAGE,
        N_("Say which record you have read: send its ETag as “If-Match”."),
    ),
    Forged: Answer(
        403,
        N_("We did not do this"),
        N_("We could not tell that it came from our own page. Load the page again and repeat it."),
    ),
    NotFound: Answer(
        404,
        N_("We could not find this page"),
        N_("The address may have a mistake, or the page is no longer here."),
    ),
    MethodNotAllowed: Answer(
        405,
        N_("This page cannot be used in this way"),
        N_("Please go to the first page and start from there."),
    ),
    TooLarge: Answer(
        413,
        N_("That was too much at once"),
        N_("Please write less and send it again."),
    ),
    UnsupportedType: Answer(
        415,
        N_("We cannot take this"),
        N_("This site takes no files and no pictures. Nothing was kept."),
    ),
    BadRequest: Answer(
        422,
        N_("We could not read this"),
        "",  # each says its own
    ),
    TooOften: Answer(
        429,
        N_("Please wait a moment"),
        N_("Many requests came from your connection. Try again in one minute."),
    ),
    Unavailable: Answer(
        503,
        N_("This part does not answer at the moment"),
        N_("Please try again in a few minutes."),
    ),
    Exception: Answer(
        500,
        N_("Something went wrong on our side"),
        N_("It is not your fault. Please try again, or go to the first page."),
    ),
}
_BY_STATUS = {404: NotFound, 413: TooLarge, 415: UnsupportedType}


async def refuse(request: Request, error: Exception) -> Response:
    """The page of a refusal, or its JSON. Anything else is our fault, and is logged as one."""
    if isinstance(error, HTTPException):
        error = _named(error)
    kind = next(kind for kind in type(error).__mro__ if kind in ANSWERS)
    answer = ANSWERS[kind]
    if answer.status >= 500:
        # The route's template, not its address: an address may hold what somebody searched.
        route = getattr(request.scope.get("route"), "path", "no route")
        _log.error("%s failed: %s", route, describe_failure(error))
    response: Response
    if is_for_programs(request.scope["path"]):
        response = refuse_program(request, answer.status, answer.sentence, error)
    else:
        response = render(request, "web/refusal.html", answer.status, answer=answer, error=error)
    response.headers.update(_headers_of(error))
    return response


# For Starlette's own: a path without a route, a method without a handler.
HANDLERS = {HTTPException: refuse}


def _named(error: HTTPException) -> Exception:
    if error.status_code == 405:
        return MethodNotAllowed((error.headers or {}).get("Allow", "").split(", "))
    kind = _BY_STATUS.get(error.status_code)
    return kind() if kind else error


def _headers_of(error: Exception) -> dict[str, str]:
    if isinstance(error, MethodNotAllowed):
        return {"Allow": ", ".join(error.allowed)}
    if isinstance(error, TooOften):
        return {"Retry-After": str(error.wait_seconds)}
    if isinstance(error, NoKey):
        return {"WWW-Authenticate": 'Bearer realm="api"'}
    if isinstance(error, ScopeMissing):
        needs = f'error="insufficient_scope", scope="{error.scope}"'
        return {"WWW-Authenticate": f'Bearer realm="api", {needs}'}
    if isinstance(error, Outdated):
        return {"ETag": error.etag}
    return {}
