"""Cells that somebody changed, as the form of a listing would have sent them.

So what is typed into a table is read, refused and suggested in the words of the form.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from directory.catalog.facts import Fact, How
from directory.catalog.seed_values import is_area
from directory.languages.catalogues import N_
from directory.languages.folding import fold
from directory.languages.localizer import Localizer
from directory.listings.forms.languages import languages_by_name, read_language
from directory.listings.forms.phones import MOST_PHONES, PHONE_KINDS
from directory.listings.forms.reading import MOST_LANGUAGES, NO_LANGUAGE
from directory.listings.hours_names import DAYS, ZONE, slot_names
from directory.listings.points import Towns
from directory.sheets.cells import BEYOND
from directory.sheets.columns import DUTIES, FACT_COLUMNS, YES_NO
from directory.sheets.damage import is_damaged

DAMAGED = N_(
    "A spreadsheet has shortened this or lost letters of it. Format the cell as text, and write "
    "it again."
)
NO_ANSWER = N_("Write yes or no here, or leave it empty.")
NO_COST = N_("Write free or paid here, or leave it empty.")
NO_TIMES = N_(
    "Write times like 09:00-12:00; 14:00-17:30, or leave a day empty on which it is closed."
)
WHOLE_WEEK = N_(
    "These hours say more than a week can, so the table shows * for them. Change them on the page "
    "of the listing, or write all seven days and the time zone here."
)
NO_SUCH_NEED = N_("“%(typed)s” is no kind of help that we know. Write their numbers, such as 101.")
NO_SUCH_AREA = N_(
    "“%(typed)s” is no area that we know. Write codes like ES, ES-VC, or ZZ for the world."
)
TOO_MANY = N_("At most %(most)s can stand here.")
_MOST_TIMES, _MOST_CODES = 24, 300
_NEAR = 75  # of 100; of seven letters one may be wrong
_EXTENSION = re.compile(r"(?i)(.*\S)\s+ext\.?\s*(\d{1,8})")
_ANSWERS = {N_("yes"): "yes", N_("no"): "no"}
_COSTS = {"free": "free", "paid": "paid"}
Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """sentence: whole, in the reader's language. suggestion: what may have been meant."""

    sentence: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What cells may name. needs and areas: words by code, in the reader's language."""

    write: Localizer
    needs: Mapping[str, str]
    areas: Callable[[str], Mapping[str, str]]
    towns: Towns


