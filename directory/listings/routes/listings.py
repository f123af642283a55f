"""The pages of those who sign in to keep listings true: the list, the form, what was before."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.ledger import Actor
from directory.accounts.permissions import Place, Right
from directory.accounts.queries import uuid_of
from directory.accounts.waiting import Waiting
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.actions.editing import get_kept, is_trusted, keep_listing, restore
from directory.listings.actions.links import send_link
from directory.listings.actions.parting import joined_with, list_again
from directory.listings.actions.showing import is_private
from directory.listings.actions.translating import translated_to
from directory.listings.actions.trusting import agency_of, trust
from directory.listings.careful import Careless
from directory.listings.keeping import list_kept, open_kept
from directory.listings.models import Review, Version
from directory.listings.refusals import Changed, NoAddress
from directory.listings.routes.at_hand import (
    Filled,
    form_context,
    read_listing_form,
    sayer_of,
)
from directory.listings.views.history import show_history
from directory.listings.views.reviews import show_review
from directory.web.forms import read_form

_DECIDED_SHOWN = 3
SAID = {
    "kept": N_("Kept. Families see it within a second."),
    "waits": N_("An editor will look at what you changed. What you confirmed counts already."),
    "asked": N_("The mail has left. What comes back waits under “Changes to look at”."),
    "not_asked": N_("The mail could not be sent. Try again later."),
    "no_address": NoAddress.sentence,
    "shown": N_("The place is shown to everybody now. The provider is told by mail."),
    "restored": N_("The listing is again what it was."),
    "listed_again": N_("It is listed again as a service of its own. Please look through it."),
    "not_restored": N_("It said something then that a listing may not say now. Nothing changed."),
}


async def listings(request: Request, badge: Badge) -> Response:
    number = query_of(request, "page") or "1"
    country, name = query_of(request, "country"), query_of(request, "name").strip()[:200]
    found = await list_kept(badge, country, name, int(number) if number.isdecimal() else 0)
    return show(
        request,
        badge,
        "listings/listings.html",
        found=found,
        country=country,
        name=name,
        today=badge.now.date(),
    )


async def listing(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    if request.method == "GET":
        return await _show(request, badge)

    filled = (await read_listing_form(request, held)).checked()
    if filled.only_asks or filled.problems:
        return await _show(request, badge, filled)
    try:
        review = await keep_listing(office_of(request), badge, held.service.id, filled.said)
    except Changed as changed:
        return await _show(request, badge, filled, changed)

    said = "waits" if review else "kept"
    return redirect(request, f"/staff/listings/{held.service.id}", said=said)


async def _show(
    request: Request, badge: Badge, filled: Filled | None = None, changed: Changed | None = None
) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    reviews = Review.filter(service_id=held.service.id, state="pending").order_by("made_at")
    own = Review.filter(service_id=held.service.id, made_by=str(badge.member.id), state="decided")
    decided = await own.order_by("-decided_at").limit(_DECIDED_SHOWN)
    return show(
        request,
        badge,
        "listings/listing.html",
        422 if filled and not filled.only_asks else 200,
        said_to_reader=SAID.get(query_of(request, "said")),
        may_ask=badge.may(Right.REVIEW_LISTINGS, Place()),
        is_trusted=is_trusted(badge),
        agency=await agency_of(held),
        may_show=badge.has(Right.REVIEW_LISTINGS) and await is_private(held),
        translated_to=next(iter(translated_to(office_of(request), held)), None),
        reviews=await reviews,
        decided=[show_review(each, sayer_of(request)) for each in decided],
        **await form_context(request, held, filled, changed),
    )


async def ask(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    badge.require(Right.REVIEW_LISTINGS, Place())
    try:
        left = await send_link(office_of(request), held.service.id, Actor.wearing(badge))
    except NoAddress:
        return redirect(request, f"/staff/listings/{held.service.id}", said="no_address")

    said = "asked" if left else "not_asked"
    return redirect(request, f"/staff/listings/{held.service.id}", said=said)


async def trust_provider(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    is_trusted = (await read_form(request)).get("trusted") == "yes"
    await trust(office_of(request), badge, held, is_trusted=is_trusted)

    return redirect(request, f"/staff/listings/{held.service.id}")


async def history(request: Request, badge: Badge) -> Response:
    held = await get_kept(badge, uuid_of(request.path_params["id"]))
    versions = await Version.filter(service_id=held.service.id).order_by("number")
    return show(
        request,
        badge,
        "listings/history.html",
        held=held,
        changes=await show_history(versions, sayer_of(request)),
        joined=await joined_with(held.service.id) if badge.has(Right.CHECK_LISTINGS) else [],
        may_restore=badge.may(Right.REVIEW_LISTINGS, Place()),
    )


async def take_back(request: Request, badge: Badge) -> Response:
    number = str((await read_form(request)).get("number", ""))
    service_id = uuid_of(request.path_params["id"])
    version = int(number) if number.isdecimal() and len(number) < 9 else 0
    said = "restored"
    try:
        await restore(office_of(request), badge, service_id, version)
    except Careless:
        said = "not_restored"

    return redirect(request, f"/staff/listings/{service_id}", said=said)


async def take_apart(request: Request, badge: Badge) -> Response:
    gone = uuid_of(str((await read_form(request)).get("gone", "")))
    await list_again(office_of(request), badge, uuid_of(request.path_params["id"]), gone)

    return redirect(request, f"/staff/listings/{gone}", said="listed_again")


async def waiting_in_listings(badge: Badge, localizer: Localizer) -> Sequence[Waiting]:
    """For the start page: changes to look at, and listings that somebody should look at again."""
    waiting = []
    if badge.has(Right.REVIEW_LISTINGS) and (count := await Review.filter(state="pending").count()):
        said = localizer.ngettext(
            "One change of a listing waits to be looked at.",
            "%(count)s changes of listings wait to be looked at.",
            count,
        ) % {"count": localizer.number(count)}
        waiting.append(Waiting(said, localizer.gettext("Look at them"), "/staff/reviews"))
    if badge.has(Right.KEEP_LISTINGS):
        never = await open_kept(badge).filter(assured_date=None).count()
        if never:
            said = localizer.ngettext(
                "One listing was never confirmed.",
                "%(count)s listings were never confirmed.",
                never,
            ) % {"count": localizer.number(never)}
            waiting.append(Waiting(said, localizer.gettext("Look at them"), "/staff/listings"))
    return waiting


localized_routes = [
    StaffRoute("/staff/listings", listings, Right.KEEP_LISTINGS),
    StaffRoute("/staff/listings/{id}", listing, Right.KEEP_LISTINGS, ["GET", "POST"]),
    StaffRoute("/staff/listings/{id}/ask", ask, Right.REVIEW_LISTINGS, ["POST"]),
    StaffRoute("/staff/listings/{id}/trust", trust_provider, Right.REVIEW_LISTINGS, ["POST"]),
    StaffRoute("/staff/listings/{id}/history", history, Right.KEEP_LISTINGS),
    StaffRoute("/staff/listings/{id}/restore", take_back, Right.REVIEW_LISTINGS, ["POST"]),
    StaffRoute("/staff/listings/{id}/apart", take_apart, Right.CHECK_LISTINGS, ["POST"]),
]
