"""Where to ask next when a referral came to nothing: the search again, wiser by the reason.

What the person is does not change: who was too young there is as young elsewhere, and help in a
language that one does not speak is none. So the first search is held to what the reason taught;
only where that finds too few follows the search as it was, unless the reason forbids it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from directory.referrals.coded import AgeBand, Urgency
from directory.search.found import Hit
from directory.search.query import Query
from directory.search.relax import Search

MOST = 4  # as many as can be compared side by side
LAPSED = "lapsed"  # beside the reason codes of `lifecycle`: nobody answered
NEAR_KM = 25.0

_LOOKED_THROUGH = 10  # pages of hits, before it is said that there are no more
# Somebody of the band, for whom a service is asked.
_AGES = {
    AgeBand.UNDER_6: 3,
    AgeBand.UNDER_12: 9,
    AgeBand.UNDER_15: 13,
    AgeBand.UNDER_18: 16,
    AgeBand.ADULT: 30,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the referral was for, as far as it may still be read.

    codes: the needs that it names. earlier: the search that led to the service, its needs widened.
    language, band: of the person; None where what was said is gone.
    """

    codes: frozenset[str]
    earlier: Query
    urgency: Urgency = Urgency.ROUTINE
    language: str | None = None
    band: AgeBand | None = None

    @property
    def age(self) -> int | None:
        return _AGES.get(self.band, self.earlier.age) if self.band else self.earlier.age


@dataclass(frozen=True, slots=True)
class Unasked:
    """Who is not to be asked: services that were, and organizations that must not learn of it.

    A service that declined for a conflict of interest puts its organization among the latter.
    """

    services: Collection[str]
    organizations: Collection[str] = ()

    def leaves(self, hit: Hit) -> bool:
        return (
            hit.owner("services") not in self.services
            and hit.owner("organizations") not in self.organizations
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A service to ask next. holds: whether it is known to mend what the reason was."""

    hit: Hit
    holds: bool


def next_queries(sought: Sought, reason: str, now: datetime) -> tuple[Query, ...]:
    """The searches to make in turn. reason: of `lifecycle.DECLINED_BECAUSE`, `UNABLE_BECAUSE`,
    or LAPSED."""
    base = replace(
        sought.earlier,
        age=sought.age,
        language=sought.language or sought.earlier.language,
        open_at=None,  # that hour has passed
        open_on=None,
        page=1,
    )
    return tuple(dict.fromkeys(replace(base, **change) for change in _lessons(sought, reason, now)))


def next_offers(
    search: Search, queries: Iterable[Query], unasked: Unasked, most: int = MOST
) -> tuple[Offer, ...]:
    """The best services of the searches, each service once."""
    offers: dict[str, Offer] = {}
    for number, query in enumerate(queries):
        for hit in _hits(search, query):
            if len(offers) == most:
                break
            if unasked.leaves(hit):
                offers.setdefault(hit.owner("services"), Offer(hit, holds=number == 0))
    return tuple(offers.values())


def _lessons(sought: Sought, reason: str, now: datetime) -> Iterator[dict[str, Any]]:
    """What to change in the search, best first; the empty one asks again what was asked before."""
    is_urgent = sought.urgency is Urgency.TODAY
    match reason:
        case "no_capacity" | "capacity_lost":
            yield {"accepting": True}
            yield {}
        case "not_our_service":
            yield {"needs": sought.codes}
            yield {}
        case "area":
            yield {"radius_km": NEAR_KM} if sought.earlier.point else {"placed": True}
            yield {"remote": True, "point": None, "radius_km": None}
        case "could_not_contact_safely":
            yield {"remote": True}  # the family can reach these by itself
            yield {}
        case "lapsed":
            yield {"accepting": True} | ({"open_at": now} if is_urgent else {})
            yield {"open_at": now} if is_urgent else {}
            yield {}
        case _:
            # Not eligible, another language, a conflict of interest: what is known of the person
            # is asked for in any case, and whoever must not learn is left out.
            yield {}


def _hits(search: Search, query: Query) -> Iterator[Hit]:
    for page in range(1, _LOOKED_THROUGH + 1):
        found = search.find(replace(query, page=page))
        yield from found.hits
        if page >= found.pages:
            return
