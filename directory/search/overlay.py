"""Changes over a snapshot: the newest records answer, and what they replace is hidden.

The changed records are a small snapshot of their own, in memory. Each search asks both and merges
their pages by the order of the plain engine; totals and facets add up.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from operator import itemgetter

import numpy as np
from msgspec.structs import replace

from directory.search.build import write_in_memory
from directory.search.clusters import Cluster, gather
from directory.search.compiled import Box
from directory.search.facets import NO_FACETS, Facets, FacetsAsked
from directory.search.facts import Record
from directory.search.found import Found, Hit, answers_of, runs_of
from directory.search.owners import Kind
from directory.search.query import Query
from directory.search.reach import Group
from directory.search.snapshot import Snapshot


class Overlay:
    """A snapshot with some records changed or new, and some gone. Immutable, as a snapshot is."""

    def __init__(
        self, snapshot: Snapshot, changed: Mapping[str, Record], gone: Collection[str] = ()
    ) -> None:
        """Raises ValueError for a record that stands under another id than its own."""
        if any(record.row.id != name for name, record in changed.items()):
            raise ValueError("A record stands under another id than its own.")
        kept = [record for name, record in changed.items() if name not in gone]
        self.snapshot = snapshot
        self.changes = Snapshot(write_in_memory(kept))
        numbers = map(snapshot.number_of, {*changed, *gone})
        replaced = sorted(number for number in numbers if number is not None)
        self.hidden = np.array(replaced, np.uint32)
        self._is_empty = not len(self.changes) and not len(self.hidden)
        parts = (self.snapshot.columns, self.changes.columns)
        # Whether no service has two rows. A change replaces all the rows of a service.
        self.has_one_row_each = all(
            len(columns.owners["services"]) == len(columns) for columns in parts
        )

    def __len__(self) -> int:
        return len(self.snapshot) - len(self.hidden) + len(self.changes)

    def find(self, query: Query, asked: FacetsAsked = NO_FACETS) -> Found:
        """Search, as `engine.find_rows` does in the records as they are now."""
        if self._is_empty:
            return self.snapshot.find(query, asked)
        count_facets = partial(self._count_facets, query, asked)
        new = self.changes.find(query)
        if not new.total:
            old = self.snapshot.find(query, hidden=self.hidden)
            return replace(old, count_facets=count_facets)
        # Any of the first hits of one may come before any of the other: both begin with page 1.
        last = query.page * query.size
        both = replace(query, page=1, size=last)
        old, new = self.snapshot.find(both, hidden=self.hidden), self.changes.find(both)
        groups = self._groups(query, old, new)
        return Found(
            runs=runs_of(islice(self._merged(groups, old, new), last - query.size, last)),
            total=old.total + new.total,
            page=query.page,
            pages=max(1, -(-(old.total + new.total) // query.size)),
            groups=groups,
            count_facets=count_facets,
        )

    def answers(self, query: Query) -> tuple[int, int, list[memoryview]]:
        """How many are found, how many are on the page, and their answers as `found.answers_of`."""
        if self._is_empty:
            total, rows = self.snapshot.finder.rows(query)
            return total, len(rows), [self.snapshot.answers.joined(rows)] if len(rows) else []
        found = self.find(query)
        return found.total, sum([len(run.numbers) for run in found.runs]), answers_of(found.runs)

    def finds_any(self, query: Query) -> bool:
        return self.find(query).total > 0

    def clusters(self, query: Query, box: Box, across: int = 12, down: int = 8) -> list[Cluster]:
        """What a map shows of the records as they are now (see `clusters`)."""
        old, new = self.snapshot, self.changes
        old_rows, new_rows = (
            old.finder.in_box(query, box, self.hidden),
            new.finder.in_box(query, box),
        )
        points = (old.columns.points(old_rows), new.columns.points(new_rows))

        def name(at: int) -> str:
            if at < len(old_rows):
                return old.ids.text(int(old_rows[at]))
            return new.ids.text(int(new_rows[at - len(old_rows)]))

        return gather(np.concatenate(points), name, box, across, down)

    def _groups(self, query: Query, old: Found, new: Found) -> dict[Group, int]:
        order = (Group.NEAR, *self.snapshot.finder.areas.place_of(query).groups)
        counts = {group: old.groups.get(group, 0) + new.groups.get(group, 0) for group in order}
        return {group: count for group, count in counts.items() if count}

    def _merged(self, groups: Iterable[Group], old: Found, new: Found) -> Iterator[Hit]:
        for group in groups:
            hits = [
                (source.order_of(hit), hit)
                for source, found in ((self.snapshot, old), (self.changes, new))
                for hit in found.hits
                if hit.group is group
            ]
            yield from (hit for _, hit in sorted(hits, key=itemgetter(0)))

    def _count_facets(self, query: Query, asked: FacetsAsked) -> Facets:
        old = self.snapshot.finder.tally(query, asked, self.hidden)
        return (old + self.changes.finder.tally(query, asked)).facets()

    def count_needs(self, query: Query, needs: Mapping[str, frozenset[str]]) -> dict[str, int]:
        """The facet of needs alone: by their code, with the codes that answer each."""
        old = self.snapshot.finder.count_needs(query, needs, self.hidden)
        new = self.changes.finder.count_needs(query, needs)
        return {code: count + new[code] for code, count in old.items()}

    def count_owners(self, query: Query, kind: Kind) -> int:
        """How many services, or organizations, the found rows belong to."""
        old = self.snapshot.owners_found(query, kind, self.hidden)
        new = self.changes.owners_found(query, kind)
        known, ids = self.snapshot.columns.owners[kind], self.changes.columns.owners[kind].ids
        both = (known.number_of(ids.text(number)) for number in new.tolist())
        shared = [number for number in both if number is not None]
        return len(old) + len(new) - int(np.isin(shared, old).sum())

    def listing(self, id: str) -> bytes | None:  # noqa: A002  the record's own word
        """One listing as it is now."""
        number = self.changes.number_of(id)
        if number is not None:
            return self.changes.listings.raw(number)
        number = self.snapshot.number_of(id)
        is_there = number is not None and number not in self.hidden
        return self.snapshot.listings.raw(number) if is_there and number is not None else None

    def listings_of(self, kind: Kind, id: str) -> list[bytes]:  # noqa: A002  the record's own word
        """All listings of a service or an organization as they are now."""
        old = self.snapshot.columns.owners[kind].rows_of(id)
        new = self.changes.columns.owners[kind].rows_of(id)
        return [
            *(self.snapshot.listings.raw(row) for row in old if row not in self.hidden),
            *(self.changes.listings.raw(row) for row in new),
        ]
