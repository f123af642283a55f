"""The pages of a desk without an account: a mailed link, the six digits of a call, the answer.

To look at a link uses nothing up, for mail programs look too. Whatever is wrong, the page is the
same: nobody learns whether a link was ever one, was used, or has ended.
"""

import unicodedata

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.actions.factors import slow_down
from directory.accounts.door import address_of, office_of
from directory.accounts.office import Office
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.privacy.codes import LinkToken, Misread
from directory.referrals.actions.links import (
    OpenedByLink,
    answer_by_link,
    confirm_deleted_by_link,
    find_by_answer,
    open_by_link,
)
from directory.referrals.forms.answer import Unanswered, read_answer
from directory.referrals.models import Referral
from directory.referrals.refusals import ConsentEnded, Refused, WrongDigits
from directory.referrals.routes.said import Asked, answering_context, refused, said_lines
from directory.referrals.routes.words_at_hand import read_typed
from directory.web.origin import require_own_origin
from directory.web.pages import render

_SIX = N_("Write the six digits that you were told on the telephone.")


async def link(request: Request) -> Response:
    if request.method == "GET":
        return _ask(request)

    require_own_origin(request)
    digits = _digits_in((await read_typed(request)).one("digits"))
    if len(digits) != 6:
        return _ask(request, _SIX)
    office = office_of(request)
    try:
        opened = await _open(office, request.path_params["token"], digits, address_of(request))
    except (Misread, NotFound, WrongDigits, ConsentEnded):
        return _ask(request, WrongDigits.sentence)

    # Answered here, not redirected to: it opens once, and no address may lead to it.
    return _show(
        request,
        opened.referral,
        opened.answer,
        Asked(),
        lines=said_lines(request, opened.payload),
        code=opened.code.spoken(),
    )


async def _open(office: Office, text: str, digits: str, address: str) -> OpenedByLink:
    """Raises TooOften for who tries again and again, whichever links they try."""
    name = f"answer {text[:43]}"
    await slow_down(office, name, address)
    opened = await open_by_link(office, LinkToken.read(text), digits)
    await office.slowdown.forgive(name, address)
    return opened


async def answer_link(request: Request) -> Response:
    """An answer from the page that a link opened. What proves the desk is in the form alone."""
    office, typed = office_of(request), await read_typed(request)
    try:
        token = LinkToken.read(typed.one("answer_token"))
    except Misread:
        raise NotFound from None
    require_own_origin(request)
    once = typed.once(office.random)
    try:
        if typed.has("act", "deleted"):
            after = await confirm_deleted_by_link(office, token, once)
        else:
            given = read_answer(typed, office.clock().date())
            after = await answer_by_link(office, token, given, once)
    except Unanswered as refusal:
        referral = await find_by_answer(office, token)
        return _show(request, referral, token, Asked(typed, refusal.problems, 422))
    except Refused as refusal:
        referral = await find_by_answer(office, token)
        return _show(request, referral, token, refused(refusal, typed))

    return _show(request, after, token, Asked(), is_done=True)


def _show(
    request: Request, referral: Referral, token: LinkToken, asked: Asked, **said: object
) -> Response:
    """said: what the referral says, where the link has opened it; is_done: it was answered."""
    opened = {"lines": (), "code": "", "is_done": False, **said}
    return render(
        request,
        "referrals/answer_opened.html",
        asked.status,
        errors=asked.errors,
        answer_token=token.reveal(),
        **answering_context(office_of(request), referral, asked.typed),
        **opened,
    )


def _ask(request: Request, problem: str = "") -> Response:
    return render(
        request,
        "referrals/answer.html",
        422 if problem else 200,
        errors={"digits": problem} if problem else {},
        here=request.url.path,
    )


def _digits_in(typed: str) -> str:
    """In any script, whatever stands between them."""
    return "".join(str(unicodedata.decimal(each)) for each in typed if each.isdecimal())


localized_routes = [
    Route("/answer", answer_link, methods=["POST"]),
    Route("/answer/{token}", link, methods=["GET", "POST"]),
]
