"""The facts of a listing as people read them, to confirm them or to compare two of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace

from directory.catalog.facts import HOW, Duty, Fact, How
from directory.catalog.hours_words import say_exceptions, say_week, week_table
from directory.catalog.schedules import read_schedules
from directory.languages.catalogues import N_
from directory.languages.direction import left_to_right
from directory.languages.localizer import Localizer
from directory.listings.forms.phones import PHONE_KINDS
from directory.places.regions import WORLD, area_name

_COSTS = {"free": N_("free of charge"), "paid": N_("costs money")}


@dataclass(frozen=True, slots=True)
class Sayer:
    """write: the reader's language. need_name: the words for a need by its code."""

    write: Localizer
    need_name: Callable[[str], str]

    def say(self, fact: Fact, value: Any) -> Sequence[str]:
        """The lines of one value; none for what nobody has said."""
        if value is None or value in ([], {}):
            return ()
        return tuple(self._lines(fact, value))

    def _lines(self, fact: Fact, value: Any) -> Iterator[str]:
        _ = self.write.gettext
        if fact is Fact.PHONES:
            yield from map(self._phone, value)
        elif fact is Fact.HOURS:
            yield from self._hours(value)
        elif fact is Fact.LANGUAGES:
            yield from map(self._language, value)
        elif fact is Fact.NEEDS:
            yield from map(self.need_name, value)
        elif fact is Fact.SERVES:
            yield from map(self._area, value)
        elif fact is Fact.REGION:
            yield self._area(value)
        elif fact is Fact.POINT:
            yield left_to_right(value)
        elif fact is Fact.DUTIES:
            yield from (
                _(duty.yes if value[duty.code] else duty.no) for duty in Duty if duty.code in value
            )
        elif fact is Fact.COST:
            cost = _COSTS.get(value, value)
            yield _(cost)
        elif isinstance(value, bool):
            yield _("yes") if value else _("no")
        elif isinstance(value, int):
            yield self.write.number(value)
        else:
            yield str(value)

    def _phone(self, phone: Mapping[str, Any]) -> str:
        shown = phone.get("shown") or phone["number"]
        said = PHONE_KINDS.get(phone["kind"], phone["kind"])
        kind = self.write.gettext(said)
        extension = f" ({phone['extension']})" if phone.get("extension") else ""
        return f"{left_to_right(shown + extension)} · {kind}"

    def _language(self, language: Mapping[str, Any]) -> str:
        name = self.write.language_name(language["code"])
        how = language.get("how")
        if not how:
            return name
        said = HOW[How(how)]
        return f"{name} · {self.write.gettext(said)}"

    def _area(self, code: str) -> str:
        if code == WORLD:
            return self.write.gettext("the whole world")
        return area_name(code, self.write.code)

    def _hours(self, rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        hours = read_schedules(rules)
        if hours is None:
            yield self.write.gettext("Hours that we cannot show here as a week.")
            return
        if hours.week.is_always_open:
            yield say_week(replace(hours, on_holidays=None), self.write)
        else:
            yield from (f"{day}: {times}" for day, times in week_table(hours, self.write))
        yield from say_exceptions(hours, self.write, date.min)
