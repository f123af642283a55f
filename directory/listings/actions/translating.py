"""Keeping the texts of a listing in further languages, beside what they were translated from."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from directory.accounts.badge import Badge
from directory.accounts.ledger import Actor, note, turn
from directory.accounts.office import Office
from directory.catalog.actions import write_records
from directory.catalog.differences import Wish
from directory.catalog.facts import Fact
from directory.catalog.models import Schedule, Translation
from directory.catalog.models.translation import fingerprint
from directory.catalog.revisions import take_turn, tell_followers
from directory.catalog.schedules import is_rule
from directory.listings.actions.editing import get_kept, is_trusted
from directory.listings.actions.writing import keep_here, read_rows
from directory.listings.careful import require_careful
from directory.listings.queries import COLUMNS, Held
from directory.listings.refusals import Changed, NotTrusted
from directory.listings.said import mark_of
from directory.listings.wishes import wish_facts

TEXTS = (
    Fact.NAME, Fact.DESCRIPTION, Fact.AUDIENCE, Fact.COST_TEXT, Fact.HOURS_TEXT, Fact.PROCESS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that was written, and what it is in another language. value: "" where nobody has
    translated it."""

    fact: Fact
    original: str
    value: str
    is_machine_made: bool
    is_stale: bool

    @property
    def mark(self) -> str:
        """As it was when somebody looked at it, the original included."""
        return mark_of([self.original, self.value, self.is_machine_made, self.is_stale])


@dataclass(frozen=True, slots=True)
class Said:
    """value: "" takes the translation away. seen: the mark of the pair as the page showed it."""

    value: str
    seen: str


def translated_to(office: Office, held: Held) -> list[str]:
    """The languages of the pages, without the listing's own."""
    own = held.service.language.partition("-")[0]
    return [each for each in office.languages if each != own]


async def read_pairs(held: Held, language: str) -> list[Pair]:
    """Of the texts that the listing has, in the order of its form."""
    places = await _places(held)
    rows = await Translation.filter(link_id__in={link for _, link, _ in places.values()})
    known = {(row.link_id, row.field): row for row in rows if row.language == language}
    pairs = []
    for fact, (_, link, field) in places.items():
        original, row = held.facts[fact.code], known.get((link, field))
        if row is None:
            pairs.append(Pair(fact, original, "", is_machine_made=False, is_stale=False))
        else:
            by_machine, is_stale = row.origin == "machine", row.is_stale(original)
            pairs.append(Pair(fact, original, row.value, by_machine, is_stale))
    return pairs


async def keep_translations(
    office: Office, badge: Badge, service_id: UUID, language: str, said: Mapping[Fact, Said]
) -> None:
    """Raises NotTrusted, Careless, and Changed where the text or its translation is another now."""
    actor, now = Actor.wearing(badge), office.clock()
    async with turn():
        await take_turn()
        held = await get_kept(badge, service_id)
        if not is_trusted(badge):
            raise NotTrusted
        wished = {fact.code: each.value for fact, each in said.items()}
        require_careful(wished, is_confidential=held.is_confidential)
        marks = {pair.fact: pair.mark for pair in await read_pairs(held, language)}
        if moved := [fact for fact, each in said.items() if marks.get(fact) != each.seen]:
            raise Changed(moved)
        await _write(held, language, said, str(actor))
        await keep_here([held], now)
        await note(office, actor, "listing_translated", service_id)


async def _write(held: Held, language: str, said: Mapping[Fact, Said], by: str) -> None:
    owner, places = held.service.id, await _places(held)
    rows = (await read_rows([held]))[owner]
    known = {
        (row["link_id"], row["field"]): row["id"]
        for row in rows[Translation]
        if row["language"] == language
    }
    wishes = {wish.id: wish for wish in wish_facts(held, {}, rows)}
    for fact, each in said.items():
        kind, link, field = places[fact]
        row_id = known.get((link, field), uuid4())
        wishes.pop(row_id, None)
        if each.value:
            where = {"link_type": kind, "link_id": link, "field": field, "language": language}
            made = {"value": each.value, "origin": "human", "source": by}
            of = {"source_hash": fingerprint(held.facts[fact.code])}
            wishes[row_id] = Wish(Translation, row_id, owner, where | made | of)
    await write_records(list(wishes.values()), by)
    # The words of opening hours hang on a schedule, which no reader follows.
    await tell_followers([owner])


async def _places(held: Held) -> dict[Fact, tuple[str, UUID, str]]:
    """By text that the listing has, what its translations hang on: kind, record and field."""
    places = {
        fact: ("service", held.service.id, COLUMNS[fact]) for fact in TEXTS if fact in COLUMNS
    }
    for row in await Schedule.filter(service_id=held.service.id).order_by("id").values():
        if row["description"] and not is_rule(row):
            places.setdefault(Fact.HOURS_TEXT, ("schedule", row["id"], "description"))
    return {fact: places[fact] for fact in TEXTS if fact in places and held.facts[fact.code]}
