"""When a service is open, said in a sentence, by the clock on its own wall."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from itertools import groupby

from directory.languages.localizer import Localizer
from directory.search.opening import DAY, Week, days
from directory.search.opening_now import is_open, next_change, opens_next

_KEPT = 4096  # many services keep the same hours, and a minute is the same for all


@dataclass(frozen=True, slots=True)
class Opening:
    """What a card says of the hours. Where they are not known exactly: None, and no sentence."""

    is_open: bool | None
    sentence: str


def say_opening(week: Week | None, moment: datetime, localizer: Localizer) -> Opening:
    """Open until when, or when next. `moment` is aware; the times said are the service's own."""
    return _say_opening(week, moment.replace(second=0, microsecond=0), localizer)


@lru_cache(_KEPT)
def _say_opening(week: Week | None, moment: datetime, localizer: Localizer) -> Opening:
    _ = localizer.gettext
    if week is None:
        return Opening(None, "")
    if week.is_always_open:
        return Opening(True, _("Open now, day and night"))
    if is_open(week, moment):
        change = next_change(week, moment)
        if change is None:
            return Opening(True, _("Open now"))
        closes = localizer.time(change.at.time())
        return Opening(True, _("Open now, until %(time)s") % {"time": closes})
    opens = opens_next(week, moment)
    if opens is None:
        return Opening(False, _("Closed now"))
    return Opening(False, _say_next(opens, moment, localizer))


def _say_next(opens: datetime, moment: datetime, localizer: Localizer) -> str:
    _ = localizer.gettext
    clock = localizer.time(opens.time())
    away = (opens.date() - moment.astimezone(opens.tzinfo).date()).days
    if away == 0:
        return _("Closed now. Opens today at %(time)s") % {"time": clock}
    if away == 1:
        return _("Closed now. Opens tomorrow at %(time)s") % {"time": clock}
    day = localizer.weekday(opens.weekday())
    return _("Closed now. Opens on %(day)s at %(time)s") % {"day": day, "time": clock}


@lru_cache(_KEPT)
def say_week(week: Week, localizer: Localizer) -> str:
    """The whole week in one line, days with equal hours together: "Mon–Fri 09:00–17:00"."""
    told = [", ".join(_span(span, localizer) for span in spans) for spans in days(week)]
    runs = [list(run) for _, run in groupby(range(len(told)), key=told.__getitem__)]
    return " · ".join(f"{_run(run, localizer)} {told[run[0]]}" for run in runs if told[run[0]])


def _run(run: list[int], localizer: Localizer) -> str:
    first, last = localizer.weekday(run[0], short=True), localizer.weekday(run[-1], short=True)
    return first if first == last else f"{first}–{last}"


def week_table(week: Week, localizer: Localizer) -> list[tuple[str, str]]:
    """Each day of the week with its hours in words, Monday first."""
    closed = localizer.gettext("closed")
    return [
        (localizer.weekday(day), ", ".join(_span(span, localizer) for span in spans) or closed)
        for day, spans in enumerate(days(week))
    ]


def _span(span: tuple[int, int], localizer: Localizer) -> str:
    opens, closes = (localizer.time(_clock(minutes)) for minutes in span)
    return f"{opens}–{closes}"


def _clock(minutes: int) -> time:
    return time(minutes % DAY // 60, minutes % 60)
