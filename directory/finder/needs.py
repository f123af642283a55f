"""What people need, in two levels: forms of harm, and kinds of help that answer them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.errors import BrokenData, Problem
from directory.settings import DATA

NEEDS = DATA / "needs"
KINDS = ("harm", "help")
COLUMNS = ("code", "parent", "slug", "kind", "helped_by", "open_eligibility")
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Need:
    """One term of our taxonomy. A top need has no parent; `helped_by` is other help for it."""

    code: str
    parent: str | None
    slug: str
    kind: str
    helped_by: tuple[str, ...]
    open_eligibility: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedWords:
    """A need as a person says it, and the language in which that stands."""

    label: str
    hint: str
    language: str


class Needs:
    """The whole taxonomy with its words in every language. Unknown codes raise KeyError."""

    def __init__(self, needs: Iterable[Need], words: Mapping[str, Mapping[str, NeedWords]]) -> None:
        self._needs = {need.code: need for need in needs}
        self._words = words
        self.languages = tuple(words)
        # By what was asked, of a few needs at most; never by anybody's words.
        self._known_answers = lru_cache(4096)(self._answers)

    def __getitem__(self, code: str) -> Need:
        return self._needs[code]

    def __contains__(self, code: object) -> bool:
        return code in self._needs

    def __iter__(self) -> Iterator[Need]:
        return iter(self._needs.values())

    def __len__(self) -> int:
        return len(self._needs)

    def tops(self, kind: str) -> tuple[Need, ...]:
        """The first level of one kind ("harm" or "help"), in the order of the file."""
        return tuple(need for need in self if need.kind == kind and need.parent is None)

    def narrower(self, code: str) -> tuple[Need, ...]:
        return tuple(need for need in self if need.parent == code)

    def label(self, code: str, language: str) -> NeedWords:
        """The words for a need in a language, or in English where nobody has written them yet."""
        for tag in (language, language.partition("-")[0], SOURCE_LANGUAGE):
            if code in self._words.get(tag, {}):
                return self._words[tag][code]
        raise KeyError(code)

    def widen(self, codes: Iterable[str]) -> frozenset[str]:
        """The codes and everything that they cover."""
        asked = frozenset(codes)
        return asked | {need.code for need in self if need.parent in asked}

    def answers(self, codes: Iterable[str]) -> frozenset[str]:
        """The codes of which a service must carry one to be of use for any of these needs.

        A help is answered by itself, what it covers and what else it names. A harm is answered by
        services for that harm, for the wider harm, and by all help that either of the two names.
        """
        return self._known_answers(frozenset(codes))

    def _answers(self, codes: frozenset[str]) -> frozenset[str]:
        asked = self.widen(codes)
        harms = [self[code] for code in asked if self[code].kind == "harm"]
        wider = {harm.parent for harm in harms if harm.parent is not None}
        named = {help_code for code in asked | wider for help_code in self[code].helped_by}
        return asked | wider | self.widen(named)


def load_needs(folder: Path = NEEDS) -> Needs:
    """Read needs.csv and words/<language>.csv, or raise BrokenData with everything to mend."""
    problems: list[Problem] = []
    path = folder / "needs.csv"
    needs = [(line, _need(row)) for line, row in read_rows(path, COLUMNS)]
    known = {need.code: need for _, need in needs}
    for line, need in needs:
        problems += _faults_of(need, known, path, line)
    words = {
        each.stem: _words(each, known, problems) for each in sorted(folder.glob("words/*.csv"))
    }
    if problems:
        raise BrokenData(problems)
    return Needs(known.values(), words)


def read_rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Every line of a table with its number, or BrokenData where the header is another."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        found = ",".join(reader.fieldnames or ())
        if found != ",".join(columns):
            raise BrokenData([Problem(path.name, 1, "header", found, ",".join(columns))])
        return [(reader.line_num, row) for row in reader]


def _need(row: Mapping[str, str]) -> Need:
    return Need(
        code=row["code"],
        parent=row["parent"] or None,
        slug=row["slug"],
        kind=row["kind"],
        helped_by=tuple(filter(None, row["helped_by"].split(";"))),
        open_eligibility=tuple(filter(None, row["open_eligibility"].split(";"))),
    )


def _faults_of(need: Need, known: Mapping[str, Need], path: Path, line: int) -> Iterator[Problem]:
    if known[need.code] is not need:
        yield Problem(path.name, line, "code", need.code, "a code that no other line has")
    if need.kind not in KINDS:
        yield Problem(path.name, line, "kind", need.kind, "harm or help")
    parent = known.get(need.parent) if need.parent else None
    if need.parent and (parent is None or parent.parent or parent.kind != need.kind):
        yield Problem(path.name, line, "parent", need.parent, "a top code of the same kind")
    for code in need.helped_by:
        if code == need.code or code not in known or known[code].kind != "help":
            yield Problem(path.name, line, "helped_by", code, "another code of kind help")


def _words(path: Path, known: Mapping[str, Need], problems: list[Problem]) -> dict[str, NeedWords]:
    words: dict[str, NeedWords] = {}
    for line, row in read_rows(path, ("code", "label", "hint")):
        code = row["code"]
        if code not in known or code in words:
            problems.append(Problem(path.name, line, "code", code, "a code of needs.csv, once"))
        problems += [
            Problem(path.name, line, field, "", "words in this language")
            for field in ("label", "hint")
            if not row[field].strip()
        ]
        words[code] = NeedWords(row["label"], row["hint"], path.stem)
    return words
