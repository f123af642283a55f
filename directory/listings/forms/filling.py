"""The form of a listing as it has to be filled in to say what the listing says."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from directory.catalog.facts import Duty, Fact
from directory.catalog.schedules import read_schedules
from directory.languages.localizer import Localizer
from directory.listings.forms.reading import where_of
from directory.listings.hours_fields import fields_of
from directory.listings.queries import Held
from directory.typed import Typed

_YES_NO: dict[object, str] = {True: "yes", False: "no"}
_PLAIN = (
    Fact.WEBSITE, Fact.CHAT, Fact.EMAIL, Fact.STREET, Fact.POSTAL_CODE, Fact.TOWN, Fact.REGION,
    Fact.POINT, Fact.HOURS_TEXT,
    Fact.NAME, Fact.DESCRIPTION, Fact.AUDIENCE, Fact.MINIMUM_AGE, Fact.MAXIMUM_AGE, Fact.COST,
    Fact.COST_TEXT, Fact.PROCESS,
)  # fmt: skip


def typed_of(held: Held, write: Localizer, moment: datetime) -> Typed:
    """What nobody has said is left empty. moment: now."""
    hours = read_schedules(held.facts[Fact.HOURS.code])
    times = fields_of(hours, moment.date(), where_of(held)).items()
    pairs = (pair for pair in _pairs(held.facts, write) if pair[1] is not None)
    return Typed.of([*times, *pairs], longest=10_000)


def can_show_hours(held: Held) -> bool:
    """Whether the form can say the hours: some that came from elsewhere are beyond it."""
    rules = held.facts[Fact.HOURS.code]
    return not rules or read_schedules(rules) is not None


def _pairs(facts: Any, write: Localizer) -> Iterator[tuple[str, object]]:
    for fact in _PLAIN:
        yield fact.code, facts.get(fact.code)
    for fact in (Fact.WHEELCHAIR, Fact.REFERRAL_REQUIRED):
        yield fact.code, _YES_NO.get(facts.get(fact.code))
    for at, phone in enumerate(facts[Fact.PHONES.code], start=1):
        yield f"phone_{at}", phone.get("shown") or phone["number"]
        yield f"phone_{at}_kind", phone["kind"]
        yield f"phone_{at}_extension", phone.get("extension")
    for at, language in enumerate(facts[Fact.LANGUAGES.code], start=1):
        yield f"language_{at}", write.language_name(language["code"])
        yield f"language_{at}_how", language.get("how")
    for code in facts[Fact.NEEDS.code]:
        yield "need", code
    for code in facts[Fact.SERVES.code]:
        yield "area", code
    duties = facts[Fact.DUTIES.code] or {}
    for duty in Duty:
        yield f"duty_{duty.code}", _YES_NO.get(duties.get(duty.code))
