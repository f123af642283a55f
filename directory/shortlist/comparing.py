"""Up to four services side by side: what each says, and in what they differ."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from directory.catalog.card import Card, make_card
from directory.catalog.listing import Listing
from directory.finder.desk import Desk
from directory.shortlist.eligibility import Fit, Situation, check, fit_of
from directory.shortlist.verdicts import Verdict, say_findings

# The facts of a column, each by what has to be equal for two services to say the same.
FACTS: Mapping[str, Callable[[Card], object]] = {
    "needs": lambda card: frozenset(card.listing.needs),
    "audience": lambda card: card.audience and card.audience.value,
    "ages": lambda card: (card.listing.minimum_age, card.listing.maximum_age),
    "languages": lambda card: frozenset(card.languages),
    "cost": lambda card: (card.listing.cost, card.listing.cost_text),
    "now": lambda card: card.opening,
    "hours": lambda card: (card.week, card.hours_text and card.hours_text.value),
    "where": lambda card: (card.listing.visibility, card.listing.address),
    "serves": lambda card: frozenset(card.listing.serves),
    "accessible": lambda card: card.listing.accessible,
    "room": lambda card: card.listing.accepting,
    "referrals": lambda card: card.listing.referral_required,
    "confirmed": lambda card: card.listing.verified_on,
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One of the ways to ring or write, and the languages that are spoken there."""

    shown: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One service. fit: of all verdicts together, None where nothing was asked."""

    card: Card
    spoken: tuple[Spoken, ...]
    verdicts: tuple[Verdict, ...]
    fit: Fit | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """differing: the keys of FACTS that are not the same for all."""

    columns: tuple[Column, ...]
    differing: frozenset[str]


def compare_listings(listings: Iterable[Listing], situation: Situation, desk: Desk) -> Comparison:
    columns = tuple(_column(listing, situation, desk) for listing in listings)
    cards = [column.card for column in columns]
    return Comparison(columns, frozenset(find_differences(cards)))


def find_differences(cards: Iterable[Card]) -> list[str]:
    cards = list(cards)
    return [name for name, of in FACTS.items() if len({of(card) for card in cards}) > 1]


def _column(listing: Listing, situation: Situation, desk: Desk) -> Column:
    localizer, needs = desk.localizer, desk.finder.needs
    findings = check(listing, situation, needs)
    card = make_card(listing, labels=desk.stock.labels, localizer=localizer, moment=desk.moment)
    spoken = tuple(
        Spoken(line.shown, tuple(map(localizer.language_name, line.languages)))
        for line in listing.lines
        if line.languages
    )
    return Column(
        card=card,
        spoken=spoken,
        verdicts=say_findings(findings, listing, needs, localizer),
        fit=fit_of(findings),
    )
