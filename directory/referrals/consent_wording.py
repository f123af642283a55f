"""The exact words that are shown or read aloud before somebody consents (R-04, R-13).

A consent keeps the version of its words: their day and a hash of them. So each file of
data/consent/<language> stays as it was published; better words are a file of a later day, and one
for a single profile has its name behind the day: 2026-11-25.us-vawa.toml.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from directory.errors import BrokenData, NotFound, Problem
from directory.languages.localizer import get_localizer
from directory.referrals.coded import AgeBand
from directory.referrals.consent import Role, Told
from directory.settings import DATA

# In the order in which they are read; the first is the no.
KEYS = (
    "first", "recipient", "purpose", "fields", "readers", "end",
    "risks", "alternatives", "no_condition", "refuse", "withdraw", "limits",
    "question",
)  # fmt: skip
# Which of them tells which of the six, so that each can be ticked where it stands.
POINTS = {
    "risks": Told.RISKS,
    "alternatives": Told.ALTERNATIVES,
    "no_condition": Told.NO_CONDITION,
    "refuse": Told.RIGHT_TO_REFUSE,
    "withdraw": Told.HOW_TO_WITHDRAW,
    "limits": Told.LIMITS,
}
_TOLD = "told"
_FILE = re.compile(r"\d{4}-\d\d-\d\d(?:\.(?P<profile>[a-z-]+))?")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_NAMES = {"recipient", "purpose", "fields", "end"}
# A name keeps its own direction within a sentence that runs the other way.
_ISOLATED = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


class Reader(StrEnum):
    """Whom the words speak to, and of whom."""

    OWN = "own"
    YOUR_CHILD = "your_child"
    THE_CHILD = "the_child"
    THE_PERSON = "the_person"
    CHILD = "child"
    EXPLANATION = "explanation"  # to a child under 6, who does not decide


_OF_ADULTS = {
    Role.PARENT: Reader.YOUR_CHILD,
    Role.GUARDIAN: Reader.YOUR_CHILD,
    Role.TRUSTED_ADULT: Reader.THE_CHILD,
    Role.CASEWORKER: Reader.THE_CHILD,
    Role.REPRESENTATIVE: Reader.THE_PERSON,
}
_OF_CHILDREN = {
    AgeBand.UNDER_6: Reader.EXPLANATION,
    AgeBand.UNDER_12: Reader.CHILD,
    AgeBand.UNDER_15: Reader.CHILD,
}
# These say only what differs from the words for somebody who decides alone.
_LIKE_OWN = (Reader.YOUR_CHILD, Reader.THE_CHILD, Reader.THE_PERSON)


@dataclass(frozen=True, slots=True)
class Wording:
    """One published text in one language. version: "2026-11-25.5f3ab0c41d22"."""

    language: str
    version: str
    profile: str | None  # the name of the only one that it is for
    read_by_native_speaker: bool
    texts: Mapping[Reader, Mapping[str, str]]

    def say(
        self,
        reader: Reader,
        *,
        recipient: str,
        purpose: str,
        fields: tuple[str, ...],
        ends_on: date,
    ) -> dict[str, str]:
        """Each part by its key, in order. purpose and fields: in the words of this language."""
        write = get_localizer(self.language)
        named = {
            "recipient": _ISOLATED % recipient,
            "purpose": purpose,
            "fields": write.list(fields),
            "end": write.date(ends_on),
        }
        return {key: text % named for key, text in self.texts[reader].items()}


def reader_of(role: Role, age_band: AgeBand) -> Reader:
    """The easy words are for children; from 15, and where the age is not known, the whole ones."""
    return _OF_ADULTS.get(role) or _OF_CHILDREN.get(age_band, Reader.OWN)


def wording_for(language: str, profile: str) -> Wording:
    """The newest words for a profile ("us-vawa"). Raises NotFound for a language without any.

    Threat: words in a language that the person does not read are no information. There is no
    falling back to English.
    """
    known = _shipped().get(language, ())
    fitting = [wording for wording in known if wording.profile in (None, profile)]
    if not fitting:
        raise NotFound
    return max(fitting, key=lambda wording: (wording.profile is not None, wording.version))


def get_wording(language: str, version: str) -> Wording:
    """The words that an old consent was given to. Raises NotFound."""
    for wording in _shipped().get(language, ()):
        if wording.version == version:
            return wording
    raise NotFound


def languages_of_consent() -> tuple[str, ...]:
    """The languages in which a consent can be asked for."""
    return tuple(_shipped())


def load_wordings(folder: Path) -> dict[str, tuple[Wording, ...]]:
    """Every published text by its language. Raises BrokenData: file, key, what is right."""
    return {
        each.name: tuple(_read(path) for path in sorted(each.glob("*.toml")))
        for each in sorted(folder.iterdir())
        if each.is_dir()
    }


@cache
def _shipped() -> Mapping[str, tuple[Wording, ...]]:
    return load_wordings(DATA / "consent")


def _read(path: Path) -> Wording:
    language, name = path.parent.name, _FILE.fullmatch(path.stem)
    if name is None:
        raise _broken(path, "", "a name such as 2026-11-25.toml")
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except ValueError as fault:  # broken TOML and broken UTF-8 alike
        raise _broken(path, str(fault), "a TOML file in UTF-8") from None
    is_checked = said.pop("read_by_native_speaker", None)
    if not isinstance(is_checked, bool):
        raise _broken(path, "read_by_native_speaker", "true or false")
    texts = _complete(path, said)
    exact = json.dumps([language, texts], ensure_ascii=False, sort_keys=True)
    mark = hashlib.sha256(exact.encode()).hexdigest()[:12]
    return Wording(language, f"{path.stem}.{mark}", name["profile"], is_checked, texts)


def _complete(path: Path, said: Mapping[str, object]) -> dict[Reader, dict[str, str]]:
    texts: dict[Reader, dict[str, str]] = {}
    for reader in Reader:
        part = said.get(reader)
        if not isinstance(part, dict) or not all(isinstance(it, str) for it in part.values()):
            raise _broken(path, reader, "texts in quotes")
        base = texts[Reader.OWN] if reader in _LIKE_OWN else {}
        order = (_TOLD,) if reader is Reader.EXPLANATION else KEYS
        whole = {**base, **part}
        for key in sorted(whole.keys() ^ set(order)):
            raise _broken(path, f"{reader}.{key}", f"exactly {', '.join(order)}")
        texts[reader] = {key: whole[key] for key in order}
        _check_names(path, reader, texts[reader])
    if said.keys() != set(Reader):
        raise _broken(path, ", ".join(sorted(said)), f"exactly {', '.join(Reader)}")
    return texts


def _check_names(path: Path, reader: Reader, texts: Mapping[str, str]) -> None:
    """The part that is called for a name holds it, and none holds one that is not given."""
    for key, text in texts.items():
        names = set(_PLACEHOLDER.findall(text))
        wanted = {key} & _NAMES
        if not wanted <= names <= _NAMES or "%" in _PLACEHOLDER.sub("", text):
            raise _broken(path, f"{reader}.{key}", f"%(…)s with {', '.join(sorted(_NAMES))}")


def _broken(path: Path, key: str, expected: str) -> BrokenData:
    return BrokenData([Problem(f"{path.parent.name}/{path.name}", 0, key, "", expected)])
