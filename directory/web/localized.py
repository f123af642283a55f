"""The language of a request: it stands first in the path, so that no cookie has to keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from directory.errors import NotFound
from directory.languages.localizer import get_localizer
from directory.languages.negotiate import negotiate

# Twelve of them stand in every page, the one that refuses a huge address included.
_LONGEST_LINK = 2_000


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language switcher: the same page in another language."""

    code: str
    name: str
    direction: str
    url: str
    is_current: bool


def language_of(scope: Scope, offered: Sequence[str]) -> str:
    """The language in the path, else the one that the browser asks for. Never fails."""
    first = _first_part(scope)
    if first in offered:
        return first
    return negotiate(Headers(scope=scope).get("accept-language", ""), offered)


def language_links(request: Request, offered: Sequence[str]) -> list[LanguageLink]:
    """This page in every language; for an answer to a form, whose words cannot go along, home."""
    current = language_of(request.scope, offered)
    here = _address_without_language(request) if _first_part(request.scope) in offered else "/"
    return [
        LanguageLink(code, words.own_name, words.direction, f"/{code}{here}", code == current)
        for code, words in ((code, get_localizer(code)) for code in offered)
    ]


def localized(routes: Sequence[BaseRoute], offered: Sequence[str]) -> list[BaseRoute]:
    """Put routes under /{language}, with a front door at / that chooses a language."""

    async def front_door(request: Request) -> RedirectResponse:
        language = language_of(request.scope, offered)
        return RedirectResponse(f"/{language}/", 302, {"Vary": "Accept-Language"})

    async def add_slash(request: Request) -> RedirectResponse:
        if request.path_params["language"] not in offered:
            raise NotFound
        return RedirectResponse(f"/{request.path_params['language']}/", 308)

    # Starlette's own redirect for slashes repeats the Host header, which anybody can set.
    pages = Router(routes, redirect_slashes=False)
    return [
        Route("/", front_door),
        Route("/{language}", add_slash),
        Mount("/{language}", app=OnlyOffered(pages, offered)),
    ]


class OnlyOffered:
    """Lets a request through when the first part of its path is a language that we have."""

    def __init__(self, app: ASGIApp, offered: Sequence[str]) -> None:
        self.app = app
        self.offered = offered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _first_part(scope) not in self.offered:
            raise NotFound
        await self.app(scope, receive, send)


def _first_part(scope: Scope) -> str:
    path: str = scope["path"]
    return path[1:].partition("/")[0]


def _address_without_language(request: Request) -> str:
    if request.method not in {"GET", "HEAD"}:
        return "/"
    rest = request.scope["path"][1:].partition("/")[2]
    query = quote(request.scope["query_string"], safe="=&%+,;:@/?~!$'()*")
    address = f"/{quote(rest)}" + (f"?{query}" if query else "")
    return address if len(address) < _LONGEST_LINK else "/"
