"""How true a listing still is: sections go stale, each at its own speed; a confirmation heals.

A section that was confirmed `age` days ago is as fresh as 0.5 ** (age / half-life). A listing is as
fresh as the product of its sections. Of two listings the fresher one is then always the one with
the later mean of its days, each weighed by one over its half-life: an order that does not depend on
today, so that it can be kept in the search.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from directory.catalog.facts import Section

# Days in which half of what is said there is expected to be no longer true.
HALF_LIFE = {
    Section.CONTACT: 240,
    Section.HOURS: 180,
    Section.AUDIENCE: 540,
    Section.COST: 540,
    Section.LANGUAGES: 240,
    Section.CONTACTING: 720,
}
Confirmed = Mapping[Section, date]
# As fresh as this, a listing's provider is asked again.
ASK_AGAIN_BELOW = 0.5
# From then on a page says that nobody has confirmed a section lately.
STALE_BELOW = 0.35


def freshness(section: Section, confirmed_on: date | None, today: date) -> float:
    """From 1 for today down towards 0; 0 for what nobody ever confirmed."""
    if confirmed_on is None:
        return 0.0
    age = max(0, (today - confirmed_on).days)
    return float(0.5 ** (age / HALF_LIFE[section]))


def days_of(confirmed: Confirmed, assured_on: date | None) -> dict[Section, date]:
    """When each section was last seen to be true: what the source saw counts for all of them."""
    days = {}
    for section in Section:
        known = [day for day in (confirmed.get(section), assured_on) if day is not None]
        if known:
            days[section] = max(known)
    return days


def standing_on(days: Confirmed) -> date | None:
    """The one day that stands for all sections that were ever confirmed.

    None where nobody has confirmed how to reach it: the rest is of no use then.
    """
    if Section.CONTACT not in days:
        return None
    weights = {section: 1 / HALF_LIFE[section] for section in days}
    total = sum(weight * days[section].toordinal() for section, weight in weights.items())
    return date.fromordinal(round(total / sum(weights.values())))


def ask_again_on(days: Confirmed) -> date:
    """The first day on which one of the sections is no longer fresh enough; long ago for never."""
    due = []
    for section, half_life in HALF_LIFE.items():
        confirmed_on = days.get(section)
        if confirmed_on is None:
            return date.min
        due.append(confirmed_on + timedelta(days=half_life))
    return min(due)


def is_stale(section: Section, confirmed_on: date | None, today: date) -> bool:
    return freshness(section, confirmed_on, today) < STALE_BELOW
