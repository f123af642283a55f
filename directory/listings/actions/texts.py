"""The texts of a listing in further languages: read beside their originals, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from directory.catalog.actions import write_records
from directory.catalog.differences import Wish
from directory.catalog.facts import Fact
from directory.catalog.models import Change, Schedule, Translation
from directory.catalog.models.translation import fingerprint
from directory.catalog.revisions import tell_followers
from directory.catalog.schedules import is_rule
from directory.listings.actions.writing import read_rows
from directory.listings.models import Version
from directory.listings.queries import COLUMNS, Held
from directory.listings.said import mark_of
from directory.listings.wishes import wish_facts

TEXTS = (
    Fact.NAME, Fact.DESCRIPTION, Fact.AUDIENCE, Fact.COST_TEXT, Fact.HOURS_TEXT, Fact.PROCESS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that was written, and what it is in another language. value: "" where nobody has
    translated it. Of what is stale, older: the text that was translated, as far as we remember it;
    made_on: when that was, as far as we know."""

    fact: Fact
    original: str
    value: str
    is_machine_made: bool
    is_stale: bool
    older: str | None = None
    made_on: date | None = None

    @property
    def mark(self) -> str:
        """As it was when somebody looked at it, the original included."""
        return mark_of([self.original, self.value, self.is_machine_made, self.is_stale])


@dataclass(frozen=True, slots=True)
class Translated:
    """value: "" takes the translation away. original: what it is a translation of."""

    value: str
    original: str


async def read_pairs(held: Held, language: str) -> list[Pair]:
    """Of the texts that the listing has, in the order of its form."""
    places = await _places(held)
    rows = await Translation.filter(link_id__in={link for _, link, _ in places.values()})
    known = {(row.link_id, row.field): row for row in rows if row.language == language}
    said, days = await _said_before(held), await _days([row.id for row in known.values()])
    pairs = []
    for fact, (_, link, field) in places.items():
        original, row = held.facts[fact.code], known.get((link, field))
        if row is None:
            pairs.append(Pair(fact, original, "", is_machine_made=False, is_stale=False))
        else:
            by_machine, is_stale = row.origin == "machine", row.is_stale(original)
            past = (said.get(row.source_hash), days.get(row.id)) if is_stale else ()
            pairs.append(Pair(fact, original, row.value, by_machine, is_stale, *past))
    return pairs


async def _said_before(held: Held) -> dict[str, str]:
    """By fingerprint, the texts that the listing has had."""
    found = {}
    for version in await Version.filter(service_id=held.service.id):
        for fact in TEXTS:
            if isinstance(text := version.facts.get(fact.code), str):
                found[fingerprint(text)] = text
    return found


async def _days(ids: Sequence[UUID]) -> dict[UUID, date]:
    """By translation, the last day on which somebody here wrote it, or called it right."""
    rows = Change.filter(resource_id__in=ids).order_by("sequence")
    return dict(await rows.values_list("resource_id", "last_action_date"))


async def write_texts(held: Held, language: str, texts: Mapping[Fact, Translated], by: str) -> None:
    """Within a transaction. What the listing does not say any more is left out."""
    owner, places = held.service.id, await _places(held)
    rows = (await read_rows([held]))[owner]
    known = {
        (row["link_id"], row["field"]): row["id"]
        for row in rows[Translation]
        if row["language"] == language
    }
    wishes = {wish.id: wish for wish in wish_facts(held, {}, rows)}
    for fact, text in texts.items():
        if fact not in places:
            continue
        kind, link, field = places[fact]
        row_id = known.get((link, field), uuid4())
        wishes.pop(row_id, None)
        if text.value:
            where = {"link_type": kind, "link_id": link, "field": field, "language": language}
            made = {"value": text.value, "origin": "human", "source": by}
            of = {"source_hash": fingerprint(text.original)}
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
