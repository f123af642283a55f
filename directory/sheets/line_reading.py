"""What one line changes of its listing, and whether what it was taken from has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any
from uuid import UUID

from directory.catalog.facts import Fact
from directory.languages.catalogues import N_
from directory.listings.careful import careless
from directory.listings.forms.reading import read_facts
from directory.listings.queries import Facts, Held
from directory.listings.said import clashes, mark_of, marks_of, only_known
from directory.sheets.cells import cells_of, known_of
from directory.sheets.columns import ALL_RIGHT, FACT_COLUMNS, VERSION
from directory.sheets.damage import is_same
from directory.sheets.grid import Line
from directory.sheets.typed_cells import CellReader, Terms, Told, column_of
from directory.typed import Typed

READ_ONLY_CHANGED = N_("This cannot be changed here. Write again what stood there.")
TOO_OLD = N_(
    "We cannot tell what this line was taken from. Take the table away anew and change it there."
)
NO_PLACE = N_("The place of this listing is private, or not its only one: leave this empty.")
CLASH = N_("Somebody has changed this since you took the table away.")
# Each is read beside the other.
_AGES = (Fact.MINIMUM_AGE, Fact.MAXIMUM_AGE)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one line says of a listing. wished: values by the codes of facts, only of those that
    should change; seen: their marks when it was looked at, or those of all facts where `all_right`
    says that all others are right."""

    service_id: UUID
    wished: Mapping[str, Any]
    seen: Mapping[str, str]
    all_right: bool

    def is_overtaken(self, now: Facts) -> bool:
        """Whether somebody has changed since then what it changes, or what it calls right."""
        called_right = self.seen.keys() - self.wished.keys()
        if any(mark_of(now.get(code)) != self.seen[code] for code in called_right):
            return True
        return bool(clashes(self.wished, self.seen, now))


@dataclass(frozen=True, slots=True)
class Reading:
    """One line, and the listing that it is about. base: what it was taken from, where known."""

    line: Line
    held: Held
    base: Facts | None
    terms: Terms
    moment: datetime
    told: dict[str, Told] = field(default_factory=dict)

    def plan(self) -> Planned | None:
        """None where it says nothing, or something is wrong: see `told`."""
        self._look_at_read_only()
        if self.base is None:
            self._refuse(VERSION, TOO_OLD)
        if self.told or self.base is None:
            return None
        wished = self._wished(self.base)
        now = self.held.facts
        all_right = self._says_all_right()
        # Nobody calls right what they have not seen.
        if all_right and any(now[code] != self.base.get(code) for code in {*now} - {*wished}):
            self._refuse(ALL_RIGHT, CLASH)
        if self.told or not (wished or all_right):
            return None
        seen = marks_of(now if all_right else only_known(now, wished))
        return Planned(self.held.service.id, wished, seen, all_right)

    def _look_at_read_only(self) -> None:
        for column, written in known_of(self.held).items():
            if not is_same(self.line.cells.get(column, written), written):
                self._refuse(column, READ_ONLY_CHANGED, written)

    def _wished(self, base: Facts) -> dict[str, Any]:
        written = cells_of(base)
        asked = [fact for fact in Fact if self._is_changed(fact, written)]
        for fact in asked:
            if fact.code not in self.held.facts:
                self._refuse(fact.code, NO_PLACE)
        if any(fact in asked for fact in _AGES):
            asked = [*asked, *(fact for fact in _AGES if fact not in asked)]
        if not asked:
            return {}
        # A column that somebody took out says what it said.
        cells = {**written, **self.line.cells}
        reader = CellReader(cells, self.terms, self.held.service.country or "")
        typed = Typed.of(list(reader.pairs(asked)), longest=10_000)
        read = read_facts(typed, self.held, self.terms.write, self.moment, self.terms.towns)
        self.told.update(reader.told)
        for name, sentence in read.problems.items():
            # A form takes these sentences as HTML, this one as text.
            self._refuse(column_of(name), unescape(sentence))
        now = self.held.facts
        wished = {
            code: value
            for code, value in read.values.items()
            if value != base.get(code) and value != now[code]
        }
        self._look_for_clashes(wished, base)
        for fact, sentence in careless(wished, is_confidential=self.held.is_confidential).items():
            self._refuse(FACT_COLUMNS[fact][0], sentence)
        return wished

    def _is_changed(self, fact: Fact, written: Mapping[str, str]) -> bool:
        return any(
            column in self.line.cells and not is_same(self.line.cells[column], written[column])
            for column in FACT_COLUMNS[fact]
        )

    def _look_for_clashes(self, wished: Mapping[str, Any], base: Facts) -> None:
        found = clashes(wished, marks_of(only_known(base, wished)), self.held.facts)
        now = cells_of(self.held.facts) if found else {}
        for fact in found:
            for column in FACT_COLUMNS[fact]:
                if not is_same(self.line.cells.get(column, now[column]), now[column]):
                    self._refuse(column, CLASH, now[column])

    def _says_all_right(self) -> bool:
        cell = self.line.cells.get(ALL_RIGHT, "")
        reader = CellReader({ALL_RIGHT: cell}, self.terms, "")
        said = reader.yes_or_no(ALL_RIGHT)
        self.told.update(reader.told)
        return said == "yes"

    def _refuse(self, column: str, sentence: str, suggestion: str = "") -> None:
        self.told.setdefault(column, Told(self.terms.write.gettext(sentence), suggestion))
