"""What may be wrong with listings, as editors read it; and two listings beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory.catalog.facts import BY_CODE, SECTIONS, Fact, Section
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.actions.merging import MOVABLE, taken_over
from directory.listings.findings import SENTENCES, Check, Finding, Problem
from directory.listings.queries import Held
from directory.listings.views.sections import ShownFact
from directory.listings.words import Sayer

# Links are asked for by the verb `check` alone; the page says what it found.
CHECKS: Mapping[Check, str] = {
    Check.DUPLICATES: N_("Perhaps listed twice"),
    Check.LINKS: N_("Links and email"),
    Check.FRESHNESS: N_("Not confirmed for long"),
    Check.TRANSLATIONS: N_("Translations"),
    Check.PHONES: N_("Telephone numbers"),
    Check.SCHEDULES: N_("Opening hours"),
}
REASONS: Mapping[str, str] = {
    "same_name": N_("the same name"),
    "similar_name": N_("a similar name"),
    "same_organization": N_("the same organization"),
    "similar_organization": N_("a similar organization"),
    "same_phone": N_("the same number"),
    "same_place": N_("the same place"),
    "same_needs": N_("the same kinds of help"),
    "same_website": N_("the same website"),
}
_BESIDE = (
    Fact.PHONES, Fact.WEBSITE, Fact.EMAIL, Fact.STREET, Fact.TOWN, Fact.AUDIENCE, Fact.NEEDS,
    Fact.SERVES, Fact.LANGUAGES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """sentence: what is wrong. where: the text, number, day or language that is meant. path: of the
    page, below that of the listing, on which it is mended."""

    service: str
    path: str
    name: str
    sentence: str
    where: Sequence[str]
    since: date | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two listings. offers: what it would take over from the other."""

    held: Held
    facts: Sequence[ShownFact]
    offers: Sequence[ShownFact]


@dataclass(frozen=True, slots=True)
class ShownPair:
    reasons: Sequence[str]
    sides: tuple[Side, Side]


def show_finding(finding: Finding, write: Localizer) -> ShownFinding:
    sentence = write.gettext(SENTENCES[finding.problem])
    where = tuple(text for text in _where(finding, write) if text)
    path = f"/translations/{finding.value}" if finding.check is Check.TRANSLATIONS else ""
    about = finding.about
    return ShownFinding(about.service, path, about.name, sentence, where, finding.since)


def _where(finding: Finding, write: Localizer) -> Sequence[str]:
    if finding.check is Check.TRANSLATIONS:
        fact = BY_CODE[finding.field]
        return write.gettext(fact.words), write.language_name(finding.value)
    if finding.problem is Problem.SECTION_STALE:
        return (write.gettext(SECTIONS[Section(finding.field)]),)
    if finding.check is Check.FRESHNESS:
        return ()
    if finding.problem is Problem.PHONE_OTHER_COUNTRY:
        return finding.value, write.territory(finding.detail)
    if finding.problem is Problem.LINK_MOVED:
        return finding.value, finding.detail
    return (finding.value,)


def show_pair(one: Held, other: Held, reasons: Sequence[str], sayer: Sayer) -> ShownPair:
    words = [sayer.write.gettext(REASONS[reason]) for reason in reasons]
    return ShownPair(words, (_side(one, other, sayer), _side(other, one, sayer)))


def _side(kept: Held, gone: Held, sayer: Sayer) -> Side:
    facts = ((fact, kept.facts.get(fact.code)) for fact in _BESIDE)
    offers = ((fact, taken_over(fact, kept, gone)) for fact in MOVABLE)
    shown = [
        [
            ShownFact(fact, sayer.write.gettext(fact.words), lines)
            for fact, value in values
            if (lines := sayer.say(fact, value))
        ]
        for values in (facts, offers)
    ]
    return Side(kept, *shown)
