"""The page behind a mailed link: is it still right? Without an account, in a minute.

To look at a link uses nothing up, for mail programs look too. What was never a link is not found.
"""

from contextlib import suppress
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.accounts.door import office_of
from directory.accounts.queries import uuid_of
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.listings.actions.claiming import claim
from directory.listings.actions.links import (
    PROVIDER,
    Opened,
    answer_link,
    open_link,
    send_link,
)
from directory.listings.queries import get_held
from directory.listings.refusals import AlreadyOpen, LinkUsed, NoAddress
from directory.listings.routes.at_hand import Filled, form_context, read_listing_form, sayer_of
from directory.listings.views.reviews import show_review
from directory.privacy.codes import LinkToken, Misread
from directory.web.forms import read_form
from directory.web.origin import require_own_origin
from directory.web.pages import render

ASKED_AGAIN_AFTER = timedelta(days=7)
_INVITED = N_("An invitation is on its way to the address that the listing shows.")
_NOT_INVITED = N_("The mail could not be sent. Try again later.")


async def confirm(request: Request) -> Response:
    office, token = office_of(request), _token(request)
    opened = await open_link(office, token)
    if opened.is_used:
        return await _show_used(request, opened)
    if request.method == "GET":
        return await _show_form(request, opened)

    require_own_origin(request)
    filled = (await read_listing_form(request, opened.held)).checked()
    if filled.only_asks or filled.problems:
        return await _show_form(request, opened, filled)
    try:
        done = await answer_link(office, token, filled.said)
    except LinkUsed:
        return await _show_used(request, await open_link(office, token))

    return await _show_used(request, done, is_done=True)


async def claim_organization(request: Request) -> Response:
    office, token = office_of(request), _token(request)
    require_own_origin(request)
    await read_form(request)
    opened = await open_link(office, token)
    try:
        left = await claim(office, token)
    except (AlreadyOpen, NoAddress) as refusal:
        sentence = refusal.sentence
    else:
        sentence = _INVITED if left else _NOT_INVITED

    return render(request, "listings/claimed.html", held=opened.held, sentence=sentence)


async def ours(request: Request) -> Response:
    """Somebody says that the listing is theirs: whoever reads its published address gets a link.

    Threat: somebody who has a provider mailed again and again. So once a week, whoever asks; and
    the page says the same in any case.
    """
    office, held = office_of(request), await get_held(uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return render(request, "listings/ours.html", held=held, is_sent=False)

    require_own_origin(request)
    await read_form(request)
    with suppress(NoAddress):
        since = office.clock() - ASKED_AGAIN_AFTER
        await send_link(office, held.service.id, PROVIDER, unless_since=since)

    return render(request, "listings/ours.html", held=held, is_sent=True)


async def _show_form(request: Request, opened: Opened, filled: Filled | None = None) -> Response:
    return render(
        request,
        "listings/confirm.html",
        422 if filled and filled.problems and not filled.only_asks else 200,
        here=request.url.path,
        answered=show_review(opened.review, sayer_of(request)) if opened.review else None,
        **await form_context(request, opened.held, filled),
    )


async def _show_used(request: Request, opened: Opened, *, is_done: bool = False) -> Response:
    review = show_review(opened.review, sayer_of(request)) if opened.review else None
    return render(
        request,
        "listings/confirmed.html",
        held=opened.held,
        review=review,
        is_done=is_done,
        claim_path=f"{request.url.path}/account",
    )


def _token(request: Request) -> LinkToken:
    try:
        return LinkToken.read(request.path_params["token"])
    except Misread:
        raise NotFound from None


localized_routes = [
    Route("/confirm/{token}", confirm, methods=["GET", "POST"]),
    Route("/confirm/{token}/account", claim_organization, methods=["POST"]),
    Route("/services/{id}/ours", ours, methods=["GET", "POST"]),
]
