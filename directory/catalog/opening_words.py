"""Whether a service is open, said in a sentence, by the clock on its own wall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from directory.catalog.hours_words import with_how
from directory.languages.localizer import Localizer
from directory.places.public_holidays import holiday_name
from directory.search.hours import ENDLESS, Hours, How, OnHolidays, OtherDays, rule_on
from directory.search.opening_now import is_open, next_change, opens_next

_KEPT = 4096  # many services keep the same hours, and a minute is the same for all
_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """What a card says of the hours. Where they are not known exactly: None, and no sentence."""

    is_open: bool | None
    sentence: str


def say_opening(hours: Hours | None, moment: datetime, localizer: Localizer) -> Opening:
    """Open until when and how, or why not and when next.

    `moment` is aware; the times said are the service's own.
    """
    return _say_opening(hours, moment.replace(second=0, microsecond=0), localizer)


@lru_cache(_KEPT)
def _say_opening(hours: Hours | None, moment: datetime, localizer: Localizer) -> Opening:
    if hours is None:
        return Opening(None, "")
    how = next((how for how in How if is_open(hours, moment, how)), None)
    if how is None:
        return Opening(False, _say_closed(hours, moment, localizer))
    return Opening(True, with_how(_say_open(hours, how, moment, localizer), how, localizer))


def _say_open(hours: Hours, how: How, moment: datetime, localizer: Localizer) -> str:
    _ = localizer.gettext
    if hours.is_always_open:
        return _("Open now, day and night")
    change = next_change(hours, moment, how)
    if change is None or change.at - moment > timedelta(days=_A_WEEK - 1):
        return _("Open now")
    closes = localizer.time(change.at.time())
    if change.at - moment < timedelta(days=1):
        return _("Open now, until %(time)s") % {"time": closes}
    day = localizer.weekday(change.at.weekday())
    return _("Open now, until %(day)s at %(time)s") % {"day": day, "time": closes}


def _say_closed(hours: Hours, moment: datetime, localizer: Localizer) -> str:
    _ = localizer.gettext
    today = moment.astimezone(hours.zone).date()
    rule, opens = rule_on(hours, today), opens_next(hours, moment)
    is_shut = isinstance(rule, OtherDays) and rule.is_shut
    if opens is None:
        is_endless = isinstance(rule, OtherDays) and rule.is_shut and rule.last == ENDLESS
        return _("Closed until further notice") if is_endless else _("Closed now")
    away = (opens.date() - today).days
    if away >= _A_WEEK or (is_shut and away > 1):
        far = localizer.date if away > 300 else localizer.day
        return _("Closed until %(day)s") % {"day": far(opens.date())}
    if rule is None or rule.times or away == 0:
        return _say_next(opens, away, localizer)
    why = _("Closed today.") if is_shut else _say_holiday(rule, today, localizer)
    return f"{why} {_say_when(opens, away, localizer)}"


def _say_holiday(rule: OtherDays | OnHolidays, today: date, localizer: Localizer) -> str:
    _ = localizer.gettext
    name = isinstance(rule, OnHolidays) and holiday_name(rule.where, today, localizer.code)
    if name:
        return _("Closed today: public holiday (%(name)s).") % {"name": name}
    return _("Closed today: public holiday.")


def _say_next(opens: datetime, away: int, localizer: Localizer) -> str:
    _ = localizer.gettext
    clock = localizer.time(opens.time())
    if away == 0:
        return _("Closed now. Opens today at %(time)s") % {"time": clock}
    if away == 1:
        return _("Closed now. Opens tomorrow at %(time)s") % {"time": clock}
    day = localizer.weekday(opens.weekday())
    return _("Closed now. Opens on %(day)s at %(time)s") % {"day": day, "time": clock}


def _say_when(opens: datetime, away: int, localizer: Localizer) -> str:
    _ = localizer.gettext
    clock, day = localizer.time(opens.time()), localizer.weekday(opens.weekday())
    if away == 1:
        return _("Opens tomorrow at %(time)s") % {"time": clock}
    return _("Opens on %(day)s at %(time)s") % {"day": day, "time": clock}
