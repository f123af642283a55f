"""Whether what listings link to is still there: pages, and the domains that take their mail.

Many links at once, but each host is asked for one page at a time; and a fault counts only when it
was seen twice, some time apart.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, TypeVar

from directory.listings.resolving import Names, NotResolved
from directory.listings.visiting import FAULTS, Seen, Standing, Visitor
from directory.listings.web_targets import UnsafeTarget, read_target, refuse_inner_name

Progress = Callable[[int, int], object]
Item = TypeVar("Item")


async def check_links(
    links: Iterable[str], visitor: Visitor, progress: Progress = lambda *_: None
) -> Mapping[str, Seen]:
    """What was seen of each link. progress(done, total)."""
    todo = list(dict.fromkeys(links))
    first = await _visit_all(todo, visitor, progress)
    doubtful = [link for link, seen in first.items() if seen.standing in FAULTS]
    if not doubtful:
        return first
    await asyncio.sleep(visitor.manners.later_seconds)
    return {**first, **await _visit_all(doubtful, visitor, progress)}


async def check_mail_domains(domains: Iterable[str], visitor: Visitor) -> Mapping[str, Seen]:
    """Whether mail to a domain would arrive anywhere. Nobody is connected to."""
    found: dict[str, Seen] = {}

    async def ask(domain: str) -> None:
        found[domain] = await _ask_for_mail(domain, visitor.names)
        if found[domain].standing in FAULTS:
            await asyncio.sleep(visitor.manners.later_seconds)
            found[domain] = await _ask_for_mail(domain, visitor.names)

    await _some_at_once(visitor, (ask(domain) for domain in dict.fromkeys(domains)))
    return found


async def _visit_all(links: list[str], visitor: Visitor, progress: Progress) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        by_host[_host_of(link)].append(link)

    async def ask(of_one_host: list[str]) -> None:
        for link in of_one_host:
            found[link] = await visitor.visit(link)
            progress(len(found), len(links))

    await _some_at_once(visitor, (ask(some) for some in by_host.values()))
    return found


async def _some_at_once(visitor: Visitor, work: Iterable[Coroutine[Any, Any, None]]) -> None:
    room = asyncio.Semaphore(visitor.manners.hosts_at_once)

    async def in_turn(one: Coroutine[Any, Any, None]) -> None:
        async with room:
            await one

    async with asyncio.TaskGroup() as group:
        for one in work:
            group.create_task(in_turn(one))


async def _ask_for_mail(domain: str, names: Names) -> Seen:
    try:
        refuse_inner_name(domain)
        hosts = await _mail_hosts(domain, names)
    except UnsafeTarget as fault:
        return Seen(Standing.UNSAFE, fault.why)
    except NotResolved as fault:
        return Seen(Standing.GONE if fault.is_certain else Standing.NOT_ANSWERING)
    return Seen(Standing.OK) if any(hosts) else Seen(Standing.GONE)


async def _mail_hosts(domain: str, names: Names) -> list[str]:
    """A domain without mail servers takes its mail itself, where it has an address (RFC 5321)."""
    try:
        return await names.mail_hosts(domain)
    except NotResolved as fault:
        if not fault.is_certain:
            raise
    await names.addresses(domain)
    return [domain]


def _host_of(link: str) -> str:
    try:
        return read_target(link).host
    except UnsafeTarget:
        return ""
