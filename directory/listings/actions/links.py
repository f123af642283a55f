"""Asking whoever reads a listing's published address, and taking their answer.

Threat: somebody who wants a listing to lead elsewhere. A link goes to the address that the listing
shows and to no other; it counts once; and what it changes waits for an editor. Whoever reads that
mail could as well answer the organization's mails.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from directory.accounts.ledger import Actor, note, turn
from directory.accounts.letters import Kind, Letter
from directory.accounts.office import Office
from directory.catalog.facts import BY_CODE
from directory.database import forget_deleted
from directory.errors import NotFound
from directory.languages.localizer import get_localizer
from directory.listings.actions.confirming import confirm_sections
from directory.listings.actions.hiding import hide_place
from directory.listings.actions.reviewing import ask_review
from directory.listings.models import ListingLink, Review
from directory.listings.queries import Held, get_held
from directory.listings.refusals import LinkUsed, NoAddress
from directory.listings.said import Said
from directory.privacy.codes import LinkToken

LASTS = timedelta(days=30)
PROVIDER = Actor(word="provider")


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands behind a link. is_used: it only shows what came of it, the review if there is
    one."""

    held: Held
    is_used: bool
    review: Review | None


async def send_link(
    office: Office,
    service_id: UUID,
    by: Actor,
    *,
    review: Review | None = None,
    unless_since: datetime | None = None,
) -> bool:
    """Whether the mail left. Earlier links of this listing stop working. Raises NoAddress.

    review: what the mail answers, where it answers one. unless_since: none leaves where one was
    sent since then, so that two clocks do not ask twice.
    """
    token, now = LinkToken.new(office.random), office.clock()
    async with turn():
        held = await get_held(service_id)
        if not held.emails:
            raise NoAddress
        sent = ListingLink.filter(service_id=service_id)
        if unless_since and await sent.filter(made_at__gt=unless_since).exists():
            return False
        await ListingLink.filter(service_id=service_id, used_at=None).delete()
        await ListingLink.create(
            token_hash=token.fingerprint(),
            service_id=service_id,
            made_at=now,
            expires_at=now + LASTS,
            review_id=review.id if review else None,
        )
        await note(office, by, "listing_link_sent", service_id)
    return await office.mailbox.send([_letter(office, held, token, is_answer=review is not None)])


async def open_link(office: Office, token: LinkToken) -> Opened:
    """To look uses nothing up: mail programs look, too. NotFound for what was never a link."""
    link = await _find_link(office, token)
    held = await get_held(link.service_id)
    return Opened(held, link.used_at is not None, link.review)


async def answer_link(office: Office, token: LinkToken, said: Said) -> Opened:
    """Confirm what is right; what should change becomes a review. Raises LinkUsed."""
    now = office.clock()
    async with turn():
        link = await _find_link(office, token)
        held = await get_held(link.service_id)
        if said.hides_place:
            held = await hide_place(held, by=PROVIDER.word, at=now)
        review = None
        if said.wished:
            review = await ask_review(office, held, said, by=PROVIDER.word)
        review_id = review.id if review else None
        unused = ListingLink.filter(token_hash=link.token_hash, used_at=None)
        if not await unused.update(used_at=now, review_id=review_id):
            raise LinkUsed
        confirmed = set(said.confirmed) - {BY_CODE[code].section for code in said.wished}
        await confirm_sections(held, confirmed, kind="link", by=PROVIDER.word, at=now)
        act = "listing_changed" if said.hides_place else "listing_confirmed"
        await note(office, PROVIDER, act, held.service.id)
    await forget_deleted()
    return Opened(held, True, review)


async def _find_link(office: Office, token: LinkToken) -> ListingLink:
    found = ListingLink.get_or_none(token_hash=token.fingerprint())
    link = await found.select_related("review")
    if link is None or office.clock() >= link.expires_at:
        raise NotFound
    return link


def _letter(office: Office, held: Held, token: LinkToken, *, is_answer: bool) -> Letter:
    language = language_of(office, held)
    day = get_localizer(language).date((office.clock() + LASTS).date())
    link = office.link(language, f"/confirm/{token.reveal()}")
    kind = Kind.LISTING_ANSWER if is_answer else Kind.LISTING
    return Letter(held.emails[0], language, kind, {"link": link, "day": day})


def language_of(office: Office, held: Held) -> str:
    """Of the pages that a provider most likely reads: its listing's own, else ours."""
    own = held.service.language.partition("-")[0]
    return own if own in office.languages else office.languages[0]
