"""What a listing may not say: what leads to pictures, and what leads to a place kept private.

Asked by every form, so that whoever wrote it can mend it, and once more where anything is written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from directory.catalog.facts import Fact
from directory.errors import Refusal
from directory.languages.catalogues import N_
from directory.places.confidential import has_area_code, reveals_place
from directory.privacy.material.guard import find_rules
from directory.privacy.material.rules import EVERY_RULE, MATERIAL, Rule

TEXTS = (
    Fact.NAME, Fact.DESCRIPTION, Fact.AUDIENCE, Fact.COST_TEXT, Fact.PROCESS, Fact.HOURS_TEXT,
    Fact.STREET, Fact.POSTAL_CODE, Fact.TOWN,
)  # fmt: skip
# Addresses that may lead to a map.
_LINKS = (Fact.WEBSITE, Fact.CHAT)
# An organization may be called after its domain, and say how it is found elsewhere.
_IN_LISTINGS = MATERIAL - {Rule.DOMAIN, Rule.EMAIL, Rule.HANDLE}
_LEADS_TO_MATERIAL = N_(
    "A text cannot hold links, names of files or codes. Write the website in its own field."
)
_REVEALS = N_(
    "This says where a place is that is kept private. Leave out the street, the number and the map."
)
_AREA_CODE = N_(
    "This number tells the town of a place that is kept private. Give a free or a mobile number."
)
NOTE_REFUSED = N_(
    "Please write this without names, numbers, dates, addresses and links. We keep none of them."
)


class Careless(Refusal):
    """Something was to be written that a listing may not say. facts: of which."""

    def __init__(self, facts: Mapping[Fact, str]) -> None:
        super().__init__()
        self.facts = dict(facts)


def careless(facts: Mapping[str, Any], *, is_confidential: bool) -> dict[Fact, str]:
    """By fact, the sentence that says what is wrong. facts: by their codes, some or all."""
    return dict(_problems(facts, is_confidential=is_confidential))


def require_careful(facts: Mapping[str, Any], *, is_confidential: bool) -> None:
    """Raises Careless."""
    if problems := careless(facts, is_confidential=is_confidential):
        raise Careless(problems)


def require_harmless(text: str) -> None:
    """Of words that somebody else will read. Raises Careless, about no fact."""
    if find_rules(text, MATERIAL):
        raise Careless({})


def is_careful_note(text: str) -> bool:
    """Whether words to an editor tell nothing of a person and lead nowhere."""
    return not find_rules(text, EVERY_RULE)


def _problems(facts: Mapping[str, Any], *, is_confidential: bool) -> Iterator[tuple[Fact, str]]:
    for fact in TEXTS:
        text = facts.get(fact.code) or ""
        if text and find_rules(text, _IN_LISTINGS):
            yield fact, _LEADS_TO_MATERIAL
        elif is_confidential and reveals_place(text):
            yield fact, _REVEALS
    for fact in _LINKS:
        if is_confidential and reveals_place(facts.get(fact.code) or ""):
            yield fact, _REVEALS
    phones = facts.get(Fact.PHONES.code) or ()
    if is_confidential and any(has_area_code(each["number"]) for each in phones):
        yield Fact.PHONES, _AREA_CODE
