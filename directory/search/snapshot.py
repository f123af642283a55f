"""An immutable picture of all listings, in a file that all workers share and search."""

from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

from directory.places.distance import Point
from directory.search.clusters import Cluster, gather
from directory.search.columns import Columns
from directory.search.compiled import PER_DEGREE, Box, Ints, Rows
from directory.search.facets import NO_FACETS, FacetsAsked
from directory.search.facts import REMOTE
from directory.search.finding import Finder
from directory.search.found import Found, Hit
from directory.search.near import quick_distance_km
from directory.search.owners import Kind
from directory.search.postings import NO_ROWS
from directory.search.query import Query
from directory.search.reach import Group, Order
from directory.search.storage import BrokenSnapshot, bring_in, open_buffer, read_arrays
from directory.search.texts import Texts, encode

__all__ = ["BrokenSnapshot", "Snapshot"]


class Snapshot:
    """Open for reading; may be shared by threads."""

    def __init__(self, buffer: memoryview) -> None:
        self.columns = Columns(read_arrays(buffer))
        self.finder = Finder(self.columns, self)

    @classmethod
    def open(cls, path: Path) -> "Snapshot":
        """Map the file. Raises BrokenSnapshot for a file that is damaged, older or not ours."""
        buffer = open_buffer(path)
        snapshot = cls(buffer)
        Thread(target=bring_in, args=(buffer,), daemon=True).start()
        return snapshot

    def __len__(self) -> int:
        return len(self.columns)

    def find(
        self,
        query: Query,
        asked: FacetsAsked = NO_FACETS,
        hidden: Rows = NO_ROWS,
    ) -> Found:
        """Search, as `engine.find_rows` does. Rows that are hidden are not there."""
        return self.finder.find(query, asked, hidden)

    def finds_any(self, query: Query) -> bool:
        return self.find(query).total > 0

    def owners_found(self, query: Query, kind: Kind, hidden: Rows = NO_ROWS) -> Ints:
        """The numbers of the services, or of the organizations, of all that a query finds."""
        return self.columns.owners[kind].among(self.finder.all_rows(query, hidden))

    def clusters(self, query: Query, box: Box, across: int = 12, down: int = 8) -> list[Cluster]:
        """What a map of (south, west, north, east) shows; west may exceed east (see `clusters`)."""
        rows = self.finder.in_box(query, box)

        def name(at: int) -> str:
            return self.ids.text(int(rows[at]))

        return gather(self.columns.points(rows), name, box, across, down)

    @property
    def ids(self) -> Texts:
        return self.columns.ids

    @property
    def answers(self) -> Texts:
        return self.columns.answers

    @property
    def listings(self) -> Texts:
        return self.columns.listings

    def owner_of(self, number: int, kind: Kind) -> str:
        owners = self.columns.owners[kind]
        return owners.ids.text(int(owners.of_row[number]))

    def number_of(self, id: str) -> int | None:  # noqa: A002  the record's own word
        """The row with an id, in about ten microseconds."""
        by_id, raw = self.columns.by_id, encode(id)
        at = bisect_left(by_id, raw, key=self.ids.raw)
        number = int(by_id[at]) if at < len(by_id) else -1
        return number if number >= 0 and self.ids.raw(number) == raw else None

    def order_of(self, hit: Hit) -> Order:
        """What sorts a hit of this snapshot among others of its group, as `reach` has it."""
        name, columns = self.columns.names.text(hit.number), self.columns
        if hit.group is Group.CONFIDENTIAL:
            return 0, 0, 0, name, hit.id
        before, there = 0, self.point(hit.number)
        if hit.group is Group.NEAR and hit.here and there:
            before = round(quick_distance_km(hit.here, there) * 100)
        if hit.group is Group.ELSEWHERE:
            before = int(not columns.flags[hit.number] & REMOTE)
        return 0, before, -int(columns.newer[hit.number]), name, hit.id

    def point(self, number: int) -> Point | None:
        if number >= len(self.columns.spots):
            return None
        lat, lon = self.columns.spots[number].tolist()
        return lat / PER_DEGREE, lon / PER_DEGREE

    def bytes_by_column(self) -> Mapping[str, int]:
        """How much of the file each array takes."""
        return {name: array.nbytes for name, array in self.columns.arrays.items()}
