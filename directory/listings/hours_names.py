"""The fields in which opening hours are typed: their names, and how many of each a form shows.

One table for each way in which somebody answers, each with the days of the week and some times on
each: mon_1_from, mon_1_to, mon_2_from … and 2_mon_1_from in the second table. Then what holds on
public holidays (holidays_1_from), until when all is closed (shut_until), and other days (x1_first).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.search.hours import How
from directory.typed import Typed

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONE, HOLIDAYS, WHERE = "hours_zone", "holidays", "holidays_where"
SHUT_FROM, SHUT_UNTIL, SHUT_ENDLESS = "shut_from", "shut_until", "shut_endless"
# Buttons: the same form again, with room for more.
MORE_TIMES, MORE_WAYS, MORE_DAYS = "more_times", "more_ways", "more_days"

# A form may send 200 fields in all; a page has others beside these.
MOST_FIELDS = 150
_TIMES_SHOWN, _TIMES_BESIDE, _SPARE_DAYS = 3, 2, 2

_NAME = re.compile(
    r"(?:(?P<table>[2-9])_)?(?:mon|tue|wed|thu|fri|sat|sun)_(?P<time>1?\d|2[0-4])_(?:from|to)"
    r"|(?P<way>[2-9])_(?:how|always)"
    r"|holidays_(?P<holiday>1?\d|2[0-4])_(?:from|to|how)"
    r"|x(?P<row>\d{1,2})_(?:first|last|is|(?P<other>1?\d|2[0-4])_(?:from|to|how))"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a form shows: times a day by table, times on holidays and other days, other days."""

    tables: tuple[int, ...] = (_TIMES_SHOWN,)
    holiday_times: int = _TIMES_BESIDE
    other_times: int = _TIMES_BESIDE
    other_days: int = _SPARE_DAYS

    @property
    def fields(self) -> int:
        """How many a browser sends at most."""
        ways = 1 if len(self.tables) > 1 else 0
        tables = sum(len(DAYS) * (2 * times + 1) + 2 for times in self.tables)
        beside = (2 + ways) * (self.holiday_times + self.other_times * self.other_days)
        return 6 + tables + beside + 3 * self.other_days


def shape_of(typed: Typed) -> Shape:
    """Room for all that was typed and a little more, or for what a button asked."""
    times, highest = [_TIMES_SHOWN], {"holiday": 0, "row": 0, "other": 0}
    for found in filter(None, map(_NAME.fullmatch, typed.values)):
        if table := int(found["table"] or found["way"] or (1 if found["time"] else 0)):
            times += [_TIMES_BESIDE] * (table - len(times))
            times[table - 1] = max(times[table - 1], int(found["time"] or 0))
        highest = {kind: max(most, int(found[kind] or 0)) for kind, most in highest.items()}
    holiday_times = max(_TIMES_BESIDE, highest["holiday"])
    other_times = max(_TIMES_BESIDE, highest["other"])
    shape = Shape(tuple(times), holiday_times, other_times, highest["row"])
    for spare in range(_SPARE_DAYS, -1, -1):
        roomy = replace(shape, other_days=shape.other_days + spare)
        if roomy.fields <= MOST_FIELDS:
            shape = roomy
            break
    return _with_more(shape, typed)


def _with_more(shape: Shape, typed: Typed) -> Shape:
    """With what a button asked for, where that is not more than can be sent."""
    more = shape
    if typed.has(MORE_TIMES):
        more = replace(more, tables=tuple(times + 1 for times in more.tables))
    if typed.has(MORE_WAYS) and len(more.tables) < len(How):
        more = replace(more, tables=(*more.tables, _TIMES_BESIDE))
    if typed.has(MORE_DAYS):
        more = replace(more, other_days=more.other_days + _SPARE_DAYS)
    return more if more.fields <= MOST_FIELDS else shape


def table_prefix(table: int) -> str:
    """Before the names of a table's fields; the first table has none."""
    return "" if table == 1 else f"{table}_"


def slot_names(stem: str, times: int) -> Iterator[tuple[str, str, str]]:
    """The names of so many (from, to, how) that begin with a stem such as "mon"."""
    for number in range(1, times + 1):
        name = f"{stem}_{number}"
        yield f"{name}_from", f"{name}_to", f"{name}_how"
