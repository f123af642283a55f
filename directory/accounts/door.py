"""The door that every staff page stands behind."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.actions.sessions import forget_if_over, touch_session
from directory.accounts.answering import (
    COOKIE,
    address_of,
    forget,
    hand_over,
    language_of,
    office_of,
    page_of,
    query_of,
    redirect,
    show,
    show_confirm,
    show_sign_in,
    token_of,
    way_back,
)
from directory.accounts.badge import Badge
from directory.accounts.form_token import Owner, is_form_token
from directory.accounts.kept_forms import (
    CARRIED,
    ONLY_KEEP,
    author_of,
    close_parcel,
    offer_again,
    open_parcel,
    pack_form,
)
from directory.accounts.models import Session
from directory.accounts.parcel import Parcel
from directory.accounts.permissions import Right
from directory.accounts.queries import find_badge, find_session
from directory.errors import Forged, NotFound
from directory.privacy.codes import SessionToken
from directory.web.forms import read_form
from directory.web.origin import has_own_origin, require_own_origin
from directory.web.throttle import let_in_table

__all__ = [
    "COOKIE",
    "HalfWayRoute",
    "StaffRoute",
    "address_of",
    "badge_of",
    "forget",
    "hand_over",
    "language_of",
    "office_of",
    "query_of",
    "redirect",
    "show",
    "to_sign_in",
    "way_back",
]
TOKEN = "form_token"  # noqa: S105 - the name of a field, not a secret

Handler = Callable[[Request, Badge], Awaitable[Response]]
HalfHandler = Callable[[Request, Session, SessionToken], Awaitable[Response]]


class StaffRoute(Route):
    """A route for those who are signed in and whose role has the right. Others: see `_enter`.

    is_guarded: the page opens or exports what is sealed, so the second factor is asked for again
    unless it was shown in the last minutes. takes_table: more may be sent than a form holds.
    """

    def __init__(  # noqa: PLR0913 - what there is to say about a route, each by its name
        self,
        path: str,
        handler: Handler,
        right: Right,
        methods: Sequence[str] = ("GET",),
        *,
        is_guarded: bool = False,
        takes_table: bool = False,
    ) -> None:
        async def endpoint(request: Request) -> Response:
            if takes_table and request.method == "POST":
                return await _enter_with_table(request, handler, right)
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
                return await _too_late(request)
            require_own_origin(request)
            if not await _is_own_form(request, token, Owner(session.member_id)):
                raise Forged
            return await handler(request, session, token)

        super().__init__(path, endpoint, methods=["POST"], name=handler.__name__)


async def _enter(request: Request, handler: Handler, right: Right, *, is_guarded: bool) -> Response:
    """Nobody signed in: to the sign-in, whatever the address, so that it tells nothing. Signed in
    without the right: not found. A form that is not ours: refused before anything is read."""
    badge = await badge_of(request)
    if badge is None:
        return await _ask_who(request)
    if request.method == "POST" and (kept := await _require_own_form(request, badge)):
        return await offer_again(request, badge, kept)
    if not badge.has(right):
        raise NotFound
    if is_guarded and not badge.is_confirmed:
        return await _ask_again(request, badge)
    return await handler(request, badge)


async def _enter_with_table(request: Request, handler: Handler, right: Right) -> Response:
    """Nothing is read before it is known who sends it; and a table is not kept while somebody signs
    in again: they still have the file."""
    badge = await badge_of(request)
    if badge is None:
        return to_sign_in(request)
    if not badge.has(right):
        raise NotFound
    require_own_origin(request)
    let_in_table(request.scope)
    if not await _is_own_form(request, badge.token, badge.owner):
        raise Forged
    return await handler(request, badge)


async def _require_own_form(request: Request, badge: Badge) -> Parcel | None:
    """None for a form of this session, which may act. What was typed, where it may not: the form
    is of an earlier session of theirs, or of another role. Forged for any other."""
    require_own_origin(request)
    form = await read_form(request)
    if ONLY_KEEP not in form and await _is_own_form(request, badge.token, badge.owner):
        return None
    author = author_of(request, form)
    kept = pack_form(request, form, author) if author else None
    if kept is None or kept.owner.member_id != badge.member.id:
        raise Forged
    return kept


async def _is_own_form(request: Request, token: SessionToken, owner: Owner) -> bool:
    text = (await read_form(request)).get(TOKEN, "")
    return is_form_token(text, office_of(request).keys.forms, token, owner)


async def _ask_who(request: Request) -> Response:
    """Nobody is signed in: what was typed goes along, if it stood on a page of ours."""
    parcel = await _parcel_of(request)
    if not parcel:
        return to_sign_in(request)
    return _without_cookie(request, show_sign_in(request, parcel=parcel))


async def _parcel_of(request: Request) -> str:
    """The one that a page of a sign-in carried, or a new one of what a form held; "" for none."""
    if request.method != "POST" or not has_own_origin(request):
        return ""
    form = await read_form(request)
    if CARRIED in form:
        return form[CARRIED]
    author = author_of(request, form)
    parcel = pack_form(request, form, author) if author else None
    return close_parcel(request, parcel) if parcel else ""


async def _ask_again(request: Request, badge: Badge) -> Response:
    """For the second factor, before what is guarded."""
    if request.method == "GET":
        return redirect(request, "/staff/confirm", next=request.url.path)
    parcel = pack_form(request, await read_form(request), badge.owner)
    if parcel is None:
        return redirect(request, "/staff/confirm", next=page_of(request))
    return await show_confirm(request, badge, parcel=close_parcel(request, parcel))


async def _too_late(request: Request) -> Response:
    """The half of a sign-in is over, or its second step is sent once more."""
    parcel = await _parcel_of(request)
    badge = await badge_of(request) if parcel else None
    return await (open_parcel(request, badge, parcel) if badge else _ask_who(request))


async def badge_of(request: Request) -> Badge | None:
    """What the sender of the request wears, with the request noted as the newest of the session."""
    token = token_of(request)
    badge = await find_badge(token, office_of(request).clock()) if token else None
    if badge is not None:
        await touch_session(badge)
    elif token:
        await forget_if_over(office_of(request), token)
    return badge


def to_sign_in(request: Request) -> Response:
    """To the sign-in, and from there back to the page that was asked for, or that a form was on."""
    query = {"ended": "1"} if COOKIE in request.cookies else {}
    back = way_back(request.url.path) if request.method == "GET" else page_of(request)
    if back:
        query["next"] = back
    return _without_cookie(request, redirect(request, "/staff/sign-in", **query))


def _without_cookie(request: Request, response: Response) -> Response:
    return forget(response) if COOKIE in request.cookies else response
