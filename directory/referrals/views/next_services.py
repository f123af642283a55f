"""The services to ask next when a referral came to nothing, as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from directory.catalog.card import Card, make_card
from directory.catalog.models import Organization
from directory.catalog.shelf import read_listing
from directory.catalog.stock import Stock
from directory.languages.localizer import Localizer
from directory.referrals.coded import Urgency
from directory.referrals.lifecycle import State
from directory.referrals.models import Referral
from directory.referrals.next_best import LAPSED, Sought, Unasked, next_offers, next_queries
from directory.search.query import Query

# It came to nothing through no wish of the family, so the search goes on.
ASK_ELSEWHERE = frozenset({State.DECLINED, State.UNABLE, State.LAPSED})


@dataclass(frozen=True, slots=True)
class Next:
    """service_id: to refer to. holds: whether it is known to mend what the reason was."""

    card: Card
    service_id: str
    holds: bool


async def next_services(
    stock: Stock, referral: Referral, asked: Sequence[Referral], write: Localizer
) -> Sequence[Next]:
    """Best first, at most four. asked: the team's referrals, so that nobody is asked twice.

    Only the shell is read: nothing sealed is opened to look for the next service.
    """
    if State(referral.state) not in ASK_ELSEWHERE or not referral.needs:
        return []
    moment = stock.clock()
    reason = referral.reason or LAPSED
    queries = next_queries(_sought(stock, referral), reason, moment)
    offers = next_offers(stock.shelf.search, queries, await _unasked(referral, asked, reason))
    return [
        Next(
            make_card(read_listing(each.hit), labels=stock.labels, localizer=write, moment=moment),
            each.hit.owner("services"),
            each.holds,
        )
        for each in offers
    ]


def _sought(stock: Stock, referral: Referral) -> Sought:
    service = referral.service
    region = referral.region or (service.region or service.country if service else None)
    country = region.partition("-")[0] if region else None
    codes = frozenset(referral.needs)
    query = Query(
        needs=stock.labels.answers(codes),
        country=country,
        region=region if region and "-" in region else None,
    )
    return Sought(codes, query, Urgency(referral.urgency))


async def _unasked(referral: Referral, asked: Sequence[Referral], reason: str) -> Unasked:
    services = {str(each.service_id) for each in (referral, *asked) if _is_same(each, referral)}
    withheld = set(referral.consent.withhold_from) if referral.consent else set()
    if reason == "conflict_of_interest" and referral.organization_id:
        withheld.add(str(referral.organization_id))
    return Unasked(services, withheld | await _belonging_to(withheld))


def _is_same(other: Referral, referral: Referral) -> bool:
    """Asked for the same needs by the same colleague: most likely for the same family."""
    return other.id == referral.id or (
        other.member_id == referral.member_id and set(other.needs) == set(referral.needs)
    )


async def _belonging_to(ids: set[str]) -> set[str]:
    """What is above and below these organizations: it would learn of it as well."""
    uuids = [UUID(each) for each in ids]
    below = Organization.filter(parent_organization__id__in=uuids)
    above = Organization.filter(children__id__in=uuids)
    return {str(each.id) for found in (below, above) for each in await found}
