"""Keeping the texts of a listing in further languages, beside what they were translated from."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.catalog.facts import Fact
from directory.catalog.revisions import take_turn
from directory.listings.actions.editing import get_kept, is_trusted
from directory.listings.actions.texts import Pair, Translated, read_pairs, write_texts
from directory.listings.actions.writing import keep_here
from directory.listings.careful import require_careful
from directory.listings.models import Review
from directory.listings.queries import Held
from directory.listings.refusals import Changed


@dataclass(frozen=True, slots=True)
class Said:
    """value: "" takes the translation away. seen: the mark of the pair as the page showed it."""

    value: str
    seen: str


def translated_to(office: Office, held: Held) -> list[str]:
    """The languages of the pages, without the listing's own."""
    own = held.service.language.partition("-")[0]
    return [each for each in office.languages if each != own]


async def keep_translations(
    office: Office, badge: Badge, service_id: UUID, language: str, said: Mapping[Fact, Said]
) -> Review | None:
    """A review where it has to wait. Raises Careless, and Changed where the text or its translation
    is another now."""
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        await take_turn()
        held = await get_kept(badge, service_id)
        wished = {fact.code: each.value for fact, each in said.items()}
        require_careful(wished, is_confidential=held.is_confidential)
        pairs = {pair.fact: pair for pair in await read_pairs(held, language)}
        if moved := [fact for fact, each in said.items() if _has_moved(pairs.get(fact), each)]:
            raise Changed(moved)
        review = None
        if is_trusted(badge):
            texts = {f: Translated(each.value, pairs[f].original) for f, each in said.items()}
            await write_texts(held, language, texts, str(actor))
            await keep_here([held], now)
        elif said:
            review = await Review.create(
                id=uuid4(),
                service_id=service_id,
                made_at=now,
                made_by=str(actor),
                language=language,
                texts={fact.code: _asked(pairs[fact], each) for fact, each in said.items()},
            )
        await note(office, actor, "review_asked" if review else "listing_translated", service_id)
    return review


def _has_moved(pair: Pair | None, said: Said) -> bool:
    return pair is None or pair.mark != said.seen


def _asked(pair: Pair, said: Said) -> dict[str, str]:
    return {"original": pair.original, "before": pair.value, "value": said.value}
