"""The page that a mailed link opens. To look at it uses nothing up: mail programs look too."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.actions.joining import Typed, join, join_again, set_password, totp_of
from directory.accounts.actions.shown_once import Kind, ToShow
from directory.accounts.door import (
    address_of,
    hand_over,
    language_of,
    office_of,
    redirect,
)
from directory.accounts.key_loss import say_loss
from directory.accounts.models import Invitation, Member
from directory.accounts.queries import find_invitation
from directory.accounts.refusals import NotTaken
from directory.accounts.roles import Role
from directory.accounts.routes.once import show_once
from directory.accounts.totp import draw_qr, provisioning_uri
from directory.accounts.words import ROLES
from directory.errors import NotFound
from directory.languages.localizer import get_localizer
from directory.privacy.codes import LinkToken, Misread
from directory.privacy.stretching import Password
from directory.web.forms import Fields, read_form
from directory.web.origin import require_own_origin
from directory.web.pages import render

_NEW_PHONE = {"join", "everything"}


async def link(request: Request) -> Response:
    token = _read(request.path_params["token"])
    office = office_of(request)
    invitation = await find_invitation(token, office.clock())
    is_known = await Member.filter(email=invitation.email).exists()
    if request.method == "GET":
        return await _show_link(request, invitation, token, is_known=is_known)

    require_own_origin(request)
    typed = _typed(request, token, await read_form(request))
    try:
        if invitation.kind != "join":
            await set_password(office, invitation, typed)
            return redirect(request, "/staff/sign-in", changed="1")
        if is_known:
            session = await join_again(office, invitation, typed)
            return hand_over(redirect(request, "/staff/"), session)
        joined = await join(office, invitation, typed)
    except NotTaken as refusal:
        return await _show_link(request, invitation, token, refusal, is_known=is_known)

    codes = ToShow(Kind.CODES, [code.written() for code in joined.codes])
    return hand_over(await show_once(request, joined.token, codes), joined.token)


def _typed(request: Request, token: LinkToken, form: Fields) -> Typed:
    return Typed(
        link=token,
        name=form.get("name", ""),
        password=Password(form.get("password", "")[:1_000]),
        code=form.get("code", ""),
        language=language_of(request),
        address=address_of(request),
    )


async def _show_link(
    request: Request,
    invitation: Invitation,
    token: LinkToken,
    refusal: NotTaken | None = None,
    *,
    is_known: bool,
) -> Response:
    office, localizer = office_of(request), get_localizer(language_of(request))
    is_phone_new = invitation.kind in _NEW_PHONE and not (invitation.kind == "join" and is_known)
    secret = totp_of(office, token)
    uri = provisioning_uri(secret, invitation.email, office.site_name)
    title = localizer.gettext("Square to photograph with an authenticator app")
    return render(
        request,
        "accounts/join.html",
        422 if refusal else 200,
        errors=refusal.errors if refusal else {},
        kind=invitation.kind,
        here=request.url.path,
        is_known=is_known,
        email=invitation.email,
        name=(await read_form(request)).get("name", "") if refusal else "",
        role_word=ROLES[Role(invitation.role)] if invitation.role else "",
        agency=invitation.agency,
        team=invitation.team,
        qr=draw_qr(uri, title) if is_phone_new else "",
        typed=secret.typed(),
        loss=await say_loss(invitation.member_id, localizer) if invitation.member_id else "",
    )


def _read(text: str) -> LinkToken:
    try:
        return LinkToken.read(text)
    except Misread:
        raise NotFound from None


localized_routes = [Route("/staff/link/{token}", link, methods=["GET", "POST"])]
