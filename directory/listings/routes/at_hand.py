"""What the pages of listings read from memory, and the form that all of them show."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from starlette.requests import Request

from directory.accounts.door import office_of
from directory.catalog.facts import BY_CODE, HOW, Duty, Fact, Section
from directory.catalog.freshness import days_of
from directory.catalog.models import Correction, TaxonomyTerm
from directory.catalog.seed_needs import TAXONOMY
from directory.catalog.stock import need_names_in, stock_of
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer, get_localizer
from directory.listings.careful import NOTE_REFUSED, careless, is_careful_note
from directory.listings.forms.filling import can_show_hours, typed_of
from directory.listings.forms.languages import language_names
from directory.listings.forms.phones import MOST_PHONES, PHONE_KINDS
from directory.listings.forms.reading import MOST_LANGUAGES, SPARE, read_facts, where_of
from directory.listings.hours_names import MORE_DAYS, MORE_TIMES, MORE_WAYS
from directory.listings.queries import PLACED, Held, days_confirmed
from directory.listings.refusals import Changed
from directory.listings.said import Said, changes_of, marks_of, read_marks, write_marks
from directory.listings.views.areas_map import draw_areas
from directory.listings.views.hours import hours_fields
from directory.listings.views.sections import (
    choices_of_areas,
    opened_by,
    say_clash,
    sections_of,
)
from directory.listings.words import Sayer
from directory.places.regions import WORLD, area_name, list_regions
from directory.typed import Typed
from directory.web.forms import read_form

LONGEST_NOTE = 500
_ASKING = (MORE_TIMES, MORE_WAYS, MORE_DAYS, "preview")
_NOTHING_SAID = N_("Say what is right, or change what is not.")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came in. said: what it says. problems: by field, what is wrong with it.

    only_asks: it is not sent yet; a button asks for more fields, or for the days ahead.
    """

    typed: Typed
    said: Said
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def only_asks(self) -> bool:
        return any(self.typed.has(name) for name in _ASKING)

    def checked(self) -> "Filled":
        """With a problem where it says nothing at all."""
        if self.problems or self.said.sections or self.said.hides_place:
            return self
        return replace(self, problems={"right": _NOTHING_SAID})


def write_of(request: Request) -> Localizer:
    return get_localizer(str(request.path_params["language"]))


def sayer_of(request: Request) -> Sayer:
    write = write_of(request)
    return Sayer(write, need_names_in(stock_of(request).labels, write.code))


async def read_listing_form(request: Request, held: Held) -> Filled:
    """What was typed, what of it is a change, and what cannot stand."""
    typed = Typed.of((await read_form(request)).multi_items(), longest=10_000)
    now, seen = office_of(request).clock(), read_marks(typed.one("seen"))
    read = read_facts(typed, held, write_of(request), now, stock_of(request).towns)
    wished = changes_of(read.values, seen)
    hides_place = typed.has("private") and held.place is not None
    if hides_place:
        wished = {code: value for code, value in wished.items() if BY_CODE[code] not in PLACED}
    confirmed = set(Section) & set(map(_section, typed.many("right")))
    if typed.has("all"):
        confirmed = set(Section)
    note = typed.one("note")
    problems = dict(read.problems)
    found = careless(wished, is_confidential=held.is_confidential or hides_place)
    problems |= {fact.code: sentence for fact, sentence in found.items()}
    if note and (len(note) > LONGEST_NOTE or not is_careful_note(note)):
        problems["note"] = NOTE_REFUSED
    return Filled(typed, Said(confirmed, wished, seen, note, hides_place), problems)


def _section(text: str) -> Section | None:
    return Section(text) if text in set(Section) else None


async def form_context(
    request: Request, held: Held, filled: Filled | None = None, changed: Changed | None = None
) -> dict[str, Any]:
    """Everything that `listings/form.html` shows. changed: what somebody else wrote meanwhile."""
    write, sayer = write_of(request), sayer_of(request)
    now = office_of(request).clock()
    typed = filled.typed if filled else typed_of(held, write, now)
    problems = dict(filled.problems) if filled and not filled.only_asks else {}
    wished = tuple(filled.said.wished) if filled else ()
    if filled and filled.only_asks:
        wished = (*wished, Fact.HOURS.code)
    days = days_of(await days_confirmed(held.service.id), held.service.assured_date)
    marks = dict(filled.said.seen) if filled else marks_of(held.facts)
    if changed:
        # Of what clashed the next answer counts against what stands there now. What nobody touched
        # keeps its mark: with a new one the old value in the form would look like a wish.
        marks |= marks_of({fact.code: held.facts.get(fact.code) for fact in changed.facts})
    opened = opened_by(problems, wished)
    return {
        "held": held,
        "typed": typed,
        "errors": problems,
        "sections": sections_of(held.facts, sayer, days, now.date(), opened=opened),
        "wrong": await read_wrong(held.service.id, write),
        "clash": say_clash(held.facts, changed.facts, sayer) if changed else [],
        "seen": write_marks(marks),
        "hours": hours_fields(typed, now, where_of(held), write) if can_show_hours(held) else None,
        **await _choices(held, typed, sayer),
    }


async def _choices(held: Held, typed: Typed, sayer: Sayer) -> dict[str, Any]:
    """What the fields let choose from, and how many rows their lists have."""
    write = sayer.write
    return {
        "needs": await need_choices(sayer),
        "areas": choices_of_areas(held.service.country, held.facts[Fact.SERVES.code], write),
        "regions": _regions(held, write),
        "areas_map": draw_areas(held.service.country, typed.many("area"), write),
        "phone_kinds": PHONE_KINDS,
        "phone_rows": _rows(typed, "phone_", MOST_PHONES),
        "language_rows": _rows(typed, "language_", MOST_LANGUAGES),
        "language_names": language_names(write),
        "how": HOW,
        "duties": list(Duty),
    }


def _regions(held: Held, write: Localizer) -> list[tuple[str, str]]:
    """Where its place may lie, and where it lies."""
    found = list_regions(held.service.country or WORLD, write.code)
    here = held.facts.get(Fact.REGION.code)
    if here is None or here in dict(found):
        return found
    return [(here, area_name(here, write.code)), *found]


async def read_wrong(service_id: UUID, write: Localizer) -> dict[str, list[tuple[str, list[str]]]]:
    """By section, the facts that somebody calls wrong: the name, and what they say of it."""
    waiting = Correction.filter(service_id=service_id, settled_on=None).order_by("made_on", "id")
    by_fact: dict[Fact, list[str]] = defaultdict(list)
    for each in await waiting:
        by_fact[BY_CODE[each.fact]].append(each.words)
    said: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for fact, words in by_fact.items():
        said[fact.section].append((write.gettext(fact.words), words))
    return said


async def need_choices(sayer: Sayer) -> list[tuple[str, str, str | None]]:
    """(code, words, code of the wider need) in the order of the codes."""
    found = TaxonomyTerm.filter(taxonomy_id=TAXONOMY, code__isnull=False).order_by("code")
    rows = await found.values_list("code", "parent__code")
    return [(str(code), sayer.need_name(str(code)), parent) for code, parent in rows]


def _rows(typed: Typed, start: str, most: int) -> range:
    """As many rows as are filled in, and a few more."""
    last = max((at for at in range(1, most + 1) if typed.one(f"{start}{at}")), default=0)
    return range(1, min(last + SPARE, most) + 1)
