"""What the clock does about listings: providers are asked again, and what was said for a time ends.

Run by cron. Nobody is mailed unless the operator says how many: the first start of an installation
must not write to hundreds of organizations that have never heard of it.
"""

import argparse
from datetime import date, timedelta

from tortoise.transactions import in_transaction

from directory.accounts.ledger import Actor
from directory.accounts.office import Office
from directory.accounts.verbs import Counted, Reminder
from directory.catalog.freshness import ask_again_on, days_of
from directory.catalog.models import Intake, Service
from directory.catalog.revisions import take_turn, tell_followers
from directory.listings.actions.links import send_link
from directory.listings.keeping import never_first, read_days
from directory.listings.models import ListingLink

# Nobody is asked twice in a quarter, whatever they answered.
PAUSE = timedelta(days=91)
CLOCK = Actor(word="clock")
# Read together: a directory of a whole world fits no memory.
_AT_ONCE = 500


async def providers_to_ask(today: date, most: int) -> list[Service]:
    """Those whose listing is due, the longest unconfirmed first."""
    found: list[Service] = []
    listed = never_first(Service.filter(status="active")).order_by("known_on", "id")
    start = 0
    while len(found) < most:
        some = await listed.offset(start).limit(_AT_ONCE).select_related("organization")
        if not some:
            break
        found += await _due(some, today)
        start += _AT_ONCE
    return found[:most]


async def _due(services: list[Service], today: date) -> list[Service]:
    ids = [service.id for service in services]
    days = await read_days(ids)
    since = today - PAUSE
    links = ListingLink.filter(service_id__in=ids).values_list("service_id", "made_at")
    asked = {service_id for service_id, made_at in await links if made_at.date() > since}
    return [
        service
        for service in services
        if service.id not in asked
        and (service.email or service.organization.email)
        # Who has answered somebody in this quarter is there, and is asked later.
        and (service.used_on is None or service.used_on < since)
        and ask_again_on(days_of(days[service.id], service.assured_date)) <= today
    ]


async def ask_providers(office: Office, most: int) -> int:
    """How many mails left."""
    now = office.clock()
    due = await providers_to_ask(now.date(), most)
    since = now - PAUSE
    return sum([await send_link(office, each.id, CLOCK, unless_since=since) for each in due])


async def end_intakes(today: date) -> int:
    """What a service said of itself until a day that is over says nothing any more."""
    async with in_transaction():
        await take_turn()
        over = await Intake.filter(until__lt=today).values_list("service_id")
        ids = [row[0] for row in over]
        await Intake.filter(service_id__in=ids).delete()
        await tell_followers(ids)
    return len(ids)


def _add_options(parser: argparse.ArgumentParser) -> None:
    help_text = "ask at most so many providers by mail whether their listings are still right"
    parser.add_argument("--providers", type=int, default=0, metavar="N", help=help_text)


async def _run(office: Office, options: argparse.Namespace) -> list[Counted]:
    today = office.clock().date()
    if options.dry_run:
        due = await providers_to_ask(today, options.providers)
        return [(len(due), "providers asked"), (await _over(today), "statements ended")]
    asked = await ask_providers(office, options.providers)
    return [(asked, "providers asked"), (await end_intakes(today), "statements ended")]


async def _over(today: date) -> int:
    return await Intake.filter(until__lt=today).count()


LISTINGS = Reminder(_add_options, _run)
