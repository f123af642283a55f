"""What a whole table would change. All or nothing: one cell that cannot stand stops all of it."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from directory.accounts.badge import Badge
from directory.catalog.actions import batches
from directory.catalog.facts import BY_CODE
from directory.languages.catalogues import N_
from directory.listings.keeping import open_kept
from directory.listings.models import Version
from directory.listings.queries import Facts, Held, get_all_held
from directory.listings.said import mark_of
from directory.sheets.columns import ID, VERSION
from directory.sheets.grid import Grid, Line
from directory.sheets.line_reading import Planned, Reading
from directory.sheets.typed_cells import Terms, Told

NOT_YOURS = N_(
    "This is none of the listings that you keep. Leave the number as it was; a new listing cannot "
    "begin in a table."
)
TWICE = N_("This listing stands in line %(number)s already. Keep one of the two lines.")
# So many lines are read in some milliseconds; then others have their turn.
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot stand. name: of the listing, "" where there is none."""

    line: int
    name: str
    column: str
    typed: str
    told: Told


@dataclass(slots=True)
class Plan:
    """lines: how many were read. unknown: headings of columns that are none of ours."""

    lines: int
    unknown: Sequence[str]
    planned: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return sum(len(each.wished) for each in self.planned)

    def add(self, line: Line, planned: Planned | None, told: Mapping[str, Told], name: str) -> None:
        if planned is not None:
            self.planned.append(planned)
        for column, each in told.items():
            self.problems.append(
                Problem(line.number, name, column, line.cells.get(column, ""), each)
            )


async def plan_table(grid: Grid, badge: Badge, terms: Terms, moment: datetime) -> Plan:
    """moment: now. Of listings that the badge may keep true, and of no others."""
    plan = Plan(len(grid.lines), grid.unknown)
    first: dict[UUID, int] = {}
    for some in batches(grid.lines):
        ids = [found for line in some if (found := _id_of(line))]
        kept = [row[0] for row in await open_kept(badge).filter(id__in=ids).values_list("id")]
        helds = await get_all_held(kept)
        bases = await _bases(some, helds)
        for at, line in enumerate(some):
            if at % _AT_ONCE == 0:
                await asyncio.sleep(0)
            service_id = _id_of(line)
            held = helds.get(service_id) if service_id else None
            if service_id is None or held is None:
                plan.add(line, None, {ID: Told(terms.write.gettext(NOT_YOURS))}, "")
            elif service_id in first:
                said = terms.write.gettext(TWICE) % {"number": first[service_id]}
                plan.add(line, None, {ID: Told(said)}, held.service.name)
            else:
                first[service_id] = line.number
                reading = Reading(line, held, bases.get(service_id), terms, moment)
                plan.add(line, reading.plan(), reading.told, held.service.name)
    return plan


async def _bases(lines: Sequence[Line], helds: Mapping[UUID, Held]) -> dict[UUID, Facts]:
    """By service, what its line was taken from: the listing as it is, or a version of it."""
    wanted = {found: line.cells.get(VERSION, "") for line in lines if (found := _id_of(line))}
    facts: dict[UUID, Facts] = {
        each: held.facts for each, held in helds.items() if mark_of(held.facts) == wanted[each]
    }
    older = [each for each in helds if each not in facts and wanted[each]]
    for some in batches(older):
        for version in await Version.filter(service_id__in=list(some)).order_by("number"):
            if mark_of(version.facts) == wanted[version.service_id]:
                facts[version.service_id] = version.facts
    return facts


def _id_of(line: Line) -> UUID | None:
    try:
        return UUID(line.cells[ID])
    except ValueError:
        return None


def write_plan(planned: Sequence[Planned]) -> list[dict[str, Any]]:
    """As JSON has it."""
    return [
        {
            "service_id": str(each.service_id),
            "wished": dict(each.wished),
            "seen": dict(each.seen),
            "all_right": each.all_right,
        }
        for each in planned
    ]


def read_plan(written: Sequence[Mapping[str, Any]]) -> Iterator[Planned]:
    for each in written:
        wished = {code: value for code, value in each["wished"].items() if code in BY_CODE}
        yield Planned(UUID(each["service_id"]), wished, each["seen"], each["all_right"])
