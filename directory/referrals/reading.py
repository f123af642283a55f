"""Reading single values of what may be said. Each reader gives the value or raises Unfit.

A value comes from a form (text) or from JSON; whatever it is, it is never repeated in a refusal.
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

import phonenumbers
from babel import Locale

from directory.languages.catalogues import N_
from directory.privacy.material.guard import find_rules
from directory.privacy.material.rules import IDENTIFIERS

Code = TypeVar("Code", bound=StrEnum)
# They are read from hundreds of files, which takes as long as all else that a page does.
_zones = cache(available_timezones)


class Problem(Enum):
    """What is wrong with a value, as a key of its translation."""

    NOT_SAID = N_("A referral does not say this. Take it out.")
    NOT_ON_LIST = N_("Choose from the list.")
    TOO_MANY = N_("Choose three at most.")
    MISSING = N_("This is needed.")
    NO_CONTACT_NEEDED = N_("Leave this out: on the way you chose, the service gets no address.")
    UNREADABLE_ADDRESS = N_("We could not read this number or address.")
    CONTRADICTS = N_("This goes against what must not be done.")
    UNREADABLE_HOURS = N_("Write two times, the earlier one first.")
    UNREADABLE_WORD = N_("Write one word of 3 to 20 letters.")
    TOO_LONG = N_("Write 200 characters at most.")
    LEADS_TO_PICTURES = N_(
        "No web address, file name, account or code may stand here: it could lead to pictures. "
        "We have not kept the text. Do not copy it, and send it to nobody."
    )
    LEADS_TO_PERSON = N_(
        "No telephone number, date, place on the map or long number may stand here. "
        "We have not kept the text."
    )


class Unfit(Exception):
    """The value is not one of those that may stand there."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


Reader = Callable[[object], object]
MOST_NEEDS = 3
LONGEST_NOTE = 200
_NEED = re.compile(r"[1-9][0-9]{2}")
_AREA = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,11})?")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}))?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
_NAMES = Locale("en")


def one_of(codes: type[Code]) -> Callable[[object], Code]:
    def read(value: object) -> Code:
        try:
            return codes(_text(value))
        except ValueError:
            raise Unfit(Problem.NOT_ON_LIST) from None  # the cause would repeat the value

    return read


def some_of(codes: type[Code]) -> Callable[[object], tuple[Code, ...]]:
    """In the order of the list, each once: the order in which somebody chose says nothing."""
    read_one = one_of(codes)

    def read(value: object) -> tuple[Code, ...]:
        chosen = {read_one(each) for each in _listed(value)}
        return tuple(code for code in codes if code in chosen)

    return read


def yes_or_no(value: object) -> bool:
    """A JSON boolean, or the "yes" and "no" of a form."""
    answers: Mapping[object, bool] = {"yes": True, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in answers:
        return answers[value]
    raise Unfit(Problem.NOT_ON_LIST)


def needs(value: object) -> tuple[str, ...]:
    """One to three codes of needs, such as "200", the most important first."""
    codes = tuple(dict.fromkeys(_matching(_NEED, each) for each in _listed(value)))
    if len(codes) > MOST_NEEDS:
        raise Unfit(Problem.TOO_MANY)
    return codes


def area(value: object) -> str:
    """The code of a country or region, such as "ES-VC"."""
    return _matching(_AREA, value)


def language(value: object) -> str:
    """A language with at most its script and country, all of them known to CLDR.

    Threat: a tag for private use ("x-…") would be a field for anything.
    """
    found = _LANGUAGE.fullmatch(_text(value))
    if found is None:
        raise Unfit(Problem.NOT_ON_LIST)
    parts = zip(found.groups(), (_NAMES.languages, _NAMES.scripts, _NAMES.territories), strict=True)
    if any(part and part not in names for part, names in parts):
        raise Unfit(Problem.NOT_ON_LIST)
    return found[0]


def phone(value: object) -> str:
    """A telephone number with its country, as E.164: "+34600000000"."""
    try:
        number = phonenumbers.parse(_text(value), None)
    except phonenumbers.NumberParseException:
        raise Unfit(Problem.UNREADABLE_ADDRESS) from None  # the cause repeats the number
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise Unfit(Problem.UNREADABLE_ADDRESS)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(value: object) -> str:
    text = _text(value).strip()
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise Unfit(Problem.UNREADABLE_ADDRESS)
    return text


def time(value: object) -> str:
    """HH:MM, on a clock of 24 hours."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise Unfit(Problem.UNREADABLE_HOURS)
    return value


def time_zone(value: object) -> str:
    zone = _text(value)
    if zone not in _zones():
        raise Unfit(Problem.NOT_ON_LIST)
    return zone


def word(value: object) -> str:
    """The code word that the service says first. Letters alone, so that it is no address."""
    text = _text(value).strip()
    if not text.isalpha() or not 3 <= len(text) <= 20:
        raise Unfit(Problem.UNREADABLE_WORD)
    return text


def note(value: object) -> str:
    """A few words, on one line, that lead neither to pictures nor to a person."""
    text = " ".join(_text(value).split())
    if not text or len(text) > LONGEST_NOTE:
        raise Unfit(Problem.TOO_LONG)
    broken = find_rules(text)
    if broken:
        to_person = IDENTIFIERS.issuperset(broken)
        raise Unfit(Problem.LEADS_TO_PERSON if to_person else Problem.LEADS_TO_PICTURES)
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(Problem.NOT_ON_LIST)
    return value


def _listed(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Unfit(Problem.NOT_ON_LIST)
    return tuple(value)


def _matching(pattern: re.Pattern[str], value: object) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise Unfit(Problem.NOT_ON_LIST)
    return text
