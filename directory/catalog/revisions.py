"""The order in which writings become visible, so that a reader can follow them and miss none.

A sequence of PostgreSQL counts up when a row is written, not when it is committed: a reader could
see 8, go on from there, and never see the 7 of a slower transaction. So catalog writers take turns:
whoever writes holds a lock from its first moment to its commit. SQLite knows one writer at a time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from directory.catalog.models import Revision

# Any number, but the same on every node, and another than that of the migrations.
ADVISORY_LOCK = 7_261_105
# More than `MOST` by far: whoever has missed what is forgotten has missed enough to read it all.
KEPT = 10_000
MOST = 500


@dataclass(frozen=True, slots=True)
class Revised:
    """The newest sequence number, and the records touched since; None for "read everything"."""

    newest: int
    records: frozenset[UUID] | None


async def take_turn() -> None:
    """Wait until no other transaction writes the catalog. First in each writing transaction."""
    connection = Revision._meta.db
    if connection.capabilities.dialect == "postgres":
        await connection.execute_query(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")


async def tell_followers(records: Iterable[UUID]) -> None:
    """Note what this transaction has touched, and forget what is long seen."""
    rows = [Revision(record_id=record) for record in sorted(set(records))]
    if not rows:
        return
    await Revision.bulk_create(rows, batch_size=MOST)
    old = await Revision.all().order_by("-sequence").offset(KEPT).limit(1).values_list("sequence")
    for row in old:
        await Revision.filter(sequence__lte=row[0]).delete()


async def newest_sequence() -> int:
    """0 where nothing was ever written."""
    found = await Revision.all().order_by("-sequence").limit(1).values_list("sequence")
    return next((int(row[0]) for row in found), 0)


async def read_revisions(after: int) -> Revised:
    """What has been touched since a sequence number."""
    newest = await newest_sequence()
    if newest < after:  # another database, such as one restored from a backup
        return Revised(newest, None)
    since = Revision.filter(sequence__gt=after, sequence__lte=newest).limit(MOST + 1)
    records = [row[0] for row in await since.values_list("record_id")] if newest > after else []
    return Revised(newest, None if len(records) > MOST else frozenset(records))
