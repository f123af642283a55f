"""Opening hours as a program wrote them: HSDS schedules in the words of `catalog.schedules`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from directory.catalog import schedules
from directory.catalog.facts import Fact
from directory.exchange.incoming.sent import Incoming, Object, below
from directory.exchange.parts import write_offset
from directory.languages.catalogues import N_
from directory.listings.hours_form import NO_ZONE
from directory.listings.queries import in_order, rule_of
from directory.places.public_holidays import knows_holidays

_CLOCK = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)(?::00)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_TEXTS = frozenset(
    {"freq", "byday", "opens_at", "closes_at", "attending_type", "valid_from", "valid_to", "notes"}
)
_RULE = _TEXTS | {"id", "service_id", "x_time_zone", "interval", "timezone"}
_UNREADABLE = N_(
    "We could not read these hours. A rule is weekly, or of days between valid_from and valid_to."
)
_NO_CLOCK = N_("Write the time that the clocks there show, like 09:30, with no other offset.")
_NO_DAY = N_("Write a day like 2026-02-28.")
_ONE_TEXT = N_("Words stand alone in one schedule, with nothing beside them.")
_NO_WORDS = N_("Here only the words that are read from this API are understood.")


def read_schedules(incoming: Incoming, sent: Object, shown: Object) -> None:
    before, zone = len(incoming.faults), _zone_now(incoming)
    items = list(incoming.objects("", sent, "schedules", _RULE | {"description"}))
    words = [_words(incoming, path, item) for path, item in items if "description" in item]
    rules = [_rule(incoming, path, item, zone) for path, item in items if "description" not in item]
    if len(words) > 1:
        incoming.refuse("schedules", words[-1], _ONE_TEXT)
    if len(incoming.faults) > before:
        return
    now = shown.get("schedules", ())
    if words != [each["description"] for each in now if "description" in each]:
        incoming.ask(Fact.HOURS_TEXT, words[0] if words else None)
    if [item for _, item in items if "description" not in item] != [
        each for each in now if "description" not in each
    ]:
        incoming.values[Fact.HOURS.code] = _facts_of(incoming, rules)


def _words(incoming: Incoming, path: str, item: Object) -> str | None:
    words = incoming.text(path, item, "description")
    if item.keys() - {"id", "service_id", "description"}:
        incoming.refuse(below(path, "description"), words, _ONE_TEXT)
    return words


def _zone_now(incoming: Incoming) -> str | None:
    hours = incoming.listing.hours
    return hours.time_zone if hours else incoming.listing.time_zone


def _facts_of(incoming: Incoming, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules as they are kept; none where they cannot be read together, which is refused."""
    known: list[dict[str, Any]] = incoming.held.facts[Fact.HOURS.code]
    if not rules:
        return []
    hours = schedules.read_schedules(rules)
    if hours is None:
        incoming.refuse("schedules", "", _UNREADABLE)
        return []
    if hours == schedules.read_schedules(known):
        return known  # another way of writing the same hours is no change
    return in_order(rule_of(rule) for rule in schedules.write_schedules(hours))


def _rule(incoming: Incoming, path: str, item: Object, zone: str | None) -> dict[str, Any]:
    named = incoming.text(path, item, "x_time_zone") or zone
    if named not in available_timezones():
        incoming.refuse(below(path, "x_time_zone"), named, NO_ZONE)
        return {}
    offset = incoming.at.astimezone(ZoneInfo(named)).utcoffset() or timedelta()
    fixed = {"interval": 1, "timezone": offset / timedelta(hours=1)}
    incoming.fixed(path, item, fixed, fixed.keys())
    texts = ((name, incoming.text(path, item, name)) for name in sorted(_TEXTS & item.keys()))
    rule = {name: text for name, text in texts if text is not None}
    _check(incoming, path, rule)
    return rule | _clocks(incoming, path, rule, write_offset(offset)) | {"time_zone": named}


def _clocks(incoming: Incoming, path: str, rule: Mapping[str, str], offset: str) -> dict[str, str]:
    clocks = {}
    for name in sorted({"opens_at", "closes_at"} & rule.keys()):
        read = _CLOCK.fullmatch(rule[name])
        if read is None or (read[2] or offset).replace("Z", "+00:00") != offset:
            incoming.refuse(below(path, name), rule[name], _NO_CLOCK)
        else:
            clocks[name] = read[1]
    return clocks


def _check(incoming: Incoming, path: str, rule: Mapping[str, str]) -> None:
    """What the reading of hours would pass over, it must not lose."""
    for name in sorted({"valid_from", "valid_to"} & rule.keys()):
        if not _is_day(rule[name]):
            incoming.refuse(below(path, name), rule[name], _NO_DAY)
    how = rule.get("attending_type")
    if how is not None and not schedules.is_way(how):
        incoming.refuse(below(path, "attending_type"), how, _NO_WORDS)
    notes = rule.get("notes")
    holidays = None if notes is None else schedules.holidays_in(notes)
    is_ours = notes in (None, schedules.CLOSED, schedules.INSTEAD)
    if not is_ours and not (holidays and knows_holidays(holidays, incoming.at.year)):
        incoming.refuse(below(path, "notes"), notes, _NO_WORDS)
    elif notes is not None and rule.keys() & _beside(notes, holidays):
        incoming.refuse(below(path, "notes"), notes, _UNREADABLE)


def _beside(notes: str, holidays: str | None) -> frozenset[str]:
    """What says nothing beside these notes, and would be lost."""
    week, times = {"freq", "byday"}, {"opens_at", "closes_at", "attending_type"}
    lost = {"valid_from", "valid_to", *week} if holidays else set()
    return frozenset(lost | week | times if notes.endswith(schedules.CLOSED) else lost)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
