"""In by password and second factor, out by a button, the exit or 15 quiet minutes."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from directory.accounts.actions.factors import confirm as confirm_session
from directory.accounts.actions.factors import show_code, show_password
from directory.accounts.actions.passkeys import confirm_with_passkey, offer_passkey, show_passkey
from directory.accounts.actions.sessions import end_session, switch_role
from directory.accounts.answering import NO_ERRORS, Errors, show_confirm, show_sign_in
from directory.accounts.badge import Badge
from directory.accounts.door import (
    COOKIE,
    HalfWayRoute,
    StaffRoute,
    address_of,
    badge_of,
    forget,
    hand_over,
    language_of,
    office_of,
    query_of,
    redirect,
    show,
    way_back,
)
from directory.accounts.form_token import Owner, form_token
from directory.accounts.kept_forms import CARRIED, open_parcel
from directory.accounts.models import Session
from directory.accounts.permissions import Right
from directory.accounts.queries import find_badge, find_session, list_memberships
from directory.accounts.refusals import NotTaken
from directory.languages.localizer import get_localizer
from directory.privacy.codes import SessionToken
from directory.privacy.stretching import Password
from directory.web.forms import Fields, read_form
from directory.web.origin import require_own_origin
from directory.web.pages import Pages, render


async def sign_in(request: Request) -> Response:
    """The first step. It needs no cookie, so its form is kept safe by its origin alone."""
    if request.method == "GET":
        return show_sign_in(request, way_back(query_of(request, "next")) or "")

    require_own_origin(request)
    form = await read_form(request)
    carried = Carried.read(form)
    email, password = form.get("email", ""), Password(form.get("password", "")[:1_000])
    office, address = office_of(request), address_of(request)
    try:
        _, token = await show_password(office, email, password, address)
    except NotTaken as refusal:
        return show_sign_in(request, carried.back, carried.parcel, email, refusal.errors)

    session = await find_session(token, office.clock())
    assert session is not None  # noqa: S101 - it was made a moment ago
    return hand_over(await _show_second(request, session, token, carried), token)


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along from page to page of a sign-in: where to go then, and a parcel."""

    back: str
    parcel: str

    @classmethod
    def read(cls, form: Fields) -> "Carried":
        return cls(way_back(form.get("next", "")) or "", form.get(CARRIED, ""))


async def _show_second(
    request: Request,
    session: Session,
    token: SessionToken,
    carried: Carried,
    errors: Errors = NO_ERRORS,
) -> Response:
    office = office_of(request)
    return render(
        request,
        "accounts/second_factor.html",
        422 if errors else 200,
        errors=errors,
        next=carried.back,
        parcel=carried.parcel,
        form_token=form_token(office.keys.forms, token, Owner(session.member_id)),
        passkey=await offer_passkey(office, session),
    )


async def second_factor(request: Request, session: Session, token: SessionToken) -> Response:
    form = await read_form(request)
    office, address = office_of(request), address_of(request)
    try:
        complete = await show_code(office, session, token, form.get("code", ""), address)
    except NotTaken as refusal:
        return await _show_second(request, session, token, Carried.read(form), refusal.errors)

    return await _come_in(request, complete, Carried.read(form))


async def passkey(request: Request, session: Session, token: SessionToken) -> Response:
    form = await read_form(request)
    office, address = office_of(request), address_of(request)
    try:
        complete = await show_passkey(office, session, token, form.get("credential", ""), address)
    except NotTaken as refusal:
        return await _show_second(request, session, token, Carried.read(form), refusal.errors)

    return await _come_in(request, complete, Carried.read(form))


async def _come_in(request: Request, token: SessionToken, carried: Carried) -> Response:
    badge = await find_badge(token, office_of(request).clock())
    assert badge is not None  # noqa: S101 - the session was made a moment ago
    return hand_over(await open_parcel(request, badge, carried.parcel, carried.back), token)


async def confirm(request: Request, badge: Badge) -> Response:
    """The second factor once more. It counts for the next minutes of this session."""
    office, address = office_of(request), address_of(request)
    if request.method == "GET":
        return await show_confirm(request, badge, way_back(query_of(request, "next")) or "")

    form = await read_form(request)
    carried = Carried.read(form)
    try:
        if form.get("credential"):
            await confirm_with_passkey(office, badge, form["credential"], address)
        else:
            await confirm_session(office, badge, form.get("code", ""), address)
    except NotTaken as refusal:
        return await show_confirm(request, badge, carried.back, carried.parcel, refusal.errors)

    return await open_parcel(request, badge, carried.parcel, carried.back)


async def start(request: Request, badge: Badge) -> Response:
    """What waits for this role, as each part of the program says."""
    localizer = get_localizer(language_of(request))
    asked = [await ask(badge, localizer) for ask in request.app.state.waiting]
    waiting = [each for answer in asked for each in answer]
    memberships = await list_memberships(badge.member.id)
    return show(request, badge, "accounts/start.html", waiting=waiting, memberships=memberships)


async def stay(request: Request, badge: Badge) -> Response:
    """To be asked for is all that it takes: the door has noted the request."""
    return show(request, badge, "accounts/stay.html")


async def switch(request: Request, badge: Badge) -> Response:
    await switch_role(office_of(request), badge, (await read_form(request)).get("membership", ""))
    return redirect(request, "/staff/")


async def sign_out(request: Request, badge: Badge) -> Response:
    await end_session(office_of(request), badge)
    response = redirect(request, "/staff/sign-in")
    return forget(response, '"cache", "cookies", "storage"')


async def leave(request: Request) -> Response:
    """The quick exit. It ends the session, then goes, and never asks (a plain link has no token).

    Threat: another site links here to sign somebody out. It cannot: the cookie is strict. Not the
    "cache": browsers take seconds to clear it, and whoever leaves has none.
    """
    pages: Pages = request.app.state.pages
    response = RedirectResponse(pages.exit_of(language_of(request)), 303)
    badge = await badge_of(request)
    if badge is not None:
        await end_session(office_of(request), badge)
    # Half way in, or long over: a cookie that stays would tell who was here.
    return forget(response) if COOKIE in request.cookies else response


localized_routes = [
    Route("/leave", leave),
    Route("/staff/sign-in", sign_in, methods=["GET", "POST"]),
    HalfWayRoute("/staff/sign-in/code", second_factor),
    HalfWayRoute("/staff/sign-in/passkey", passkey),
    StaffRoute("/staff/", start, Right.SEE_START),
    StaffRoute("/staff/stay", stay, Right.SEE_START),
    StaffRoute("/staff/confirm", confirm, Right.USE_ACCOUNT, ["GET", "POST"]),
    StaffRoute("/staff/switch", switch, Right.USE_ACCOUNT, ["POST"]),
    StaffRoute("/staff/sign-out", sign_out, Right.USE_ACCOUNT, ["POST"]),
]
