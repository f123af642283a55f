"""The six sections of a listing as its form shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory.catalog.facts import BY_CODE, SECTIONS, Fact, Section
from directory.languages.localizer import Localizer
from directory.listings.queries import Facts
from directory.listings.words import Sayer
from directory.places.regions import WORLD, country_name, list_regions


@dataclass(frozen=True, slots=True)
class ShownFact:
    """words: the name of the fact. lines: what the listing says, in the reader's language."""

    fact: Fact
    words: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """confirmed: how long ago somebody confirmed it, in words, or None. is_open: whether its fields
    are to be seen at once."""

    section: Section
    title: str
    facts: Sequence[ShownFact]
    confirmed: str | None
    is_open: bool


def sections_of(
    facts: Facts,
    sayer: Sayer,
    days: Mapping[Section, date],
    today: date,
    *,
    opened: frozenset[Section] = frozenset(),
) -> list[ShownSection]:
    return [
        ShownSection(
            section,
            sayer.write.gettext(SECTIONS[section]),
            tuple(_shown(facts, section, sayer)),
            sayer.write.ago(days[section], today) if section in days else None,
            section in opened,
        )
        for section in Section
    ]


def _shown(facts: Facts, section: Section, sayer: Sayer) -> Iterator[ShownFact]:
    for fact in Fact:
        if fact.section is section and fact.code in facts:
            words = sayer.write.gettext(fact.words)
            yield ShownFact(fact, words, sayer.say(fact, facts[fact.code]))


def say_clash(facts: Facts, clash: Sequence[Fact], sayer: Sayer) -> list[ShownFact]:
    """What stands there now of the facts that somebody else has changed."""
    return [
        ShownFact(fact, sayer.write.gettext(fact.words), sayer.say(fact, facts.get(fact.code)))
        for fact in clash
    ]


def opened_by(problems: Mapping[str, str], changed: Sequence[str]) -> frozenset[Section]:
    """The sections in which something is wrong, or was typed otherwise."""
    return frozenset(
        fact.section
        for fact in Fact
        if fact.code in changed or any(fact is fact_of(name) for name in problems)
    )


def fact_of(field: str) -> Fact | None:
    """Which fact a field of the form is about. The many others are those of opening hours."""
    started = next((fact for start, fact in _STARTS.items() if field.startswith(start)), None)
    return started or (None if field in ("note", "right") else BY_CODE.get(field, Fact.HOURS))


_STARTS = {"phone_": Fact.PHONES, "language_": Fact.LANGUAGES, "duty_": Fact.DUTIES}


def choices_of_areas(
    country: str | None, chosen: Sequence[str], write: Localizer
) -> list[tuple[str, str]]:
    """Where people may live: the regions of the country, all of it, the world; what is chosen."""
    from_country = _regions(country, write)
    sayer = Sayer(write, str)
    known = {code for code, _ in from_country}
    others = [(code, sayer.say(Fact.SERVES, [code])[0]) for code in chosen if code not in known]
    return [*from_country, *others]


def _regions(country: str | None, write: Localizer) -> list[tuple[str, str]]:
    world = (WORLD, write.gettext("the whole world"))
    if country is None or country == WORLD:
        return [world]
    whole = (country, country_name(country, write.code))
    return [world, whole, *list_regions(country, write.code)]
