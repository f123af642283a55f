"""Changes by hands that we do not know: asked for, decided about in part, answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.notices import leave_notices
from directory.accounts.office import Office
from directory.accounts.permissions import Place, Right
from directory.catalog.actions import BATCH
from directory.catalog.facts import BY_CODE, Section
from directory.errors import NotFound
from directory.listings.actions.confirming import confirm_sections
from directory.listings.actions.old_address import warn_old_address
from directory.listings.actions.writing import write_facts
from directory.listings.careful import require_careful, require_harmless
from directory.listings.models import Review
from directory.listings.queries import Held, get_held
from directory.listings.refusals import Decided
from directory.listings.said import Said, only_known


async def ask_review(office: Office, held: Held, said: Said, *, by: str) -> Review:
    """Within a transaction. by: the id of a member, or "provider" for whoever holds a link.

    Raises Careless: what may not be said waits nowhere, either.
    """
    (review,) = await ask_reviews([(held, said)], by=by, at=office.clock())
    return review


async def ask_reviews(
    asked: Sequence[tuple[Held, Said]], *, by: str, at: datetime, batch_id: UUID | None = None
) -> list[Review]:
    """The same for many listings. batch_id: of what they were asked for in together."""
    for held, said in asked:
        require_careful(said.wished, is_confidential=held.is_confidential)
    reviews = [
        Review(
            id=uuid4(),
            service_id=held.service.id,
            made_at=at,
            made_by=by,
            seen=only_known(held.facts, said.wished),
            wished=dict(said.wished),
            note=said.note,
            batch_id=batch_id,
        )
        for held, said in asked
    ]
    await Review.bulk_create(reviews, batch_size=BATCH)
    return reviews


async def decide(
    office: Office, badge: Badge, review_id: UUID, taken: Collection[str], answer: str
) -> Review:
    """Take over the facts of these codes and none of the others. Raises Decided and Careless.

    answer: what the sender reads of it, in words that lead nowhere (promise 4).
    """
    require_harmless(answer)
    badge.require(Right.REVIEW_LISTINGS, Place())
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        review = await get_review(review_id)
        wished = {code: value for code, value in review.wished.items() if code in taken}
        before = await get_held(review.service_id)
        pending = Review.filter(id=review_id, state="pending")
        decided = {"decided_at": now, "decided_by": str(actor), "answer": answer}
        if not await pending.update(state="decided", taken=sorted(wished), **decided):
            raise Decided
        held = await write_facts(review.service_id, wished, by=str(actor), cause="review", at=now)
        sections = _now_right(review, wished)
        member = _member_of(review)
        kind = "provider" if member else "link"
        await confirm_sections(held, sections, kind=kind, by=str(actor), at=now)
        await note(office, actor, "review_decided", review.service_id)
        if member:
            await leave_notices(office, [member])
    await warn_old_address(office, before, held)
    return await get_review(review_id)


async def get_review(review_id: UUID) -> Review:
    review = await Review.get_or_none(id=review_id).select_related("service__organization")
    if review is None:
        raise NotFound
    return review


def _now_right(review: Review, taken: Collection[str]) -> set[Section]:
    """Sections of which all that was wished was taken over: they are as their provider says."""
    refused = {BY_CODE[code].section for code in review.wished if code not in taken}
    return {BY_CODE[code].section for code in taken} - refused


def _member_of(review: Review) -> UUID | None:
    try:
        return UUID(review.made_by)
    except ValueError:
        return None
