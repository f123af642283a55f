"""The own account: password, phone, passkeys, sessions."""

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.actions.factor_changes import (
    change_phone,
    make_codes,
    offer_phone,
    unseal_offer,
)
from directory.accounts.actions.members import change_password
from directory.accounts.actions.passkeys import add_passkey, offer_new_passkey, remove_passkey
from directory.accounts.actions.sessions import end_other_sessions, end_own_session
from directory.accounts.actions.shown_once import Kind, ToShow
from directory.accounts.badge import Badge
from directory.accounts.door import (
    StaffRoute,
    address_of,
    language_of,
    office_of,
    query_of,
    redirect,
    show,
)
from directory.accounts.models import Passkey
from directory.accounts.permissions import Right
from directory.accounts.queries import list_sessions
from directory.accounts.refusals import NotTaken
from directory.accounts.routes.once import show_once
from directory.accounts.secrets_at_rest import read_codes
from directory.accounts.totp import draw_qr, provisioning_uri
from directory.accounts.words import SAID
from directory.languages.localizer import get_localizer
from directory.privacy.stretching import Password
from directory.web.forms import Fields, read_form


async def account(request: Request, badge: Badge) -> Response:
    return await _show_account(request, badge)


async def _show_account(
    request: Request, badge: Badge, refusal: NotTaken | None = None
) -> Response:
    return show(
        request,
        badge,
        "accounts/account.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        said=SAID.get(query_of(request, "said")),
        sessions=await list_sessions(badge),
        passkeys=await Passkey.filter(member_id=badge.member.id).order_by("added_at"),
        codes_left=len(read_codes(badge.member.recovery_codes).hashes),
    )


async def password(request: Request, badge: Badge) -> Response:
    form = await read_form(request)
    old, new = _password(form, "password"), _password(form, "new_password")
    try:
        await change_password(office_of(request), badge, old, new, address_of(request))
    except NotTaken as refusal:
        return await _show_account(request, badge, refusal)

    return redirect(request, "/staff/account", said="password")


async def codes(request: Request, badge: Badge) -> Response:
    drawn = await make_codes(office_of(request), badge)
    written = [each.written() for each in drawn]
    return await show_once(request, badge.token, ToShow(Kind.CODES, written))


async def app(request: Request, badge: Badge) -> Response:
    """Another phone. Its secret waits in the page, sealed, until the phone has shown a code."""
    office = office_of(request)
    if request.method == "GET":
        return _show_app(request, badge, offer_phone(office, badge))

    form = await read_form(request)
    sealed = form.get("sealed", "")
    try:
        await change_phone(office, badge, sealed, form.get("code", ""))
    except NotTaken as refusal:
        return _show_app(request, badge, sealed, refusal)

    return redirect(request, "/staff/account", said="phone")


def _show_app(
    request: Request, badge: Badge, sealed: str, refusal: NotTaken | None = None
) -> Response:
    office, localizer = office_of(request), get_localizer(language_of(request))
    secret = unseal_offer(badge, sealed)
    uri = provisioning_uri(secret, badge.member.email, office.site_name)
    title = localizer.gettext("Square to photograph with an authenticator app")
    return show(
        request,
        badge,
        "accounts/app.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        sealed=sealed,
        qr=draw_qr(uri, title),
        typed=secret.typed(),
    )


async def new_passkey(request: Request, badge: Badge) -> Response:
    office = office_of(request)
    if request.method == "GET":
        options = await offer_new_passkey(office, badge)
        return show(request, badge, "accounts/passkey.html", errors={}, options=options)

    form = await read_form(request)
    try:
        await add_passkey(office, badge, form.get("credential", ""), form.get("name", ""))
    except NotTaken as refusal:
        options = await offer_new_passkey(office, badge)
        return show(
            request, badge, "accounts/passkey.html", 422, errors=refusal.errors, options=options
        )

    return redirect(request, "/staff/account", said="passkey")


async def remove(request: Request, badge: Badge) -> Response:
    await remove_passkey(office_of(request), badge, request.path_params["id"])
    return redirect(request, "/staff/account", said="passkey")


async def end_session(request: Request, badge: Badge) -> Response:
    await end_own_session(office_of(request), badge, request.path_params["id"])
    return redirect(request, "/staff/account", said="session")


async def end_others(request: Request, badge: Badge) -> Response:
    await end_other_sessions(office_of(request), badge)
    return redirect(request, "/staff/account", said="session")


def _password(form: Fields, name: str) -> Password:
    return Password(form.get(name, "")[:1_000])


_OWN = Right.USE_ACCOUNT
localized_routes = [
    StaffRoute("/staff/account", account, _OWN),
    StaffRoute("/staff/account/password", password, _OWN, ["POST"]),
    StaffRoute("/staff/account/codes", codes, _OWN, ["POST"], is_guarded=True),
    StaffRoute("/staff/account/app", app, _OWN, ["GET", "POST"], is_guarded=True),
    StaffRoute("/staff/account/passkey", new_passkey, _OWN, ["GET", "POST"], is_guarded=True),
    StaffRoute("/staff/account/passkeys/{id}/remove", remove, _OWN, ["POST"], is_guarded=True),
    StaffRoute("/staff/account/sessions/end", end_others, _OWN, ["POST"]),
    StaffRoute("/staff/account/sessions/{id}/end", end_session, _OWN, ["POST"]),
]
