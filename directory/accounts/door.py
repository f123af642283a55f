"""The door that every staff page stands behind, and the one way to answer from behind it."""

import re
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from directory.accounts.actions.sessions import touch_session
from directory.accounts.badge import Badge
from directory.accounts.form_token import form_token, is_form_token
from directory.accounts.models import Session
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.accounts.queries import find_badge, find_session
from directory.accounts.roles import Role
from directory.accounts.words import ROLES
from directory.errors import Forged, NotFound
from directory.privacy.codes import Misread, SessionToken
from directory.web.forms import read_form, read_query
from directory.web.origin import require_own_origin
from directory.web.pages import render

# __Host-: from this host alone, with Secure, for no other domain and no part of the site.
COOKIE = "__Host-session"
TOKEN = "form_token"  # noqa: S105 - the name of a field, not a secret
# A way back that leads anywhere else would let a stranger's link end on a stranger's site.
_WAY_BACK = re.compile(r"/[A-Za-z-]{2,12}/staff/[\w/-]{0,200}")

Handler = Callable[[Request, Badge], Awaitable[Response]]
HalfHandler = Callable[[Request, Session, SessionToken], Awaitable[Response]]


class StaffRoute(Route):
    """A route for those who are signed in and whose role has the right. Others: see `_enter`.

    is_guarded: the page opens or exports what is sealed, so the second factor is asked for again
    unless it was shown in the last minutes.
    """

    def __init__(
        self,
        path: str,
        handler: Handler,
        right: Right,
        methods: Sequence[str] = ("GET",),
        *,
        is_guarded: bool = False,
    ) -> None:
        async def endpoint(request: Request) -> Response:
            return await _enter(request, handler, right, is_guarded=is_guarded)

        super().__init__(path, endpoint, methods=list(methods), name=handler.__name__)
        self.right = right
        self.is_guarded = is_guarded


class HalfWayRoute(Route):
    """A route between the password and the second factor."""

    def __init__(self, path: str, handler: HalfHandler) -> None:
        async def endpoint(request: Request) -> Response:
            token = token_of(request)
            now = office_of(request).clock()
            session = await find_session(token, now) if token else None
            if token is None or session is None or session.is_complete:
                return to_sign_in(request)
            await _require_own_form(request, token)
            return await handler(request, session, token)

        super().__init__(path, endpoint, methods=["POST"], name=handler.__name__)


async def _enter(request: Request, handler: Handler, right: Right, *, is_guarded: bool) -> Response:
    """Nobody signed in: to the sign-in, whatever the address, so that it tells nothing. Signed in
    without the right: not found. A form that is not ours: refused before anything is read."""
    badge = await badge_of(request)
    if badge is None:
        return to_sign_in(request)
    if request.method == "POST":
        await _require_own_form(request, badge.token)
    if not badge.has(right):
        raise NotFound
    if is_guarded and not badge.is_confirmed:
        back = request.url.path if request.method == "GET" else _back_of(request)
        return redirect(request, "/staff/confirm", next=back)
    return await handler(request, badge)


async def badge_of(request: Request) -> Badge | None:
    """What the sender of the request wears, with the request noted as the newest of the session."""
    token = token_of(request)
    badge = await find_badge(token, office_of(request).clock()) if token else None
    if badge is not None:
        await touch_session(badge)
    return badge


def office_of(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


def token_of(request: Request) -> SessionToken | None:
    try:
        return SessionToken.read(request.cookies.get(COOKIE, ""))
    except Misread:
        return None


def address_of(request: Request) -> str:
    """Where a guess comes from; only ever hashed."""
    return request.client.host if request.client else ""


async def _require_own_form(request: Request, token: SessionToken) -> None:
    require_own_origin(request)
    if not is_form_token((await read_form(request)).get(TOKEN, ""), token):
        raise Forged


def language_of(request: Request) -> str:
    return str(request.path_params["language"])


def redirect(request: Request, path: str, **query: str) -> RedirectResponse:
    """To a page of the same language. 303, so that a form is not sent twice."""
    asked = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"/{language_of(request)}{quote(path)}{asked}", 303)


def to_sign_in(request: Request) -> Response:
    """To the sign-in, and from there back to the page that was asked for."""
    was_in = COOKIE in request.cookies
    query = {"ended": "1"} if was_in else {}
    if request.method == "GET" and (back := way_back(request.url.path)):
        query["next"] = back
    response = redirect(request, "/staff/sign-in", **query)
    return forget(response) if was_in else response


def way_back(path: str) -> str | None:
    """The path if it is one of our staff pages, else None."""
    return path if _WAY_BACK.fullmatch(path) else None


def _back_of(request: Request) -> str:
    """The page that a form stood on, to go back to after the second factor."""
    path = re.sub(r"^https?://[^/]+", "", request.headers.get("referer", "")).partition("?")[0]
    return way_back(path) or f"/{language_of(request)}/staff/"


def hand_over(response: Response, token: SessionToken) -> Response:
    """Give the browser its token, until it is closed. Strict: no other site can make it speak."""
    response.set_cookie(
        COOKIE, token.reveal(), path="/", secure=True, httponly=True, samesite="strict"
    )
    return response


def forget(response: Response, clear: str = '"cookies", "storage"') -> Response:
    """Take the token back, and ask the browser to keep nothing of this site."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = clear
    return response


def show(
    request: Request, badge: Badge, template: str, status: int = 200, **context: object
) -> Response:
    """A page for somebody signed in. Its templates extend accounts/staff.html."""
    return render(
        request,
        template,
        status,
        badge=badge,
        form_token=form_token(badge.token),
        right=Right,
        role=Role,
        role_words=ROLES,
        idle_seconds=max(0, int((badge.ends_at - badge.now).total_seconds())),
        **context,
    )


def query_of(request: Request, name: str) -> str:
    return str(read_query(request).get(name, ""))
