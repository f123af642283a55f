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
from directory.listings.actions.confirming import confirm_all_sections
from directory.listings.actions.old_address import warn_old_addresses
from directory.listings.actions.texts import Translated, write_texts
from directory.listings.actions.writing import Changes, keep_here, write_all_facts
from directory.listings.careful import require_careful, require_harmless
from directory.listings.models import Review
from directory.listings.queries import Held, get_all_held
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
    found = await get_review(review_id)
    if not await _decide(office, badge, [(found, taken)], answer):
        raise Decided
    return await get_review(review_id)


async def decide_together(
    office: Office, badge: Badge, batch_id: UUID, taken: Collection[UUID], answer: str
) -> int:
    """Take over all that these changes of one table wish, and leave the others waiting. How many
    there were: somebody may have decided about some already. Raises Careless."""
    pending = Review.filter(batch_id=batch_id, id__in=list(taken), state="pending")
    found = await pending.order_by("id").select_related("service__organization")
    whole = [(each, each.codes) for each in found]
    return await _decide(office, badge, whole, answer)


async def _decide(
    office: Office, badge: Badge, decisions: Sequence[tuple[Review, Collection[str]]], answer: str
) -> int:
    """Each with the codes of what is taken over of it, all of one sender. Those that were decided
    about are left out."""
    require_harmless(answer)
    badge.require(Right.REVIEW_LISTINGS, Place())
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        before = await get_all_held([review.service_id for review, _ in decisions])
        done: list[tuple[Review, Changes]] = []
        for review, codes in decisions:
            taken = sorted(review.codes.intersection(codes))
            pending = Review.filter(id=review.id, state="pending")
            decided = {"decided_at": now, "decided_by": str(actor), "answer": answer}
            if await pending.update(state="decided", taken=taken, **decided):
                review.taken = taken
                done.append((review, only_known(review.wished, taken)))
        changes = {review.service_id: wished for review, wished in done}
        after = await write_all_facts(changes, by=str(actor), cause="review", at=now, before=before)
        helds = before | after
        for review, _ in done:
            await _take_texts(helds[review.service_id], review, str(actor), now)
        members = {member for review, _ in done if (member := _member_of(review))}
        kind = "provider" if members else "link"
        right = [(helds[each.service_id], _now_right(each, wished)) for each, wished in done]
        await confirm_all_sections(right, kind=kind, by=str(actor), at=now)
        for review, _ in done:
            await note(office, actor, "review_decided", review.service_id)
        if members:
            await leave_notices(office, sorted(members))
    await warn_old_addresses(office, [(before[each], held) for each, held in after.items()])
    return len(done)


async def _take_texts(held: Held, review: Review, by: str, at: datetime) -> None:
    """Translations are of what they were asked for: of a text that changed since, they are old."""
    texts = {
        BY_CODE[code]: Translated(text["value"], text["original"])
        for code, text in (review.texts or {}).items()
        if code in review.taken
    }
    if texts and review.language:
        wished = {fact.code: text.value for fact, text in texts.items()}
        require_careful(wished, is_confidential=held.is_confidential)
        await write_texts(held, review.language, texts, by)
        await keep_here([held], at)


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
