"""All that a referral can say: the closed list, and reading it. What is not on it is refused.

There is no name, birth date, address or story here, and no place to put one (promise 5).
"""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from directory.errors import Refusal
from directory.referrals import reading
from directory.referrals.coded import (
    AccessNeed,
    AgeBand,
    Communication,
    ContactRoute,
    DoNot,
    Eligibility,
    Mode,
    StaffPreference,
    Urgency,
    Who,
)
from directory.referrals.reading import Problem, Reader, Unfit
from directory.referrals.safe_contact import SafeContact, UnfitContact, read_safe_contact


class Field(Enum):
    """The closed list, in the order of the bits: append, never reorder."""

    NEED = "need"
    URGENCY = "urgency"
    WHO = "who"
    AGE_BAND = "age_band"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    COMMUNICATION = "communication"
    AREA = "area"
    MODE = "mode"
    ACCESS_NEEDS = "access_needs"
    STAFF_PREFERENCE = "staff_preference"
    ELIGIBILITY_CODES = "eligibility_codes"
    CONTACT_ROUTE = "contact_route"
    SAFE_CONTACT = "safe_contact"
    DO_NOT = "do_not"
    NOTE = "note"

    @property
    def bit(self) -> int:
        """So that `fields & ~scope = 0` can be asked of both databases."""
        return 1 << list(Field).index(self)


def mask_of(fields: Set[Field]) -> int:
    return sum(each.bit for each in fields)


def fields_of(mask: int) -> frozenset[Field]:
    return frozenset(each for each in Field if mask & each.bit)


# Said in every referral, and what a safe contact needs; a listing asks for the rest or does not.
REQUIRED = frozenset({Field.NEED, Field.URGENCY, Field.WHO, Field.LANGUAGE, Field.CONTACT_ROUTE})
ALWAYS = REQUIRED | {Field.SAFE_CONTACT, Field.DO_NOT}


@dataclass(frozen=True, slots=True)
class Terms:
    """What one service may be told. asked: fields beside ALWAYS; needed: which of them must be.

    needs, areas, eligibility: the codes that may be chosen. Areas are those that the listing
    covers and what lies around them, never anything finer.
    """

    needs: Set[str]
    areas: Set[str] = frozenset()
    eligibility: Set[Eligibility] = frozenset()
    asked: Set[Field] = frozenset()
    needed: Set[Field] = frozenset()

    @property
    def fields(self) -> Set[Field]:
        return ALWAYS | self.asked


class NotMinimal(Refusal):
    """What was said is not what may be. problems: sentences by name, keys of translations.

    A name within the safe contact is written "safe_contact.start". "" stands for whatever has a
    name that is not on the list: that name may be somebody's, so it is not repeated.
    """

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__()
        self.problems = {name: problem.value for name, problem in problems.items()}


@dataclass(frozen=True, slots=True, repr=False)
class Payload:
    """What one referral says. It has no repr: whatever prints it must not print this."""

    need: tuple[str, ...]
    urgency: Urgency
    who: Who
    language: str
    contact_route: ContactRoute
    age_band: AgeBand | None = None
    interpreter: bool | None = None
    communication: tuple[Communication, ...] = ()
    area: str | None = None
    mode: Mode | None = None
    access_needs: tuple[AccessNeed, ...] = ()
    staff_preference: StaffPreference | None = None
    eligibility_codes: tuple[Eligibility, ...] = ()
    safe_contact: SafeContact | None = None
    do_not: tuple[DoNot, ...] = field(default=())
    note: str | None = None

    @classmethod
    def read(cls, said: Mapping[str, object], terms: Terms) -> "Payload":
        """Raises NotMinimal with all problems at once. An empty text or list is not said at all."""
        problems: dict[str, Problem] = {}
        values = _read_values(_without_empty(said), problems)
        _check_terms(values, terms, problems)
        _check_together(values, problems)
        if problems:
            raise NotMinimal(problems)
        return cls(**values)

    @classmethod
    def from_json(cls, text: bytes) -> "Payload":
        """What `to_json` wrote, and the seal has kept. Raises NotMinimal for anything else."""
        problems: dict[str, Problem] = {}
        values = _read_values(json.loads(text), problems)
        if problems or not {each.value for each in REQUIRED} <= values.keys():
            raise NotMinimal(problems or {"": Problem.MISSING})
        return cls(**values)

    def to_json(self) -> bytes:
        """Canonical: the same payload is always the same bytes."""
        plain = {each.value: _plain(getattr(self, each.value)) for each in fields_of(self.fields)}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def fields(self) -> int:
        """The mask of what is said."""
        return mask_of({each for each in Field if getattr(self, each.value) not in {None, ()}})


