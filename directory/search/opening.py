"""Weekly opening hours: one value, and how it is written down.

    Mo-Fr 09:00-17:00; Sa 10:00-14:00,15:00-18:00

Times are those of the clock on the service's own wall, so the value carries its time zone. A
closing time at or before the opening time lies on the next day. Several parts add up. `24/7` is
always open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY = 24 * 60
WEEK = 7 * DAY
ALWAYS = "24/7"

Span = tuple[int, int]

_TIMES = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Week:
    """When something is open in every week.

    `spans` are (opens, closes) in minutes after Monday 00:00, sorted and apart from each other
    whatever they were made from, so that equal hours are equal values. The last may run past the
    end of the week into the next Monday. Raises ValueError for spans or a zone that cannot be.
    """

    spans: tuple[Span, ...]
    time_zone: str  # IANA, such as "Europe/Madrid"

    def __post_init__(self) -> None:
        _check_zone(self.time_zone)
        if not self.spans:
            raise ValueError("Hours name at least one time of the week: leave unknown hours out.")
        for opens, closes in self.spans:
            if not 0 <= opens < WEEK or not opens < closes <= opens + WEEK:
                raise ValueError(f"({opens}, {closes}) is not a time between two Mondays.")
        object.__setattr__(self, "spans", _joined(self.spans))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_always_open(self) -> bool:
        return self.spans == ((0, WEEK),)

    def write(self) -> str:
        """The hours in the one spelling that `read_week` reads back to an equal Week."""
        if self.is_always_open:
            return ALWAYS
        runs = groupby(enumerate(days(self)), key=lambda day: _write_times(day[1]))
        listed: dict[str, list[str]] = {}
        for times, run in runs:
            listed.setdefault(times, []).append(_write_run([day for day, _ in run]))
        listed.pop("", None)
        return "; ".join(f"{','.join(names)} {times}" for times, names in listed.items())


def days(week: Week) -> list[list[Span]]:
    """For Monday to Sunday the (opens, closes) of each, in minutes after that day's midnight.

    A night that ends by the same hour of the next day stays with the day it began on and closes
    after 1,440; what lasts longer is cut at each midnight.
    """
    listed: list[list[Span]] = [[] for _ in DAYS]
    for span in week.spans:
        for opens, closes in _pieces(*span):
            day = opens // DAY
            listed[day % 7].append((opens - day * DAY, closes - day * DAY))
    return [sorted(spans) for spans in listed]


def read_week(text: str, time_zone: str) -> Week:
    """Read our small syntax. Raises ValueError with a sentence that names the part it is about."""
    if text.strip() == ALWAYS:
        return Week(((0, WEEK),), time_zone)
    return Week(tuple(span for part in text.split(";") for span in _read_part(part)), time_zone)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError(f'"{name}" is no time zone: write one like Europe/Madrid.') from unknown


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted spans without overlaps or seams; the one over Sunday's midnight comes last."""
    flat = [piece for span in spans for piece in _within_the_week(span)]
    joined: list[Span] = []
    for opens, closes in sorted(flat):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    if len(joined) > 1 and joined[0][0] == 0 and joined[-1][1] == WEEK:
        joined[-1] = (joined[-1][0], WEEK + joined.pop(0)[1])
    return tuple(joined)


def _within_the_week(span: Span) -> Iterator[Span]:
    opens, closes = span
    yield opens, min(closes, WEEK)
    if closes > WEEK:
        yield 0, closes - WEEK


def _pieces(opens: int, closes: int) -> Iterator[Span]:
    if closes - opens <= DAY:
        yield opens, closes
        return
    cuts = [opens, *range(opens - opens % DAY + DAY, closes, DAY), closes]
    yield from pairwise(cuts)


def _read_part(part: str) -> Iterator[Span]:
    # Spaces around commas and hyphens are forgiven; what is left is "days times".
    words = re.sub(r"\s*([,-])\s*", r"\1", part).split()
    if len(words) != 2:
        raise ValueError(f'"{part.strip()}": write days and times like Mo-Fr 09:00-17:00, or 24/7.')
    spans = [_read_times(times) for times in words[1].split(",")]
    for day in _read_days(words[0]):
        for opens, closes in spans:
            yield day * DAY + opens, day * DAY + closes


def _read_days(text: str) -> Iterator[int]:
    for named in text.split(","):
        ends = named.split("-")
        if len(ends) > 2 or not set(ends) <= set(DAYS):
            raise ValueError(f'"{named}" is not a day: write one of {" ".join(DAYS)}, or Mo-Fr.')
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        yield from (day % 7 for day in range(first, last + (7 if last < first else 0) + 1))


def _read_times(text: str) -> Span:
    match = _TIMES.fullmatch(text)
    numbers = [int(number) for number in match.groups()] if match else [99] * 4
    opens, closes = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if opens >= DAY or closes > DAY or max(numbers[1], numbers[3]) > 59:
        raise ValueError(f'"{text}" is not a time: write it like 09:00-17:00, at most until 24:00.')
    return opens, closes if closes > opens else closes + DAY


def _write_times(spans: list[Span]) -> str:
    return ",".join(f"{_clock(opens)}-{_clock(closes, is_end=True)}" for opens, closes in spans)


def _clock(minutes: int, *, is_end: bool = False) -> str:
    if is_end and minutes == DAY:
        return "24:00"
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _write_run(run: list[int]) -> str:
    return DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}"
