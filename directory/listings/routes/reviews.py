"""Changes that wait for an editor: the list of them, and one with its decision."""

from contextlib import suppress
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from directory.accounts.badge import Badge
from directory.accounts.door import StaffRoute, office_of, query_of, redirect, show
from directory.accounts.ledger import Actor
from directory.accounts.permissions import Right
from directory.accounts.queries import uuid_of
from directory.errors import NotFound
from directory.languages.catalogues import N_
from directory.listings.actions.links import PROVIDER, send_link
from directory.listings.actions.reviewing import decide, decide_together, get_review
from directory.listings.actions.texts import read_pairs
from directory.listings.careful import Careless
from directory.listings.keeping import list_batches
from directory.listings.models import Review
from directory.listings.queries import get_all_held, get_held
from directory.listings.refusals import Decided, NoAddress
from directory.listings.routes.at_hand import sayer_of
from directory.listings.views.history import names_of
from directory.listings.views.reviews import show_review
from directory.typed import Typed
from directory.web.forms import read_form

PER_PAGE, PER_BATCH = 100, 50
LONGEST_ANSWER = 1_000
_NO_LINKS = N_("An answer cannot hold links, names of files or codes.")


async def reviews(request: Request, badge: Badge) -> Response:
    """The oldest first: whoever sent it has waited longest."""
    pending = Review.filter(state="pending", batch_id=None).order_by("made_at", "id")
    found = await pending.limit(PER_PAGE).select_related("service__organization")
    sayer, tables = sayer_of(request), await list_batches()
    return show(
        request,
        badge,
        "listings/reviews.html",
        rows=[show_review(each, sayer) for each in found],
        tables=tables,
        names=await names_of({each.made_by for each in found} | {each.made_by for each in tables}),
        is_decided=query_of(request, "said") == "decided",
    )


async def review(request: Request, badge: Badge) -> Response:
    if request.method == "GET":
        return await _show(request, badge)

    office, review_id = office_of(request), uuid_of(request.path_params["id"])
    typed = Typed.of((await read_form(request)).multi_items())
    taken = typed.many("take")
    answer = typed.one("answer")[:LONGEST_ANSWER]
    try:
        decided = await decide(office, badge, review_id, taken, answer)
    except Decided as refusal:
        return await _show(request, badge, {"take": refusal.sentence}, answer)
    except Careless as refusal:
        said = {fact.code: why for fact, why in refusal.facts.items()}
        return await _show(request, badge, said or {"answer": _NO_LINKS}, answer)
    if decided.made_by == PROVIDER.word:
        # Without an address they can still see what came of it by the link that they used.
        with suppress(NoAddress):
            await send_link(office, decided.service_id, Actor.wearing(badge), review=decided)

    return redirect(request, "/staff/reviews", said="decided")


async def batch(request: Request, badge: Badge) -> Response:
    """Changes that came in one table, some at a time: nobody takes over what they did not see."""
    batch_id = uuid_of(request.path_params["id"])
    if request.method == "GET":
        return await _show_batch(request, badge, batch_id)

    typed = Typed.of((await read_form(request)).multi_items())
    taken = [uuid_of(each) for each in typed.many("take")]
    answer = typed.one("answer")[:LONGEST_ANSWER]
    try:
        await decide_together(office_of(request), badge, batch_id, taken, answer)
    except Careless as refusal:
        said = {fact.code: why for fact, why in refusal.facts.items()}
        return await _show_batch(request, badge, batch_id, said or {"answer": _NO_LINKS}, answer)

    if await Review.filter(batch_id=batch_id, state="pending").exists():
        return redirect(request, f"/staff/reviews/tables/{batch_id}", said="decided")
    return redirect(request, "/staff/reviews", said="decided")


async def _show_batch(
    request: Request,
    badge: Badge,
    batch_id: UUID,
    errors: dict[str, str] | None = None,
    answer: str = "",
) -> Response:
    pending = Review.filter(batch_id=batch_id, state="pending").order_by("service__name", "id")
    found = await pending.limit(PER_BATCH).select_related("service__organization")
    if not found:
        raise NotFound
    helds, sayer = await get_all_held([each.service_id for each in found]), sayer_of(request)
    return show(
        request,
        badge,
        "listings/batch.html",
        422 if errors else 200,
        errors=errors or {},
        answer=answer,
        batch_id=batch_id,
        waiting=await pending.count(),
        rows=[show_review(each, sayer, helds[each.service_id].facts) for each in found],
        who=(await names_of({found[0].made_by})).get(found[0].made_by),
        is_decided=query_of(request, "said") == "decided",
    )


async def _show(
    request: Request, badge: Badge, errors: dict[str, str] | None = None, answer: str = ""
) -> Response:
    found = await get_review(uuid_of(request.path_params["id"]))
    held = await get_held(found.service_id)
    pairs = await read_pairs(held, found.language) if found.language else None
    return show(
        request,
        badge,
        "listings/review.html",
        422 if errors else 200,
        errors=errors or {},
        answer=answer,
        held=held,
        shown=show_review(found, sayer_of(request), held.facts, pairs),
        who=(await names_of({found.made_by})).get(found.made_by),
    )


localized_routes = [
    StaffRoute("/staff/reviews", reviews, Right.REVIEW_LISTINGS),
    StaffRoute("/staff/reviews/tables/{id}", batch, Right.REVIEW_LISTINGS, ["GET", "POST"]),
    StaffRoute("/staff/reviews/{id}", review, Right.REVIEW_LISTINGS, ["GET", "POST"]),
]
