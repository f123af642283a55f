"""Which listings somebody keeps true, and what waits there: reading for the lists of staff."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.functions import Coalesce, Count, Lower, Min
from tortoise.queryset import QuerySet

from directory.accounts.badge import Badge
from directory.accounts.permissions import Reach, Right, reach_of
from directory.catalog.facts import Section
from directory.catalog.freshness import ask_again_on, days_of
from directory.catalog.models import Confirmation, Correction, Service
from directory.listings.models import ListingLink, Review
from directory.pagination import Page

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the list. due_on: from when on its provider should be asked again; date.min for
    what nobody ever confirmed in one of its sections. wrong: how many corrections wait."""

    service: Service
    confirmed_on: date | None
    due_on: date
    reviews: int
    wrong: int
    was_asked: bool


@dataclass(frozen=True, slots=True)
class KeptList:
    page: Page
    rows: list[Kept]
    countries: list[str]


def open_kept(badge: Badge, right: Right = Right.KEEP_LISTINGS) -> QuerySet[Service]:
    """The listings that the badge may keep true, or has another right about."""
    reach = reach_of(badge.role, right)
    listed = Service.filter(status="active")
    if reach is Reach.ALL:
        return listed
    agency = badge.membership.agency
    organization = agency.organization_id if agency and reach is Reach.AGENCY else None
    return listed.filter(organization_id=organization) if organization else listed.filter(id=None)


def never_first(services: QuerySet[Service]) -> QuerySet[Service]:
    """With `known_on`, by which what nobody ever confirmed comes first on either database."""
    return services.annotate(known_on=Coalesce("assured_date", date(1900, 1, 1)))


async def list_kept(badge: Badge, country: str, name: str, number: int) -> KeptList:
    """The longest unconfirmed first. NotFound for a page that there is none of."""
    kept = open_kept(badge)
    codes = await kept.distinct().order_by("country").values_list("country", flat=True)
    if country:
        kept = kept.filter(country=country)
    if name:
        kept = kept.annotate(folded=Lower("name")).filter(folded__contains=name.lower())
    page = Page(number, PER_PAGE, await kept.count())
    shown = never_first(kept).order_by("known_on", "name", "id").offset(page.start).limit(PER_PAGE)
    services = await shown.select_related("organization")
    return KeptList(page, await _with_facts(services), [str(code) for code in codes if code])


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that wait together, as they came in one table."""

    batch_id: UUID
    made_by: str
    made_at: datetime
    waiting: int


async def list_batches() -> list[Batch]:
    """The oldest first."""
    waiting = Review.filter(state="pending", batch_id__not_isnull=True)
    counted = waiting.annotate(waiting=Count("id"), asked_at=Min("made_at"))
    rows = counted.group_by("batch_id", "made_by").order_by("asked_at")
    return [
        Batch(batch_id, made_by, asked_at, count)
        for batch_id, made_by, asked_at, count in await rows.values_list(
            "batch_id", "made_by", "asked_at", "waiting"
        )
    ]


async def _with_facts(services: Collection[Service]) -> list[Kept]:
    ids = [service.id for service in services]
    days = await read_days(ids)
    reviews = await _count(Review.filter(service_id__in=ids, state="pending"))
    wrong = await _count(Correction.filter(service_id__in=ids, settled_on=None))
    asked = await _count(ListingLink.filter(service_id__in=ids, used_at=None))
    return [
        Kept(
            service,
            min((found := days_of(days[service.id], service.assured_date)).values(), default=None),
            ask_again_on(found),
            reviews[service.id],
            wrong[service.id],
            bool(asked[service.id]),
        )
        for service in services
    ]


async def _count(rows: QuerySet[Any]) -> Counter[UUID]:
    return Counter(row[0] for row in await rows.values_list("service_id"))


async def read_days(ids: Collection[UUID]) -> Mapping[UUID, dict[Section, date]]:
    """By service, when each section was confirmed here."""
    days: dict[UUID, dict[Section, date]] = defaultdict(dict)
    rows = Confirmation.filter(service_id__in=list(ids))
    for service_id, section, day in await rows.values_list("service_id", "section", "confirmed_on"):
        days[service_id][Section(section)] = day
    return days
