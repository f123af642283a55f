"""Looking at links and mail addresses, and keeping what was found until the next look."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from tortoise.transactions import in_transaction

from directory.catalog.actions import batches
from directory.listings.checking import Progress, Scope, find_problems
from directory.listings.findings import Check, Finding
from directory.listings.models import SeenAddress
from directory.listings.visiting import Visitor
from directory.places.confidential import reveals_place


async def look(scope: Scope, visitor: Visitor | None, progress: Progress) -> list[Finding]:
    """What is wrong now; of links, it is kept for the page of editors."""
    found = await find_problems(scope, visitor, progress)
    if visitor:
        links = replace(scope, checks=[Check.LINKS])
        known = await find_problems(links, None) if scope.country else None
        await keep_seen([each for each in found if each.check is Check.LINKS], scope.today, known)
    return found


async def keep_seen(
    found: Sequence[Finding], today: date, known: Sequence[Finding] | None = None
) -> None:
    """In the place of what was known of the same listings; None: of all there are."""
    wrong = {each.value: each for each in found}
    async with in_transaction():
        old = {row.address: row for row in await SeenAddress.all()}
        again = old.keys() if known is None else {each.value for each in known} | wrong.keys()
        await _delete([row for row in old.values() if row.address in again])
        rows = [_row(each, old.get(each.value), today) for each in wrong.values()]
        await SeenAddress.bulk_create(rows, batch_size=500)


async def forget_unshown(today: date) -> int:
    """Of addresses that no listing shows any more. How many those were."""
    shown = {each.value for each in await find_problems(Scope([Check.LINKS], today, ()), None)}
    gone = [row for row in await SeenAddress.all() if row.address not in shown]
    await _delete(gone)
    return len(gone)


async def _delete(rows: Sequence[SeenAddress]) -> None:
    for some in batches(rows):
        await SeenAddress.filter(id__in=[row.id for row in some]).delete()


def _row(finding: Finding, before: SeenAddress | None, today: date) -> SeenAddress:
    """Where a page has moved to may say where a private place is (rule L-01): that is not kept."""
    is_known = before is not None and before.problem == finding.problem
    return SeenAddress(
        id=uuid4(),
        address=finding.value,
        problem=finding.problem,
        detail="" if reveals_place(finding.detail) else finding.detail,
        seen_on=before.seen_on if before and is_known else today,
    )
