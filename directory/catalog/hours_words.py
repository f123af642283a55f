"""Opening hours in words: a week in one line or in a table, and what the next days really bring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from directory.languages.localizer import Localizer
from directory.places.public_holidays import holiday_name, is_public_holiday
from directory.search.hours import ENDLESS, Hours, How, Times, rule_on, times_on, usual_times
from directory.search.opening import DAY, Span

_KEPT = 4096  # many services keep the same hours
_A_WEEK = 7


def say_how(how: How, localizer: Localizer) -> str | None:
    """In which way somebody answers, as in "Open now (by telephone)"."""
    _ = localizer.gettext
    words = {
        How.VISIT: _("in person"),
        How.PHONE: _("by telephone"),
        How.APPOINTMENT: _("by appointment"),
    }
    return words.get(how)


def with_how(sentence: str, how: How, localizer: Localizer) -> str:
    """The sentence, and in which way somebody answers, where that is known."""
    said = say_how(how, localizer)
    if said is None:
        return sentence
    return localizer.gettext("%(sentence)s (%(how)s)") % {"sentence": sentence, "how": said}


@lru_cache(_KEPT)
def say_week(hours: Hours, localizer: Localizer) -> str:
    """The usual week in one line, days with equal hours together: "Mon–Fri 09:00–17:00"."""
    _ = localizer.gettext
    parts = [_say_days(hours, how, localizer) for how, _spans in hours.weekly]
    if hours.on_holidays:
        is_shut = not hours.on_holidays.times
        parts.append(
            _("closed on public holidays") if is_shut else _("other hours on public holidays")
        )
    return " · ".join(parts)


def _say_days(hours: Hours, how: How, localizer: Localizer) -> str:
    spans = [dict(times).get(how, ()) for times in usual_times(hours)]
    if all(each == ((0, DAY),) for each in spans):
        return with_how(localizer.gettext("day and night"), how, localizer)
    told = [_say_spans(each, localizer) for each in spans]
    runs = [list(run) for _, run in groupby(range(len(told)), key=told.__getitem__)]
    days = (f"{_run(run, localizer)} {told[run[0]]}" for run in runs if told[run[0]])
    return with_how(" · ".join(days), how, localizer)


def _run(run: list[int], localizer: Localizer) -> str:
    first, last = localizer.weekday(run[0], short=True), localizer.weekday(run[-1], short=True)
    return first if first == last else f"{first}–{last}"


def week_table(hours: Hours, localizer: Localizer) -> list[tuple[str, str]]:
    """Each day of the usual week with its hours in words, Monday first."""
    return [
        (localizer.weekday(day), say_times(times, localizer))
        for day, times in enumerate(usual_times(hours))
    ]


def say_exceptions(hours: Hours, localizer: Localizer, today: date) -> Iterator[str]:
    """What holds besides the week, today or later: "24 December 2026: 09:00–12:00"."""
    _ = localizer.gettext
    if hours.on_holidays:
        times = say_times(hours.on_holidays.times, localizer)
        yield _("On public holidays: %(hours)s") % {"hours": times}
    for other in hours.other_days:
        times = say_times(other.times, localizer)
        first, last = localizer.date(other.first), localizer.date(other.last)
        if other.last == ENDLESS:
            yield _("From %(first)s until further notice: %(hours)s") % {
                "first": first,
                "hours": times,
            }
        elif other.length == 1 and today <= other.last:
            yield _("%(day)s: %(hours)s") % {"day": first, "hours": times}
        elif today <= other.last:
            if other.times and len(other.weekdays) < min(_A_WEEK, other.length):
                days = (localizer.weekday(day, short=True) for day in other.weekdays)
                times = f"{localizer.list(list(days))} {times}"
            span = {"first": first, "last": last, "hours": times}
            yield _("From %(first)s to %(last)s: %(hours)s") % span


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One of the next days. `holiday`: its name, or that it is one; None where it is none."""

    day: date
    weekday: str
    written: str
    hours: str
    holiday: str | None
    is_usual: bool


def next_days(
    hours: Hours, moment: datetime, localizer: Localizer, days: int = _A_WEEK
) -> tuple[DayAhead, ...]:
    """Today and the days after it, by the wall of the service, with what really holds on each."""
    today = moment.astimezone(hours.zone).date()
    return tuple(_days_ahead(hours, [today + timedelta(n) for n in range(days)], localizer))


def _days_ahead(hours: Hours, dates: list[date], localizer: Localizer) -> Iterator[DayAhead]:
    where = hours.on_holidays.where if hours.on_holidays else ""
    for day in dates:
        name = holiday_name(where, day, localizer.code)
        is_one = is_public_holiday(where, day)
        yield DayAhead(
            day,
            localizer.weekday(day.weekday()),
            localizer.day(day),
            say_times(times_on(hours, day), localizer),
            (name or localizer.gettext("public holiday")) if is_one else None,
            is_usual=rule_on(hours, day) is None,
        )


def say_times(times: Times, localizer: Localizer) -> str:
    """The times of a day in words: "09:00–13:00 (in person), 15:00–18:00 (by telephone)"."""
    if not times:
        return localizer.gettext("closed")
    return ", ".join(with_how(_say_spans(spans, localizer), how, localizer) for how, spans in times)


def _say_spans(spans: tuple[Span, ...], localizer: Localizer) -> str:
    return ", ".join(_span(span, localizer) for span in spans)


def _span(span: Span, localizer: Localizer) -> str:
    if span == (0, DAY):
        return localizer.gettext("day and night")
    opens, closes = (localizer.time(_clock(minutes)) for minutes in span)
    return f"{opens}–{closes}"


def _clock(minutes: int) -> time:
    return time(minutes % DAY // 60, minutes % 60)
