"""The one way to answer somebody who works here: their cookie, their pages, where they go next."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from directory.accounts.actions.passkeys import offer_passkey
from directory.accounts.badge import Badge
from directory.accounts.form_token import form_token
from directory.accounts.office import Office
from directory.accounts.permissions import Right
from directory.accounts.roles import Role
from directory.accounts.words import ROLES
from directory.privacy.codes import Misread, SessionToken
from directory.web.forms import read_query
from directory.web.pages import render

Errors = Mapping[str, str]
NO_ERRORS: Errors = MappingProxyType({})
# __Host-: from this host alone, with Secure, for no other domain and no part of the site.
COOKIE = "__Host-session"
# A way back that leads anywhere else would let a stranger's link end on a stranger's site.
_WAY_BACK = re.compile(r"/[A-Za-z-]{2,12}/staff/[\w/-]{0,200}")


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


def language_of(request: Request) -> str:
    return str(request.path_params["language"])


def query_of(request: Request, name: str) -> str:
    return str(read_query(request).get(name, ""))


def redirect(request: Request, path: str, **query: str) -> RedirectResponse:
    """To a page of the same language. 303, so that a form is not sent twice."""
    asked = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"/{language_of(request)}{quote(path)}{asked}", 303)


def way_back(path: str) -> str | None:
    """The path if it is one of our staff pages, else None."""
    return path if _WAY_BACK.fullmatch(path) else None


def page_of(request: Request) -> str:
    """The page that a form stood on, to go back to after it was asked who sends it."""
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


def go_on(request: Request, back: str) -> Response:
    """To the page that was asked for before we asked who asks, or to the first one."""
    return RedirectResponse(back or f"/{language_of(request)}/staff/", 303)


def show(
    request: Request, badge: Badge, template: str, status: int = 200, **context: object
) -> Response:
    """A page for somebody signed in. Its templates extend accounts/staff.html."""
    return render(
        request,
        template,
        status,
        badge=badge,
        form_token=form_token(office_of(request).keys.forms, badge.token, badge.owner),
        right=Right,
        role=Role,
        role_words=ROLES,
        idle_seconds=max(0, int((badge.ends_at - badge.now).total_seconds())),
        **context,
    )


def show_sign_in(
    request: Request, back: str = "", parcel: str = "", email: str = "", errors: Errors = NO_ERRORS
) -> Response:
    """The page that asks who it is. parcel: what waits for that (`kept_forms`)."""
    return render(
        request,
        "accounts/sign_in.html",
        422 if errors else 200,
        errors=errors,
        email=email[:254],
        next=back,
        parcel=parcel,
        has_ended=bool(parcel or query_of(request, "ended")),
        is_changed=bool(query_of(request, "changed")),
    )


async def show_confirm(
    request: Request, badge: Badge, back: str = "", parcel: str = "", errors: Errors = NO_ERRORS
) -> Response:
    """The page that asks for the second factor once more."""
    return show(
        request,
        badge,
        "accounts/confirm.html",
        422 if errors else 200,
        errors=errors,
        next=back,
        parcel=parcel,
        passkey=await offer_passkey(office_of(request), badge.session),
    )
