"""What belongs to the keeping of listings ends with its time; versions and history stay."""

from datetime import timedelta
from uuid import uuid4

from directory.accounts.ledger import Actor
from directory.accounts.office import Office
from directory.accounts.purge import purge
from directory.catalog.models import Correction, Service
from directory.listings.actions.links import send_link
from directory.listings.actions.seen import keep_seen
from directory.listings.findings import About, Check, Finding, Problem
from directory.listings.models import ListingLink, Review, SeenAddress
from directory.listings.retention import listing_rules
from tests.accounts.clock import SetClock


async def counts() -> tuple[int, int, int]:
    return (
        await ListingLink.all().count(),
        await Correction.all().count(),
        await Review.all().count(),
    )


async def test_what_was_found_of_a_link_ends_with_the_link(office: Office, own: Service) -> None:
    shown = "https://shown.example.org/"
    await Service.filter(id=own.id).update(url=shown)
    about = About(str(own.id), own.name, "NL")
    wrong = Problem.LINK_GONE
    found = [Finding(Check.LINKS, about, "website", url, wrong) for url in (shown, f"{shown}old")]
    await keep_seen(found, office.clock().date())

    await purge(listing_rules(office))

    assert [row.address for row in await SeenAddress.all()] == [shown]


async def test_each_ends_with_its_own_time(office: Office, clock: SetClock, own: Service) -> None:
    now = office.clock()
    await send_link(office, own.id, Actor())
    for settled in (None, now.date()):
        await Correction.create(
            id=uuid4(), service_id=own.id, fact="phones", source="reader", made_on=now.date(),
            settled_on=settled,
        )  # fmt: skip
    for state in ("pending", "decided"):
        await Review.create(
            id=uuid4(), service_id=own.id, made_at=now, made_by="provider", state=state
        )

    await purge(listing_rules(office))
    assert await counts() == (1, 2, 2)
    clock.advance(int(timedelta(days=92).total_seconds()))
    await purge(listing_rules(office))
    assert await counts() == (0, 1, 2)
    clock.advance(int(timedelta(days=300).total_seconds()))
    await purge(listing_rules(office))

    # What nobody has looked at waits, however long.
    assert await counts() == (0, 1, 1)
