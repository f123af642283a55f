"""What a program wrote, as it is read: what it says of each fact, and what cannot stand.

Where somebody types into a form, a program writes HSDS; both say the same facts, so what is said as
text goes through the reading of the form (`listings.forms.reading`), with its rules and sentences.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from directory.catalog.facts import BY_CODE, Fact
from directory.catalog.listing import Listing
from directory.errors import Fault
from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.listings.careful import careless
from directory.listings.forms.reading import read_facts
from directory.listings.points import Towns
from directory.listings.queries import Held
from directory.listings.said import changes_of, marks_of
from directory.typed import Typed

Object = Mapping[str, Any]
_PLACE = "service_at_locations[0].location"
# Where each fact stands in a service. What HSDS has no field for is said on pages alone.
PATHS: Mapping[Fact, str] = {
    Fact.NAME: "name",
    Fact.DESCRIPTION: "description",
    Fact.WEBSITE: "url",
    Fact.EMAIL: "email",
    Fact.CHAT: "additional_urls",
    Fact.PHONES: "phones",
    Fact.STREET: f"{_PLACE}.addresses[0].address_1",
    Fact.POSTAL_CODE: f"{_PLACE}.addresses[0].postal_code",
    Fact.TOWN: f"{_PLACE}.addresses[0].city",
    Fact.REGION: f"{_PLACE}.addresses[0].state_province",
    Fact.POINT: f"{_PLACE}.latitude",
    Fact.WHEELCHAIR: f"{_PLACE}.accessibility",
    Fact.HOURS: "schedules",
    Fact.HOURS_TEXT: "schedules",
    Fact.NEEDS: "attributes",
    Fact.AUDIENCE: "eligibility_description",
    Fact.MINIMUM_AGE: "minimum_age",
    Fact.MAXIMUM_AGE: "maximum_age",
    Fact.SERVES: "service_areas",
    Fact.COST: "cost_options",
    Fact.COST_TEXT: "fees_description",
    Fact.LANGUAGES: "languages",
    Fact.REFERRAL_REQUIRED: "application_process",
    Fact.PROCESS: "application_process",
}
LONGEST_VALUE = 100
UNKNOWN = N_("There is no such field here, so it would be lost. Leave it out.")
FIXED = N_("This cannot be changed here. Leave it as it was, or leave it out.")
NO_TEXT = N_("This has to be a text.")
NO_NUMBER = N_("This has to be a whole number.")
NO_DECIMAL = N_("This has to be a number.")
NO_OBJECT = N_("This has to be an object.")
NO_LIST = N_("This has to be a list of objects.")
NOT_SHOWN = N_(
    "It has numbers that nobody confirmed, so they are not shown. Write the ones that are right."
)
TOO_MANY = N_("Only %(count)s of these can be kept.")


@dataclass(frozen=True, slots=True)
class Incoming:
    """held and listing: what is there now. terms: of needs, by their ids. at: now.

    values: by the codes of facts, of what is read. pairs: what the reading of the form is asked.
    """

    held: Held
    listing: Listing
    terms: Mapping[str, Mapping[str, str]]
    write: Localizer
    at: datetime
    towns: Towns
    values: dict[str, Any] = field(default_factory=dict)
    pairs: list[tuple[str, object]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, path: str, value: object, sentence: str, **named: object) -> None:
        said = value if isinstance(value, str | int | float) else ""
        # What leads to a private place is repeated nowhere, not even to whoever has sent it (L-01).
        text = "" if self.held.is_confidential else str(said)[:LONGEST_VALUE]
        self.faults.append(Fault(path, text, self.write.gettext(sentence) % named))

    def ask(self, fact: Fact, text: object = None) -> None:
        """The form's reading of a fact. text: what would be typed into its one field."""
        self.pairs.append(("asked", fact.code))
        if text is not None:
            self.pairs.append((fact.code, text))

    def only(self, path: str, sent: Object, known: AbstractSet[str]) -> None:
        for name in sent.keys() - known:
            self.refuse(below(path, name[:LONGEST_VALUE]), "", UNKNOWN)

    def fixed(self, path: str, sent: Object, shown: Object, names: AbstractSet[str]) -> None:
        """What may stand there only as it is."""
        for name in sorted(names & sent.keys()):
            if sent[name] != shown.get(name):
                self.refuse(below(path, name), sent[name], FIXED)

    def text(self, path: str, sent: Object, name: str, *, is_needed: bool = False) -> str | None:
        found = sent.get(name)
        if isinstance(found, str) or (name not in sent and not is_needed):
            return found
        self.refuse(below(path, name), found, NO_TEXT)
        return None

    def number(self, path: str, sent: Object, name: str) -> float | None:
        found = sent.get(name)
        if name in sent and (not isinstance(found, int | float) or isinstance(found, bool)):
            self.refuse(below(path, name), found, NO_DECIMAL)
            return None
        return found

    def whole(self, path: str, sent: Object, name: str) -> int | None:
        found = sent.get(name)
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if name in sent and (not isinstance(found, int) or isinstance(found, bool)):
            self.refuse(below(path, name), found, NO_NUMBER)
            return None
        return found

    def object(self, path: str, sent: Object, name: str, known: AbstractSet[str]) -> Object:
        """Empty where there is none."""
        found = sent.get(name, {})
        if not isinstance(found, dict):
            self.refuse(below(path, name), found, NO_OBJECT)
            return {}
        self.only(below(path, name), found, known)
        return found

    def objects(
        self, path: str, sent: Object, name: str, known: AbstractSet[str], most: int = 1_000
    ) -> Iterator[tuple[str, Object]]:
        """Each with its own path; those alone that are objects."""
        found, at = sent.get(name, []), below(path, name)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.refuse(at, found, NO_LIST)
            return
        if len(found) > most:
            self.refuse(at, "", TOO_MANY, count=self.write.number(most))
            return
        for number, each in enumerate(found):
            here = f"{at}[{number}]"
            self.only(here, each, known)
            self.fixed(here, each, {"service_id": self.listing.service_id}, {"service_id"})
            yield here, each

    def wished(self) -> Mapping[str, Any]:
        """What should change, after what is left to the form's rules, and if it may be said."""
        typed = Typed.of(self.pairs, longest=10_000)
        read = read_facts(typed, self.held, self.write, self.at, self.towns)
        for name, sentence in read.problems.items():
            self.refuse(_path_of(name), typed.one(name), sentence)
        wished = changes_of({**self.values, **read.values}, marks_of(self.held.facts))
        problems = careless(wished, is_confidential=self.held.is_confidential)
        for fact, sentence in problems.items():
            self.refuse(PATHS[fact], "", sentence)
        return wished


def below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _path_of(name: str) -> str:
    """From the name of a field of the form: "phone_1" is "phones[0].number"."""
    if name in BY_CODE:
        return PATHS[BY_CODE[name]]
    return f"phones[{int(name.removeprefix('phone_')) - 1}].number"
