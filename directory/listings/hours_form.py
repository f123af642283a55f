"""Opening hours as a provider types them: read, or refused field by field with a suggestion."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from directory.catalog.hours_words import next_days
from directory.languages.catalogues import N_
from directory.listings.hours_names import (
    DAYS,
    HOLIDAYS,
    SHUT_ENDLESS,
    SHUT_FROM,
    SHUT_UNTIL,
    WHERE,
    ZONE,
    Shape,
    shape_of,
    table_prefix,
)
from directory.listings.hours_slots import NOT_TWICE, Slots, Told, times_of
from directory.places.public_holidays import knows_holidays
from directory.search.hours import (
    ENDLESS,
    EVERY_DAY,
    Hours,
    How,
    OnHolidays,
    OtherDays,
    Times,
    usual_times,
)
from directory.search.opening import DAY, WEEK, Span
from directory.typed import Typed

preview = next_days

NO_FIRST = N_("Write the first day.")
BACKWARDS = N_("This day is before the first one.")
IS_OVER = N_("This day is over.")
NO_RETURN = N_("Write the day on which it opens again, or tick “until further notice”.")
NO_TIMES = N_("Write the times, or choose “closed”.")
NOT_CLOSED = N_("It is either closed or open at these times: leave one of the two out.")
TWO_THINGS = N_("Something else is already said of the same days.")
NOT_USUAL = N_("It does not usually open on any of these days: choose “on every day”.")
NO_WEEK = N_("Write the usual times of at least one day, or tick “day and night”.")
ALWAYS_AND_TIMES = N_("It is either day and night or at these times: leave one of the two out.")
SAME_WAY = N_("This way of answering already has its times above: write these there too.")
NO_ZONE = N_("Choose the time zone that the clocks there keep.")
NO_HOLIDAYS = N_("We have no list of the public holidays there, so it does not close on them here.")


@dataclass(frozen=True, slots=True)
class ReadHours:
    """hours: None where nothing was typed, or something is wrong. problems and notes by the names
    of fields; a note says how something was understood."""

    hours: Hours | None
    problems: Mapping[str, Told]
    notes: Mapping[str, Told]


def read_hours(typed: Typed, moment: datetime, where: str) -> ReadHours:
    """moment: now, for what is closed from today. where: whose holidays it keeps, "ES-VC"."""
    slots = Slots(typed)
    hours = _Reader(slots, shape_of(typed), moment, typed.one(WHERE, where)).read()
    return ReadHours(None if slots.problems else hours, slots.problems, slots.notes)


@dataclass(frozen=True, slots=True)
class _Reader:
    slots: Slots
    shape: Shape
    moment: datetime
    where: str

    @property
    def typed(self) -> Typed:
        return self.slots.typed

    def read(self) -> Hours | None:
        weekly = self._weekly()
        how = weekly[0][0] if weekly else How.OPEN
        on_holidays = self._on_holidays(how)
        zone = self.typed.one(ZONE)
        if zone not in available_timezones():
            if self._says_something():
                self.slots.refuse(ZONE, NO_ZONE)
            return None
        today = self.moment.astimezone(ZoneInfo(zone)).date()
        week = Hours(weekly, zone) if weekly else None
        usual = [day for day in EVERY_DAY if week and usual_times(week)[day]]
        others = tuple(self._others(today, how, usual))
        if week is None:
            if on_holidays or others:
                self.slots.refuse("mon_1_from", NO_WEEK)
            return None
        return Hours(weekly, zone, on_holidays, others)

    def _says_something(self) -> bool:
        return bool(self.typed.values.keys() - {ZONE, WHERE})

    def _weekly(self) -> Times:
        read: dict[How, tuple[Span, ...]] = {}
        for table, times in enumerate(self.shape.tables, start=1):
            prefix = table_prefix(table)
            spans = tuple(self._week(prefix, times))
            how = self.slots.how(f"{prefix}how", How.OPEN)
            if spans and how in read:
                self.slots.refuse(f"{prefix}how", SAME_WAY)
            elif spans:
                read[how] = spans
        return tuple(read.items())

    def _week(self, prefix: str, times: int) -> Iterator[Span]:
        days: list[tuple[Span, ...]] = []
        for name in DAYS:
            own = tuple(span for _, span in self.slots.read(f"{prefix}{name}", times))
            is_same = bool(days) and self.typed.has(f"{prefix}{name}_same")
            days.append(days[-1] if is_same else own)
        if not self.typed.has(f"{prefix}always"):
            for day, spans in enumerate(days):
                yield from ((day * DAY + opens, day * DAY + closes) for opens, closes in spans)
        elif any(days):
            self.slots.refuse(f"{prefix}always", ALWAYS_AND_TIMES)
        else:
            yield 0, WEEK

    def _on_holidays(self, how: How) -> OnHolidays | None:
        slots = self.slots.read("holidays", self.shape.holiday_times, how)
        said = self.typed.one(HOLIDAYS)
        if slots and said != "other":
            self.slots.refuse(HOLIDAYS, NOT_CLOSED)
        if said not in ("closed", "other"):
            return None
        if said == "other" and not slots:
            self.slots.refuse("holidays_1_from", NO_TIMES)
        if not knows_holidays(self.where, self.moment.year):
            self.slots.notes[HOLIDAYS] = Told(NO_HOLIDAYS)
        if self.slots.problems:
            return None
        return OnHolidays(self.where, times_of(slots))

    def _others(self, today: date, how: How, usual: list[int]) -> Iterator[OtherDays]:
        """Rows about the same days are one, as long as they do not contradict each other."""
        found: dict[tuple[date, date], OtherDays] = {}
        rows = [f"x{row}" for row in range(1, self.shape.other_days + 1)]
        said = {f"{row}_first": self._other(row, how, usual) for row in rows}
        for name, other in {SHUT_UNTIL: self._shut(today), **said}.items():
            if other is None:
                continue
            known = found.setdefault((other.first, other.last), other)
            if known is other:
                continue
            if known.is_shut or other.is_shut or known.weekdays != other.weekdays:
                self.slots.refuse(name, TWO_THINGS)
            elif both := self._other_days(name, other, (*known.times, *other.times)):
                found[other.first, other.last] = both
        yield from found.values()

    def _other_days(self, name: str, like: OtherDays, times: Times) -> OtherDays | None:
        try:
            return OtherDays(like.first, like.last, times, like.weekdays)
        except ValueError:
            self.slots.refuse(name, NOT_TWICE)
            return None

    def _shut(self, today: date) -> OtherDays | None:
        """Closed for now: until the day before it opens again, or until somebody says so."""
        first, back = self.slots.day(SHUT_FROM), self.slots.day(SHUT_UNTIL)
        if self.typed.has(SHUT_ENDLESS):
            return OtherDays(first or today, ENDLESS)
        if back is None:
            if first and not self.typed.one(SHUT_UNTIL):
                self.slots.refuse(SHUT_UNTIL, NO_RETURN)
            return None
        if back <= (first or today):
            self.slots.refuse(SHUT_UNTIL, BACKWARDS if first else IS_OVER)
            return None
        return OtherDays(first or today, back - timedelta(days=1))

    def _other(self, row: str, how: How, usual: list[int]) -> OtherDays | None:
        slots = self.slots.read(row, self.shape.other_times, how)
        first, last = self.slots.day(f"{row}_first"), self.slots.day(f"{row}_last")
        said = self.typed.one(f"{row}_is", "closed" if not slots else "usual")
        if first is None:
            if (slots or self.typed.one(f"{row}_last")) and not self.typed.one(f"{row}_first"):
                self.slots.refuse(f"{row}_first", NO_FIRST)
            return None
        last = last or first
        if last < first:
            self.slots.refuse(f"{row}_last", BACKWARDS)
        elif said == "closed" and slots:
            self.slots.refuse(f"{row}_is", NOT_CLOSED)
        elif said != "closed" and not slots:
            self.slots.refuse(f"{row}_1_from", NO_TIMES)
        else:
            weekdays = EVERY_DAY if first == last else weekdays_of(said, usual)
            return self._made(row, OtherDays(first, last), weekdays, times_of(slots))
        return None

    def _made(
        self, row: str, shut: OtherDays, weekdays: tuple[int, ...], times: Times
    ) -> OtherDays | None:
        if not times or self.slots.problems:
            return shut
        met = OtherDays(shut.first, shut.last, times).weekdays
        if not set(met) & set(weekdays):
            self.slots.refuse(f"{row}_is", NOT_USUAL)
            return None
        return OtherDays(shut.first, shut.last, times, weekdays)


def weekdays_of(said: str, usual: list[int]) -> tuple[int, ...]:
    """ "usual", "every", or the very days: "0 2 4" is Monday, Wednesday and Friday."""
    if said == "usual":
        return tuple(usual)
    named = tuple(int(day) for day in said.split() if day in "0123456")
    return named or EVERY_DAY
