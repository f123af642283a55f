"""What was typed about each fact, as its value, or as a sentence that says what is wrong.

Nothing is corrected in silence: what we cannot read comes back as it was typed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import escape

from directory.catalog.facts import Duty, Fact, How
from directory.catalog.schedules import read_schedules, write_schedules
from directory.catalog.seed_values import is_area, is_web_address
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.forms.languages import read_language
from directory.listings.forms.phones import plain_digits, read_phones
from directory.listings.hours_form import read_hours
from directory.listings.points import Towns, follow_town, lies_in, read_point, write_point
from directory.listings.queries import Held, in_order, rule_of
from directory.places.regions import WORLD, list_regions
from directory.search.hours import without_past
from directory.typed import Typed

MOST_LANGUAGES = 12
# Rows of a list that stand empty, for one more.
SPARE = 2
LONGEST_TEXT = 2_000
LONGEST_LINE = 200
NO_LANGUAGE = N_("We do not know a language with this name.")
NO_NEED = N_("Choose at least one kind of help.")
NO_AREA = N_("Choose where the people live whom it is for.")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")

Problems = dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """values: by the codes of facts, of all that could be read. problems: by the names of fields,
    whole sentences (keys of their translations)."""

    values: Mapping[str, Any]
    problems: Problems


@dataclass(frozen=True, slots=True)
class _Reader:
    """typed: the form. held: the listing that it is about."""

    typed: Typed
    held: Held
    write: Localizer
    moment: datetime
    towns: Towns
    problems: Problems

    def refuse(self, field: str, sentence: str) -> None:
        self.problems.setdefault(field, sentence)


def read_facts(
    typed: Typed, held: Held, write: Localizer, moment: datetime, towns: Towns
) -> ReadFacts:
    """Only of facts that the listing has, and that stand in the form; and where its place is then.

    moment: now.
    """
    reader = _Reader(typed, held, write, moment, towns, {})
    values: dict[str, Any] = {}
    for fact, read in _READERS.items():
        # A box that is not ticked sends nothing, so each form names the facts that it asks for.
        if fact.code in held.facts and typed.has("asked", fact.code):
            values[fact.code] = read(reader, fact)
    if held.place and not reader.problems:
        values |= follow_town(held.facts, values, held.service.country, towns)
    return ReadFacts(values, reader.problems)


def _line(reader: _Reader, fact: Fact) -> str | None:
    text = " ".join(reader.typed.one(fact.code).split())
    if len(text) > LONGEST_LINE:
        reader.refuse(fact.code, N_("This is too long: write it in 200 letters."))
    return text or None


def _region(reader: _Reader, fact: Fact) -> str | None:
    code = reader.typed.one(fact.code).upper() or None
    regions = list_regions(reader.held.service.country or WORLD, "en")
    if code not in {None, reader.held.facts[fact.code], *dict(regions)}:
        reader.refuse(fact.code, N_("Choose a region of the country."))
    return code


def _point(reader: _Reader, fact: Fact) -> str | None:
    text = plain_digits(reader.typed.one(fact.code))
    # What nobody touched is as it was, also where it came from elsewhere and is wrong.
    if not text or text == reader.held.facts[fact.code]:
        return text or None
    point, country = read_point(text), reader.held.service.country
    if point is None:
        reader.refuse(fact.code, N_("Write two numbers, such as 40.4168, -3.7038, as maps do."))
        return text
    if country and country != WORLD and not lies_in(point, country, reader.towns):
        reader.refuse(fact.code, N_("This point is not in the country of the listing."))
    return write_point(*point)


def _text(reader: _Reader, fact: Fact) -> str | None:
    text = reader.typed.one(fact.code)
    if len(text) > LONGEST_TEXT:
        reader.refuse(fact.code, N_("This is too long: write it in 2,000 letters."))
    return text or None


def _name(reader: _Reader, fact: Fact) -> str | None:
    name = _line(reader, fact)
    if not name:
        reader.refuse(fact.code, N_("Write a name: without one nobody finds it."))
    return name


def _web(reader: _Reader, fact: Fact) -> str | None:
    text = _line(reader, fact)
    if text is None:
        return None
    address = text if "://" in text else f"https://{text}"
    if not is_web_address(address):
        reader.refuse(fact.code, N_("This is no address of a page. Write it like www.name.org."))
        return text
    return address


def _email(reader: _Reader, fact: Fact) -> str | None:
    text = _line(reader, fact)
    if text is not None and not _EMAIL.fullmatch(text):
        reader.refuse(fact.code, N_("This is no email address. Write it like name@place.org."))
    return text


def _age(reader: _Reader, fact: Fact) -> int | None:
    text = plain_digits(reader.typed.one(fact.code))
    if not text:
        return None
    if not text.isdigit() or int(text) > 120:
        reader.refuse(fact.code, N_("Write an age in whole years, or leave it empty."))
        return None
    age = int(text)
    youngest = plain_digits(reader.typed.one(Fact.MINIMUM_AGE.code))
    if fact is Fact.MAXIMUM_AGE and youngest.isdigit() and int(youngest) > age:
        reader.refuse(fact.code, N_("The oldest age is below the youngest one."))
    return age


def _yes_no(reader: _Reader, fact: Fact) -> bool | None:
    return _ANSWERS.get(reader.typed.one(fact.code))


def _cost(reader: _Reader, fact: Fact) -> str | None:
    said = reader.typed.one(fact.code)
    return said if said in ("free", "paid") else None


def _phones(reader: _Reader, fact: Fact) -> list[dict[str, Any]]:
    known, country = reader.held.facts[fact.code], reader.held.service.country
    return read_phones(reader.typed, known, country, reader.refuse)


def _languages(reader: _Reader, fact: Fact) -> list[dict[str, Any]]:
    found = {}
    known = {each["code"]: each for each in reader.held.facts[fact.code]}
    names = {reader.write.language_name(code): code for code in known}
    for at in range(1, MOST_LANGUAGES + 1):
        name = " ".join(reader.typed.one(f"language_{at}").split())
        if not name:
            continue
        code = names.get(name) or read_language(name, reader.write)
        if code is None:
            reader.refuse(f"language_{at}", NO_LANGUAGE)
            continue
        how = reader.typed.one(f"language_{at}_how")
        each = {"code": code} | ({"how": how} if how in set(How) else {})
        since = known.get(code, {})
        if since.get("how") == each.get("how") and "since" in since:
            each["since"] = since["since"]
        found[code] = each
    return [found[code] for code in sorted(found)]


def _hours(reader: _Reader, fact: Fact) -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = reader.held.facts[fact.code]
    read = read_hours(reader.typed, reader.moment, where_of(reader.held))
    for name, told in read.problems.items():
        # A page takes the sentence as it stands; what was typed may hold anything.
        values = {key: escape(value) for key, value in told.values.items()}
        reader.refuse(name, reader.write.gettext(told.sentence) % values)
    if read.hours is None:
        return []
    # Another way of writing the same hours is no change, nor is it that days have passed.
    today, kept = reader.moment.date(), read_schedules(known)
    hours = without_past(read.hours, today)
    if kept and hours == without_past(kept, today):
        return known
    return in_order(rule_of(rule) for rule in write_schedules(hours))


def where_of(held: Held) -> str:
    """Whose clock and whose public holidays a service most likely keeps."""
    return held.facts.get(Fact.REGION.code) or held.service.region or held.service.country or WORLD


def _needs(reader: _Reader, fact: Fact) -> list[str]:
    codes = sorted({code for code in reader.typed.many("need") if re.fullmatch(r"\d{3}", code)})
    if not codes:
        reader.refuse(fact.code, NO_NEED)
    return codes


def _serves(reader: _Reader, fact: Fact) -> list[str]:
    codes = sorted({code for code in reader.typed.many("area") if is_area(code)})
    if not codes:
        reader.refuse(fact.code, NO_AREA)
    return codes


def _duties(reader: _Reader, _: Fact) -> dict[str, bool] | None:
    said = {duty.code: _ANSWERS.get(reader.typed.one(f"duty_{duty.code}")) for duty in Duty}
    return {code: answer for code, answer in said.items() if answer is not None} or None


_ANSWERS = {"yes": True, "no": False}
_READERS: Mapping[Fact, Callable[[_Reader, Fact], Any]] = {
    Fact.PHONES: _phones,
    Fact.WEBSITE: _web,
    Fact.CHAT: _web,
    Fact.EMAIL: _email,
    Fact.STREET: _line,
    Fact.POSTAL_CODE: _line,
    Fact.TOWN: _line,
    Fact.REGION: _region,
    Fact.POINT: _point,
    Fact.WHEELCHAIR: _yes_no,
    Fact.HOURS: _hours,
    Fact.HOURS_TEXT: _text,
    Fact.NAME: _name,
    Fact.DESCRIPTION: _text,
    Fact.NEEDS: _needs,
    Fact.AUDIENCE: _text,
    Fact.MINIMUM_AGE: _age,
    Fact.MAXIMUM_AGE: _age,
    Fact.SERVES: _serves,
    Fact.COST: _cost,
    Fact.COST_TEXT: _text,
    Fact.LANGUAGES: _languages,
    Fact.REFERRAL_REQUIRED: _yes_no,
    Fact.DUTIES: _duties,
    Fact.PROCESS: _text,
}
