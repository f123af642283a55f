"""Why a listing is found from a place, and in which order.

First what is near, by distance; then what serves the region, what serves the whole country, and
what serves the world. Confidential listings form a group of their own. Who belongs to it depends
on the region and country alone, and its order on nothing that was asked (rule L-04): sorted by
anything that knows where the reader is, the order itself would tell where the shelter is.

Without a region, services of parts of the country follow those of the whole of it. Without any
place, what serves the world comes first, and of the rest what can be reached from anywhere.
"""

from dataclasses import dataclass
from enum import StrEnum

from directory.search.near import is_near, quick_distance_km
from directory.search.query import Query
from directory.search.rows import WORLD, Row


class Group(StrEnum):
    """Why a row is shown; where a place is asked for, in this order."""

    NEAR = "near"
    REGION = "region"
    CONFIDENTIAL = "confidential"
    COUNTRY = "country"
    PARTS = "parts"  # serves a part of the country, where the region is not known
    WORLD = "world"
    ELSEWHERE = "elsewhere"  # only where no place is known

    # Enum's own is written in Python, and each search looks groups up a dozen times.
    __hash__ = str.__hash__


_ORDER_WITH_PLACE = tuple(Group)
_ORDER_WITHOUT_PLACE = (Group.WORLD, Group.ELSEWHERE, Group.CONFIDENTIAL)

Order = tuple[int, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row that is within reach; `order` sorts it among the others."""

    row: Row
    group: Group
    order: Order


class Reach:
    """The place of one query, ready to be asked about row after row."""

    def __init__(self, query: Query) -> None:
        self.point = query.point
        self.radius_km = query.radius_km
        self.region = query.region
        self.country = query.country or (query.region or "").split("-")[0]
        self.is_anywhere = self.point is None and not self.country
        order = _ORDER_WITHOUT_PLACE if self.is_anywhere else _ORDER_WITH_PLACE
        self._rank = {group: rank for rank, group in enumerate(order)}

    def place(self, row: Row) -> Placed | None:
        """The row with its group, or None where it is out of reach."""
        distance_km = self._near_km(row)
        if distance_km is not None:
            return self._placed(row, Group.NEAR, round(distance_km * 100))
        serves = self._serves(row)
        if serves is None:
            return None
        if row.is_confidential:
            return Placed(row, Group.CONFIDENTIAL, self._confidential_order(row))
        return self._placed(row, serves, serves is Group.ELSEWHERE and not row.is_remote)

    def _near_km(self, row: Row) -> float | None:
        """Kilometres to a row within the radius; without a radius, to any in the own country."""
        # A confidential row has no point (Row refuses one), so it can never be near.
        if self.point is None or row.point is None:
            return None
        if self.radius_km is None:
            is_home = not self.country or row.country == self.country
            return quick_distance_km(self.point, row.point) if is_home else None
        within = is_near(self.point, row.point, self.radius_km)
        return quick_distance_km(self.point, row.point) if within else None

    def _serves(self, row: Row) -> Group | None:
        if self.region in row.serves:
            return Group.REGION
        if self.country in row.serves:
            return Group.COUNTRY
        if self.region is None and self.country and self._serves_a_part(row):
            return Group.PARTS
        if WORLD in row.serves:
            return Group.WORLD
        return Group.ELSEWHERE if self.is_anywhere else None

    def _serves_a_part(self, row: Row) -> bool:
        return any(code.startswith(self.country + "-") for code in row.serves)

    def _placed(self, row: Row, group: Group, before: int) -> Placed:
        """Placed by `before` (tens of metres, or 0 and 1), then what was confirmed more lately."""
        newer = -row.verified_on.toordinal() if row.verified_on else 0
        return Placed(row, group, (self._rank[group], before, newer, row.name, row.id))

    def _confidential_order(self, row: Row) -> Order:
        return self._rank[Group.CONFIDENTIAL], 0, 0, row.name, row.id
