"""What the fields of opening hours need to be drawn: how many, their words, and the days ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.catalog.hours_words import DayAhead, say_how
from directory.languages.localizer import Localizer
from directory.listings.hours_form import preview, read_hours
from directory.listings.hours_names import DAYS, ZONE, Shape, shape_of, slot_names, table_prefix
from directory.listings.hours_slots import Told
from directory.places.regions import list_regions
from directory.places.time_zones import time_zone_of
from directory.search.hours import How
from directory.typed import Typed

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HoursFields:
    """shape: how many fields of each kind. where: whose holidays it keeps. notes: by fields, how
    something was understood. preview: the next seven days, where the hours can be read."""

    shape: Shape
    days: Pairs
    ways: Pairs
    zones: Pairs
    where: str
    notes: Mapping[str, Told]
    preview: Sequence[DayAhead]
    write: Localizer

    slot_names = staticmethod(slot_names)
    table_prefix = staticmethod(table_prefix)

    def ways_of(self, table: int, typed: Typed) -> Pairs:
        """How the times of a table may be answered; first a way that no table before it has."""
        names = (f"{table_prefix(before)}how" for before in range(1, table))
        taken = {typed.one(name, How.OPEN.value) for name in names}
        first = (How.OPEN,) if table == 1 else (How.PHONE, How.VISIT, How.APPOINTMENT)
        free = next((how.value for how in first if how.value not in taken), None)
        return sorted(self.ways, key=lambda way: way[0] != free)

    def kinds(self, chosen: str) -> Pairs:
        """What another day is; the weekdays that a button cannot say stay as they are."""
        _ = self.write.gettext
        kinds = [
            ("closed", _("closed")),
            ("usual", _("open at the times below, on days when it is open")),
            ("every", _("open at the times below, on every day")),
        ]
        named = [self.write.weekday(int(day)) for day in chosen.split() if day in "0123456"]
        return [*kinds, (chosen, self.write.list(named))] if named else kinds


def hours_fields(typed: Typed, moment: datetime, where: str, write: Localizer) -> HoursFields:
    read = read_hours(typed, moment, where)
    return HoursFields(
        shape_of(typed),
        [(name, write.weekday(day)) for day, name in enumerate(DAYS)],
        [(how.value, say_how(how, write) or write.gettext("not said how")) for how in How],
        _zones(typed.one(ZONE), where, write),
        where,
        read.notes,
        preview(read.hours, moment, write) if read.hours else (),
        write,
    )


def _zones(chosen: str, where: str, write: Localizer) -> Pairs:
    """The clocks that are kept in a country, by the cities that keep them."""
    country = where[:2]
    regions = (code for code, _ in list_regions(country, "en"))
    found = dict.fromkeys(filter(None, [chosen, *sorted(map(time_zone_of, (country, *regions)))]))
    return [(zone, write.city_of_zone(zone)) for zone in found]
