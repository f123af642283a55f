"""Times of a day as they stand in a form: read, refused with a suggestion, or taken with a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from directory.languages.catalogues import N_
from directory.listings.hours_names import slot_names
from directory.listings.typed_clocks import read_clock, read_day, suggest_clock, write_clock
from directory.search.hours import How, Times, merged
from directory.search.opening import DAY, Span
from directory.typed import Typed

NO_CLOCK = N_("We could not read “%(typed)s”. Write the time like 9:30, 17:00 or 5 pm.")
PERHAPS_CLOCK = N_("We could not read “%(typed)s”. Did you mean %(meant)s?")
NO_END = N_("Write until when.")
NO_START = N_("Write from when.")
NOT_TWICE = N_("This time overlaps with another one of the same day.")
TOO_LONG = N_("Together these times are longer than a day and a night.")
NEXT_DAY = N_("Until %(time)s on the next day.")
NO_DAY = N_("We could not read “%(typed)s”. Write the date like 2026-12-24.")

Slot = tuple[How, Span]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a field: a key of its translations, and its values."""

    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slots:
    """What was typed, and what there is to say about it by the names of fields."""

    typed: Typed
    problems: dict[str, Told] = field(default_factory=dict)
    notes: dict[str, Told] = field(default_factory=dict)

    def refuse(self, name: str, sentence: str, **values: str) -> None:
        self.problems.setdefault(name, Told(sentence, values))

    def read(self, stem: str, times: int, how: How = How.OPEN) -> list[Slot]:
        """The times of a day in their order. how: what stands for those that do not say it."""
        slots: list[Slot] = []
        for begin, end, way in slot_names(stem, times):
            span, by = self._span(begin, end), self.how(way, how)
            if span is None:
                continue
            if any(by is other and _overlap(span, known) for other, known in slots):
                self.refuse(begin, NOT_TWICE)
            slots.append((by, span))
        for by in How:
            one = merged(span for other, span in slots if other is by)
            if any(closes - opens > DAY for opens, closes in one):
                self.refuse(f"{stem}_1_to", TOO_LONG)
        return slots

    def how(self, name: str, otherwise: How) -> How:
        typed = self.typed.one(name)
        return How(typed) if typed in set(How) else otherwise

    def day(self, name: str) -> date | None:
        typed = self.typed.one(name)
        day = read_day(typed) if typed else None
        if typed and day is None:
            self.refuse(name, NO_DAY, typed=typed)
        return day

    def _span(self, begin: str, end: str) -> Span | None:
        opens, closes = self._clock(begin), self._clock(end)
        if closes is not None and not self.typed.one(begin):
            self.refuse(begin, NO_START)
        if opens is not None and not self.typed.one(end):
            self.refuse(end, NO_END)
        if opens is None or closes is None:
            return None
        opens %= DAY
        if closes > opens:
            return opens, closes
        if closes:
            self.notes[end] = Told(NEXT_DAY, {"time": write_clock(closes)})
        return opens, closes + DAY

    def _clock(self, name: str) -> int | None:
        typed = self.typed.one(name)
        minutes = read_clock(typed) if typed else None
        if typed and minutes is None:
            meant = suggest_clock(typed)
            if meant:
                self.refuse(name, PERHAPS_CLOCK, typed=typed, meant=meant)
            else:
                self.refuse(name, NO_CLOCK, typed=typed)
        return minutes


def times_of(slots: list[Slot]) -> Times:
    return tuple((how, (span,)) for how, span in slots)


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])
