"""The order in which writings become visible, so that a reader can follow them and miss none.

A sequence of PostgreSQL counts up when a row is written, not when it is committed: a reader could
see 8, go on from there, and never see the 7 of a slower transaction. So catalog writers take turns:
whoever writes holds a lock from its first moment to its commit. SQLite knows one writer at a time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from directory.catalog.models import Revision

# Any number, but the same on every node, and another than that of the migrations.
ADVISORY_LOCK = 7_261_105
# More than `MOST` by far: whoever has missed what is forgotten has missed enough to read it all.
KEPT = 10_000
MOST = 500


class Newest(NamedTuple):
    """A revision by its number and its mark."""

    sequence: int
    mark: str


@dataclass(frozen=True, slots=True)
class Revised:
    """The newest revision, and the records touched since; None for "read everything"."""

    newest: Newest
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


async def newest_revision() -> Newest:
    """Number 0, without a mark, where nothing was ever written."""
    found = await Revision.all().order_by("-sequence").limit(1).values_list("sequence", "mark")
    return next((Newest(*row) for row in found), Newest(0, ""))


async def is_known(newest: Newest) -> bool:
    """Whether this database has written this revision."""
    return await Revision.filter(sequence=newest.sequence, mark=newest.mark).exists()


async def read_revisions(after: Newest) -> Revised:
    """What has been touched since a revision."""
    newest = await newest_revision()
    if newest == after:
        return Revised(newest, frozenset())
    if after.mark and not await is_known(after):  # such as a database restored from a backup
        return Revised(newest, None)
    since = Revision.filter(sequence__gt=after.sequence, sequence__lte=newest.sequence)
    records = [row[0] for row in await since.limit(MOST + 1).values_list("record_id")]
    return Revised(newest, None if len(records) > MOST else frozenset(records))