@dataclass(frozen=True, slots=True)
class CellReader:
    """cells: by column, of one listing. told: what cannot be read, by column."""

    cells: Mapping[str, str]
    terms: Terms
    country: str
    told: dict[str, Told] = field(default_factory=dict)

    def pairs(self, facts: Sequence[Fact]) -> Pairs:
        """The fields of the form that say these facts."""
        for fact in facts:
            columns = FACT_COLUMNS[fact]
            damaged = [column for column in columns if is_damaged(self.cells[column])]
            for column in damaged:
                self._refuse(column, DAMAGED)
            if not damaged:
                yield "asked", fact.code
                yield from self._pairs_of(fact)

    def _pairs_of(self, fact: Fact) -> Pairs:
        several = {
            Fact.PHONES: self._phones,
            Fact.LANGUAGES: self._languages,
            Fact.NEEDS: self._needs,
            Fact.SERVES: self._areas,
            Fact.REGION: self._region,
            Fact.HOURS: self._hours,
            Fact.DUTIES: self._duties,
        }
        if fact in several:
            yield from several[fact]()
        elif fact.code in YES_NO:
            yield fact.code, self.yes_or_no(fact.code)
        elif fact is Fact.COST:
            yield fact.code, self._choice(fact.code, _COSTS, NO_COST)
        else:
            yield fact.code, self.cells[fact.code]

    def yes_or_no(self, column: str) -> str:
        return self._choice(column, _yes_no(self.terms.write), NO_ANSWER)

    def _refuse(self, column: str, sentence: str, suggestion: str = "", **values: str) -> None:
        said = self.terms.write.gettext(sentence) % values
        self.told.setdefault(column, Told(said, suggestion))

    def _choice(self, column: str, known: Mapping[str, str], sentence: str) -> str:
        cell = self.cells[column]
        if not cell:
            return ""
        if (found := known.get(fold(cell))) is None:
            self._refuse(column, sentence, _nearest(cell, known))
        return found or ""

    def _parts(self, column: str, most: int) -> list[str]:
        parts = [part.strip() for part in re.split(r"[;\n]", self.cells[column]) if part.strip()]
        if len(parts) > most:
            self._refuse(column, TOO_MANY, most=self.terms.write.number(most))
        return parts[:most]

    def _phones(self) -> Pairs:
        for at, part in enumerate(self._parts(Fact.PHONES.code, MOST_PHONES), start=1):
            kind, _, rest = part.partition(" ")
            number = rest if kind.lower() in PHONE_KINDS else part
            extended = _EXTENSION.fullmatch(number)
            yield f"phone_{at}", extended[1] if extended else number
            yield f"phone_{at}_kind", kind.lower() if kind.lower() in PHONE_KINDS else "voice"
            yield f"phone_{at}_extension", extended[2] if extended else ""

    def _languages(self) -> Pairs:
        write = self.terms.write
        for at, part in enumerate(self._parts(Fact.LANGUAGES.code, MOST_LANGUAGES), start=1):
            name, _, how = part.rpartition(" ")
            if how.lower() not in set(How):
                name, how = part, ""
            if read_language(name, write) is None:
                meant = _nearest(name, languages_by_name(write))
                self._refuse(Fact.LANGUAGES.code, NO_LANGUAGE, meant)
            yield f"language_{at}", name
            yield f"language_{at}_how", how.lower()

    def _needs(self) -> Pairs:
        needs = self.terms.needs
        for code in self._codes(Fact.NEEDS.code, needs, needs.__contains__, NO_SUCH_NEED):
            yield "need", code

    def _areas(self) -> Pairs:
        near = self.terms.areas(self.country)
        for code in self._codes(Fact.SERVES.code, near, is_area, NO_SUCH_AREA):
            yield "area", code

    def _region(self) -> Pairs:
        near = self.terms.areas(self.country)
        for code in self._codes(Fact.REGION.code, near, is_area, NO_SUCH_AREA):
            yield Fact.REGION.code, code

    def _codes(
        self, column: str, known: Mapping[str, str], is_code: Callable[[str], bool], sentence: str
    ) -> Iterator[str]:
        """Codes, also where their words stand beside them or in their place."""
        by_words = {fold(words): code for code, words in known.items()}
        for part in self._parts(column, _MOST_CODES):
            code = part.split()[0].upper()
            found = code if is_code(code) else by_words.get(fold(part))
            if found is None:
                self._refuse(column, sentence, _nearest(part, by_words), typed=part)
            else:
                yield found

    def _duties(self) -> Pairs:
        for column in DUTIES:
            yield f"duty_{column}", self.yes_or_no(column)

    def _hours(self) -> Pairs:
        week = [self.cells[column] for column in (*DAYS, ZONE)]
        if BEYOND in week:
            self._refuse((*DAYS, ZONE)[week.index(BEYOND)], WHOLE_WEEK)
            return
        if any(week[:-1]):  # a time zone alone says nothing
            yield ZONE, self.cells[ZONE]
        for day in DAYS:
            parts = self._parts(day, _MOST_TIMES)
            for part, (begin, end, _) in zip(parts, slot_names(day, len(parts)), strict=True):
                times = re.split(r"\s*[-–—]\s*", part)
                if len(times) != 2:
                    self._refuse(day, NO_TIMES)
                    return
                yield begin, times[0]
                yield end, times[1]


def column_of(field: str) -> str:
    """Where a field of the form stands in the table: "phone_2_kind" in "phones"."""
    stem = field.partition("_")[0]
    several = {"phone": Fact.PHONES, "language": Fact.LANGUAGES, "need": Fact.NEEDS}
    if stem in several:
        return several[stem].code
    if field.startswith("duty_"):
        return field.removeprefix("duty_")
    return stem if stem in DAYS else field


def _nearest(text: str, known: Mapping[str, str]) -> str:
    """What may have been meant, by folded names; "" where nothing is near."""
    found = process.extractOne(fold(text), list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return known[found[0]] if found else ""


@lru_cache(maxsize=32)
def _yes_no(write: Localizer) -> dict[str, str]:
    """As spreadsheets write it too, and as the reader says it."""
    said = {write.gettext(sentence): answer for sentence, answer in _ANSWERS.items()}
    own = {fold(words): answer for words, answer in said.items()}
    return own | {"yes": "yes", "no": "no", "true": "yes", "false": "no"}
