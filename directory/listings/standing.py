"""How true the listings of a country or a region are: in numbers that an editor can act on."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.catalog.actions import batches
from directory.catalog.facts import Section
from directory.catalog.freshness import (
    ASK_AGAIN_BELOW,
    STALE_BELOW,
    Confirmed,
    days_of,
    freshness,
)
from directory.catalog.models import Service
from directory.listings.keeping import read_days


class State(StrEnum):
    """How true one section of one listing is."""

    FRESH = "fresh"
    FADING = "fading"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Standing:
    """place: ISO 3166-1 or 3166-2, "" for a whole country, or where none was said. sections: how
    many in each state; a listing has six."""

    place: str
    listings: int
    sections: Counter[State]

    @property
    def share(self) -> float:
        """Of the sections, those that nobody has to look at: from 0 to 1."""
        return self.sections[State.FRESH] / self.sections.total()

    @property
    def to_do(self) -> int:
        """The sections that somebody should look at."""
        return self.sections.total() - self.sections[State.FRESH]


def state_of(section: Section, confirmed_on: date | None, today: date) -> State:
    if confirmed_on is None:
        return State.NEVER
    left = freshness(section, confirmed_on, today)
    if left >= ASK_AGAIN_BELOW:
        return State.FRESH
    return State.FADING if left >= STALE_BELOW else State.STALE


def standings(listings: Iterable[tuple[str, Confirmed]], today: date) -> list[Standing]:
    """Where most is to be done comes first. listings: where each is, and what it was seen in."""
    counts: dict[str, int] = defaultdict(int)
    sections: dict[str, Counter[State]] = defaultdict(Counter)
    for place, days in listings:
        counts[place] += 1
        sections[place].update(state_of(each, days.get(each), today) for each in Section)
    found = [Standing(place, counts[place], sections[place]) for place in counts]
    return sorted(found, key=lambda each: (-each.to_do, each.place))


async def read_standings(country: str, today: date) -> list[Standing]:
    """By country; of one country, by region."""
    listed = Service.filter(status="active").order_by("id")
    if country:
        listed = listed.filter(country=country)
    column = "region" if country else "country"
    rows = await listed.values_list("id", column, "assured_date")
    found: list[tuple[str, Confirmed]] = []
    for some in batches(rows):
        days = await read_days([row[0] for row in some])
        found += [(place or "", days_of(days[each], day)) for each, place, day in some]
    return standings(found, today)
