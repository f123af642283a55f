"""Opening hours that can say the truth: a usual week, and the days that are not as usual.

A night that runs past midnight belongs to the day on which it began. Of what is said of a day the
most particular holds: a single date, then days that are shut, then a public holiday, then days
with other hours, then the week. Of two exceptions the one that begins later holds, of two that
begin together the one that ends sooner.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import force_setattr, replace

from directory.places.public_holidays import is_public_holiday
from directory.search.opening import DAY, Span, Week, days

_KEPT = 16_384
EVERY_DAY = tuple(range(7))
ENDLESS = date.max  # the last of days that are shut until somebody says otherwise


class How(StrEnum):
    """What stands behind a time: somebody answers, in the way that the provider says."""

    OPEN = "open"  # not said how
    VISIT = "visit"  # people walk in
    PHONE = "phone"  # somebody answers the telephone, nobody opens the door
    APPOINTMENT = "appointment"  # people are seen who have an appointment


# Spans of a day (minutes after its midnight) or of a week (after Monday's), by how they count.
Times = tuple[tuple[How, tuple[Span, ...]], ...]


class OtherDays(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """Days from `first` to `last` on which the week does not hold.

    Open at `times` on the `weekdays` (0 is Monday) among them, shut on the others; without times
    shut on all. Raises ValueError for days or times that cannot be.
    """

    first: date
    last: date
    times: Times = ()
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}.")
        times = _joined(self.times)
        force_setattr(self, "times", times)
        met = {(self.first.weekday() + n) % 7 for n in range(min(7, self.length))}
        force_setattr(self, "weekdays", tuple(sorted(met & {*self.weekdays})) if times else ())
        if times and not self.weekdays:
            raise ValueError(f"No such weekday between {self.first} and {self.last}.")

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_shut(self) -> bool:
        return not self.times


class OnHolidays(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """What holds on public holidays of a country ("ES") or region ("ES-VC"): times, or shut."""

    where: str
    times: Times = ()

    def __post_init__(self) -> None:
        force_setattr(self, "times", _joined(self.times))


class Hours(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """When somebody answers, and how. Equal hours are equal values, in whatever order given.

    A line that is open day and night is so on holidays, unless `on_holidays` says otherwise.
    Raises ValueError for a zone, spans or days that cannot be, and for two sayings of the same
    days.
    """

    weekly: Times
    time_zone: str  # IANA, such as "Europe/Madrid"
    on_holidays: OnHolidays | None = None
    other_days: tuple[OtherDays, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "weekly", _weeks(self.weekly, self.time_zone))
        if self.other_days:
            force_setattr(self, "other_days", _in_order(self.other_days))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def week(self) -> Week:
        """The usual week, whoever it is that answers."""
        return _week(self)

    @property
    def is_plain(self) -> bool:
        """Whether every week is the same."""
        return self.on_holidays is None and not self.other_days

    @property
    def is_always_open(self) -> bool:
        return self.is_plain and self.week.is_always_open


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Hours)


def every_week(week: Week, how: How = How.OPEN) -> Hours:
    """Hours without exceptions."""
    return Hours(((how, week.spans),), week.time_zone)


def times_on(hours: Hours, day: date) -> Times:
    """What begins on a day, in minutes after its midnight; a night ends after 1,440."""
    rule = rule_on(hours, day)
    if rule is None:
        return usual_times(hours)[day.weekday()]
    is_shut = isinstance(rule, OtherDays) and day.weekday() not in rule.weekdays
    return () if is_shut else rule.times


def rule_on(hours: Hours, day: date) -> OtherDays | OnHolidays | None:
    """The exception that decides of a day; None where it is as usual."""
    said = _other_days_on(hours, day)
    if said and (said.is_shut or said.length == 1):
        return said
    if hours.on_holidays and is_public_holiday(hours.on_holidays.where, day):
        return hours.on_holidays
    return said


def _other_days_on(hours: Hours, day: date) -> OtherDays | None:
    # By their order the last one is the most particular.
    others = reversed(hours.other_days)
    return next((other for other in others if other.first <= day <= other.last), None)


def without_past(hours: Hours, today: date) -> Hours:
    """Without the exceptions that are over everywhere. today: in UTC.

    West of it may still be yesterday, and a night of the day before goes on.
    """
    last = today - timedelta(days=2)
    ahead = tuple(other for other in hours.other_days if other.last >= last)
    return replace(hours, other_days=ahead)


@lru_cache(_KEPT)
def usual_times(hours: Hours) -> tuple[Times, ...]:
    """The times of Monday to Sunday."""
    weeks = [(how, days(Week(spans, hours.time_zone))) for how, spans in hours.weekly]
    return tuple(
        tuple((how, tuple(week[day])) for how, week in weeks if week[day]) for day in range(7)
    )


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """What begins on a day, whoever answers; sorted, those that meet are one."""
    spans: tuple[Span, ...] = ()
    for _, more in times_on(hours, day):
        spans = merged((*spans, *more)) if spans else more
    return spans


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, without overlaps or seams."""
    joined: list[Span] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def write_hours(hours: Hours) -> str:
    return _encoder.encode(hours).decode()


def read_hours(written: str) -> Hours:
    return _decoder.decode(written)


@lru_cache(_KEPT)
def _week(hours: Hours) -> Week:
    return Week(tuple(span for _, spans in hours.weekly for span in spans), hours.time_zone)


def _by_how(times: Times) -> list[tuple[How, tuple[Span, ...]]]:
    found: dict[How, tuple[Span, ...]] = {}
    for how, spans in times:
        found[how] = (*found.get(how, ()), *((opens, closes) for opens, closes in spans))
    return [(how, found[how]) for how in How if found.get(how)]


# The same hours are read again and again from what a search has found.
@lru_cache(_KEPT)
def _weeks(weekly: Times, time_zone: str) -> Times:
    weeks = tuple((how, Week(spans, time_zone).spans) for how, spans in _by_how(weekly))
    if not weeks:
        raise ValueError("Hours name at least one time of the week: leave unknown hours out.")
    return weeks


@lru_cache(_KEPT)
def _joined(times: Times) -> Times:
    joined = [(how, merged(spans)) for how, spans in _by_how(times)]
    for _, spans in joined:
        for opens, closes in spans:
            if not 0 <= opens < DAY or not opens < closes <= opens + DAY:
                raise ValueError(f"({opens}, {closes}) is not a time of a day.")
    return tuple(joined)


def _in_order(other_days: Iterable[OtherDays]) -> tuple[OtherDays, ...]:
    """The most particular last."""
    ordered = sorted(other_days, key=lambda days: (days.first, -days.last.toordinal()))
    if any((one.first, one.last) == (other.first, other.last) for one, other in pairwise(ordered)):
        raise ValueError("The same days are said to be two things.")
    return tuple(ordered)
