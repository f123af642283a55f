"""Refusals, named in the reader's terms, and the report about a broken data file."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """Something we will not do, and why. `web/refusals.py` gives each class its page.

    No subclass passes what somebody typed to `Exception`: whatever prints or logs an exception
    prints its arguments, and a search must never reach a log.
    """


class NotFound(Refusal):
    """It does not exist, or is not for this reader: the two look the same to a stranger."""


class BadRequest(Refusal):
    """A value that we could not read; the page gives it back.

    field: the name it was sent under. why: a whole English sentence, the key of its translation,
    which may hold `%(value)s`.
    """

    def __init__(self, field: str, value: str, why: str) -> None:
        super().__init__()
        self.field, self.value, self.why = field, value, why


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that could not be read. sentence: whole, in the reader's language."""

    field: str
    value: str
    sentence: str


class Unreadable(BadRequest):
    """Values that we could not read, all of them at once, for a program that asks."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].field, faults[0].value, faults[0].sentence)
        self.faults = tuple(faults)


class TooLarge(Refusal):
    """More was sent, in the address or in the body, than any page of ours asks for."""


class TooOften(Refusal):
    """Too many requests from one place. wait_seconds: when to try again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


class Forged(Refusal):
    """A form that another site may have made somebody's browser send (CSRF)."""


class UnsupportedType(Refusal):
    """A body that is no plain form: an upload above all. We take no files at all."""


class MethodNotAllowed(Refusal):
    """The page exists, but does not answer this kind of request. allowed: the methods it has."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        super().__init__()
        self.allowed = tuple(allowed)


class NoKey(Refusal):
    """A program showed no key, or one that does not count, or not any more."""


class ScopeMissing(Refusal):
    """The key of a program was not made for this. scope: what it would need."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope


class Unconditional(Refusal):
    """A change by a program that does not say which state of the record it is about."""


class Outdated(Refusal):
    """The record is not what the program has read. etag: what it is now."""

    def __init__(self, etag: str) -> None:
        super().__init__()
        self.etag = etag


class Unavailable(Refusal):
    """Something that we need, such as the database, does not answer at the moment."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a data file. line counts from 1, the header included; 0 is the whole file."""

    file: str
    line: int
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.field}: {self.value!r}; expected {self.expected}"


class BrokenData(Exception):
    """Data files that cannot be used. Nothing of them was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class VerbRefused(Exception):
    """What a verb of the command line cannot do. Its text is one line for the operator."""
