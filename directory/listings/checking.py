"""Looking through the whole catalog for what is wrong with it. Reads, and writes nothing.

It looks at what anybody may read: of a confidential place a Listing holds its region and no more.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from directory.catalog.facts import Section
from directory.catalog.freshness import days_of
from directory.catalog.listing import Listing
from directory.catalog.models import Confirmation, Schedule
from directory.catalog.queries import count_services, iterate_listings
from directory.listings.ages import check_age
from directory.listings.duplicates import Entry, entry_of, find_duplicates
from directory.listings.findings import About, Check, Finding, Problem
from directory.listings.links import check_links, check_mail_domains
from directory.listings.models import Apart, SeenAddress
from directory.listings.phones import check_phones
from directory.listings.schedules import check_schedules
from directory.listings.translations import check_translations
from directory.listings.visiting import Seen, Standing, Visitor

# progress(what, done, total)
Progress = Callable[[str, int, int], object]
_LINKS = ("website", "chat_url", "source_url", "organization_website")
_MAILS = ("email", "organization_email")
_OF_LINKS: Mapping[Standing, Problem] = {
    standing: Problem(f"link_{standing}") for standing in Standing if standing is not Standing.OK
}
_OF_MAILS: Mapping[Standing, Problem] = {
    Standing.GONE: Problem.MAIL_GONE,
    Standing.NOT_ANSWERING: Problem.MAIL_NOT_ANSWERING,
    Standing.UNSAFE: Problem.MAIL_UNSAFE,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at. country: ISO 3166-1, None for all. languages: those of the pages."""

    checks: Collection[Check]
    today: date
    languages: Sequence[str]
    country: str | None = None


@dataclass(slots=True)
class _Gathered:
    """What can only be judged when all of it is known."""

    entries: list[Entry] = field(default_factory=list)
    abouts: dict[str, About] = field(default_factory=dict)
    # By address, where it stands: a service's own, and the first of an organization's.
    links: dict[str, dict[tuple[str, str], About]] = field(default_factory=dict)
    mails: dict[str, dict[tuple[str, str], About]] = field(default_factory=dict)


async def find_problems(
    scope: Scope, visitor: Visitor | None, progress: Progress = lambda *_: None
) -> list[Finding]:
    """visitor: asks for the links; without one it is as when they were last asked for."""
    found: list[Finding] = []
    gathered, total, done = _Gathered(), await count_services(), 0
    async for count, listings in iterate_listings(scope.country):
        for some in _by_service(listings):
            _gather(gathered, some)
        found += await _check_some(scope, listings)
        done += count
        progress("listings", done, total)
    if Check.DUPLICATES in scope.checks:
        apart = {(str(a), str(b)) for a, b in await Apart.all().values_list("one_id", "other_id")}
        twins = await asyncio.to_thread(lambda: list(_check_duplicates(gathered, progress)))
        found += [each for each in twins if (each.about.service, each.value) not in apart]
    if Check.LINKS in scope.checks:
        found += (
            await _check_addresses(gathered, visitor, progress)
            if visitor
            else await _known_addresses(gathered)
        )
    order = list(Check)
    return sorted(found, key=lambda each: (order.index(each.check), each.about.country))


def about_of(listing: Listing) -> About:
    return About(listing.service_id, listing.name.value, listing.country)


def _by_service(listings: Sequence[Listing]) -> Iterator[list[Listing]]:
    services: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        services[listing.service_id].append(listing)
    yield from services.values()


async def _check_some(scope: Scope, listings: Sequence[Listing]) -> list[Finding]:
    firsts = [some[0] for some in _by_service(listings)]
    ids = [UUID(first.service_id) for first in firsts]
    schedules = await _grouped(Schedule.filter(service_id__in=ids).order_by("id").values())
    confirmed = await _grouped(Confirmation.filter(service_id__in=ids).values())
    found: list[Finding] = []
    for first in firsts:
        about, owner = about_of(first), UUID(first.service_id)
        if Check.FRESHNESS in scope.checks:
            days = {Section(row["section"]): row["confirmed_on"] for row in confirmed[owner]}
            found += check_age(about, days_of(days, first.verified_on), scope.today)
        if Check.TRANSLATIONS in scope.checks:
            found += check_translations(about, first, scope.languages)
        if Check.PHONES in scope.checks:
            found += check_phones(about, first)
        if Check.SCHEDULES in scope.checks:
            found += check_schedules(about, schedules[owner], scope.today)
    return found


async def _grouped(rows: Any) -> defaultdict[UUID, list[Mapping[str, Any]]]:
    groups: defaultdict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in await rows:
        groups[row["service_id"]].append(row)
    return groups


def _gather(gathered: _Gathered, listings: Sequence[Listing]) -> None:
    first = listings[0]
    about = gathered.abouts[first.service_id] = about_of(first)
    gathered.entries.append(entry_of(listings))
    for places, names in ((gathered.links, _LINKS), (gathered.mails, _MAILS)):
        for name in names:
            if address := (getattr(first, name) or "").strip():
                is_own = not name.startswith("organization")
                owner = first.service_id if is_own else first.organization_id
                places.setdefault(address, {}).setdefault((name, owner), about)


def _check_duplicates(gathered: _Gathered, progress: Progress) -> Iterator[Finding]:
    def told(done: int, total: int) -> None:
        progress("duplicates", done, total)

    for pair in find_duplicates(gathered.entries, told):
        about, why = gathered.abouts[pair.one], " ".join(pair.reasons)
        problem = Problem.PERHAPS_TWICE
        yield Finding(Check.DUPLICATES, about, "id", pair.other, problem, detail=why)


async def _check_addresses(
    gathered: _Gathered, visitor: Visitor, progress: Progress
) -> list[Finding]:
    def told(done: int, total: int) -> None:
        progress("links", done, total)

    links = await check_links(gathered.links, visitor, told)
    domains = {address: address.rpartition("@")[2].casefold() for address in gathered.mails}
    mails = await check_mail_domains(domains.values(), visitor)
    return [
        *_seen(gathered.links, links, _OF_LINKS),
        *_seen(gathered.mails, {mail: mails[domains[mail]] for mail in domains}, _OF_MAILS),
    ]


async def _known_addresses(gathered: _Gathered) -> list[Finding]:
    rows = {row.address: row for row in await SeenAddress.all()}
    return [
        Finding(Check.LINKS, about, name, address, Problem(row.problem), row.seen_on, row.detail)
        for places in (gathered.links, gathered.mails)
        for address, where in places.items()
        if (row := rows.get(address))
        for (name, _), about in where.items()
    ]


def _seen(
    places: Mapping[str, Mapping[tuple[str, str], About]],
    seen: Mapping[str, Seen],
    problems: Mapping[Standing, Problem],
) -> Iterator[Finding]:
    for address, where in places.items():
        standing, detail = seen[address].standing, seen[address].detail
        if standing in problems:
            problem = problems[standing]
            for (name, _), about in where.items():
                yield Finding(Check.LINKS, about, name, address, problem, detail=detail)