READERS: Mapping[Field, Reader] = {
    Field.NEED: reading.needs,
    Field.URGENCY: reading.one_of(Urgency),
    Field.WHO: reading.one_of(Who),
    Field.AGE_BAND: reading.one_of(AgeBand),
    Field.LANGUAGE: reading.language,
    Field.INTERPRETER: reading.yes_or_no,
    Field.COMMUNICATION: reading.some_of(Communication),
    Field.AREA: reading.area,
    Field.MODE: reading.one_of(Mode),
    Field.ACCESS_NEEDS: reading.some_of(AccessNeed),
    Field.STAFF_PREFERENCE: reading.one_of(StaffPreference),
    Field.ELIGIBILITY_CODES: reading.some_of(Eligibility),
    Field.CONTACT_ROUTE: reading.one_of(ContactRoute),
    Field.SAFE_CONTACT: read_safe_contact,
    Field.DO_NOT: reading.some_of(DoNot),
    Field.NOTE: reading.note,
}


def _read_values(said: Mapping[str, object], problems: dict[str, Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    names = {each.value: each for each in Field}
    if not said.keys() <= names.keys():
        problems[""] = Problem.NOT_SAID
    for name in said.keys() & names.keys():
        try:
            values[name] = READERS[names[name]](said[name])
        except Unfit as unfit:
            problems[name] = unfit.problem
        except UnfitContact as unfit:
            problems |= {
                f"{name}.{part}" if part else name: it for part, it in unfit.problems.items()
            }
    return values


def _check_terms(values: Mapping[str, Any], terms: Terms, problems: dict[str, Problem]) -> None:
    """Nothing that this service does not ask for, and no code that its listing does not have."""
    for name in values.keys() - {each.value for each in terms.fields}:
        problems[name] = Problem.NOT_SAID
    for each in REQUIRED | terms.needed:
        if each.value not in values:
            problems.setdefault(each.value, Problem.MISSING)
    listed: Mapping[str, Set[str]] = {
        "need": terms.needs,
        "eligibility_codes": terms.eligibility,
        "area": terms.areas,
    }
    for name, codes in listed.items():
        said = values.get(name, ())
        if not set((said,) if isinstance(said, str) else said) <= codes:
            problems.setdefault(name, Problem.NOT_ON_LIST)


def _check_together(values: Mapping[str, Any], problems: dict[str, Problem]) -> None:
    contact: SafeContact | None = values.get("safe_contact")
    is_called = values.get("contact_route") is ContactRoute.SERVICE_CONTACTS_CLIENT
    if is_called and contact is None and not any(it.startswith("safe_contact") for it in problems):
        problems["safe_contact"] = Problem.MISSING
    if contact is not None and not is_called:
        problems["safe_contact"] = Problem.NO_CONTACT_NEEDED
    if contact is not None and contact.goes_against(values.get("do_not", ())):
        problems["do_not"] = Problem.CONTRADICTS
    if values.get("mode") is Mode.IN_PERSON and "area" not in values:
        problems.setdefault("area", Problem.MISSING)


def _without_empty(said: Mapping[str, object]) -> dict[str, object]:
    """A form sends its empty fields too."""
    return {name: value for name, value in said.items() if value not in ("", None, [], ())}


def _plain(value: object) -> object:
    return value.plain() if isinstance(value, SafeContact) else value
