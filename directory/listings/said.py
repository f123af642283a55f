"""What somebody said about a listing: what is still right, and what should be otherwise."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any

from directory.catalog.facts import BY_CODE, Fact, Section

Marks = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """confirmed: sections that are right as they are. wished: values by the codes of facts, only of
    those that should change. seen: the marks of all facts as the page showed them. note: words to
    the editor. hides_place: its place has to be kept private from now on."""

    confirmed: Collection[Section] = ()
    wished: Mapping[str, Any] = field(default_factory=dict)
    seen: Marks = field(default_factory=dict)
    note: str = ""
    hides_place: bool = False

    @property
    def sections(self) -> frozenset[Section]:
        """All of which it says that they are right now, or will be with the change."""
        return frozenset(self.confirmed) | {BY_CODE[code].section for code in self.wished}


def mark_of(value: Any) -> str:
    """A short fingerprint of a fact's value: equal values have equal ones."""
    text = dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:12]


def marks_of(facts: Mapping[str, Any]) -> dict[str, str]:
    return {code: mark_of(value) for code, value in facts.items()}


def write_marks(marks: Marks) -> str:
    """For a hidden field: "phones:3f2a… website:77ab…"."""
    return " ".join(f"{code}:{mark}" for code, mark in sorted(marks.items()))


def read_marks(text: str) -> dict[str, str]:
    """What no page of ours wrote is left out."""
    pairs = (part.partition(":") for part in text.split())
    return {code: mark for code, _, mark in pairs if code in BY_CODE and mark}


def changes_of(typed: Mapping[str, Any], seen: Marks) -> dict[str, Any]:
    """Only what was typed otherwise than it was seen: what nobody touched is nobody's wish."""
    return {code: value for code, value in typed.items() if seen.get(code) != mark_of(value)}


def clashes(wished: Mapping[str, Any], seen: Marks, now: Mapping[str, Any]) -> list[Fact]:
    """Facts that somebody else has changed since they were seen, to another value than wished."""
    return [
        BY_CODE[code]
        for code, value in wished.items()
        if mark_of(now.get(code)) not in {seen.get(code), mark_of(value)}
    ]


def only_known(facts: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    """The values of these facts, as far as the listing has them."""
    return {code: facts[code] for code in codes if code in facts}
