"""A whole service that a program puts in the place of the one that it has read.

What stands as it was is nobody's wish, whatever it says: so a service that is read and put back
changes nothing, and what no rule of ours would take today stays until somebody changes it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from directory.catalog.facts import BY_CODE, Fact, Section
from directory.exchange.hsds import REFERRALS, SERVICE
from directory.exchange.incoming.hours import read_schedules
from directory.exchange.incoming.lists import (
    read_areas,
    read_costs,
    read_languages,
    read_needs,
    read_phones,
    read_urls,
)
from directory.exchange.incoming.place import read_places
from directory.exchange.incoming.sent import NOT_SHOWN, Incoming, Object

Read = Callable[[Incoming, Object, Object], None]
_TEXTS = {
    "name": Fact.NAME,
    "description": Fact.DESCRIPTION,
    "url": Fact.WEBSITE,
    "email": Fact.EMAIL,
    "eligibility_description": Fact.AUDIENCE,
}


def read_service(incoming: Incoming, sent: Object, shown: Object) -> Mapping[str, Any]:
    """What should change, by the codes of facts; `incoming.faults` has what cannot stand.

    shown: the service as it is read now.
    """
    incoming.only("", sent, _FIXED | {name for names in _READERS for name in names})
    incoming.fixed("", sent, shown, _FIXED)
    for names, read in _READERS.items():
        if any(sent.get(name) != shown.get(name) for name in names):
            read(incoming, sent, shown)
    wished = incoming.wished()
    # To change how it is reached confirms it: not also numbers that its program was never shown.
    contact = {code for code in wished if BY_CODE[code].section is Section.CONTACT}
    if contact and incoming.listing.hides_numbers and "phones" not in sent:
        incoming.refuse("phones", "", NOT_SHOWN)
    return wished


def _text(name: str) -> Read:
    def read(incoming: Incoming, sent: Object, _: Object) -> None:
        incoming.ask(_TEXTS[name], incoming.text("", sent, name))

    return read


def _ages(incoming: Incoming, sent: Object, _: Object) -> None:
    incoming.ask(Fact.MINIMUM_AGE, incoming.whole("", sent, "minimum_age"))
    incoming.ask(Fact.MAXIMUM_AGE, incoming.whole("", sent, "maximum_age"))


def _process(incoming: Incoming, sent: Object, _: Object) -> None:
    """One text that begins with whether somebody has to refer, where that is known."""
    text = (incoming.text("", sent, "application_process") or "").strip()
    said = next((each for each in REFERRALS if text.startswith(REFERRALS[each])), None)
    incoming.values[Fact.REFERRAL_REQUIRED.code] = said
    incoming.ask(Fact.PROCESS, text.removeprefix(REFERRALS[said]) if said is not None else text)


_READERS: Mapping[tuple[str, ...], Read] = {
    **{(name,): _text(name) for name in _TEXTS},
    ("minimum_age", "maximum_age"): _ages,
    ("application_process",): _process,
    ("fees_description", "cost_options"): read_costs,
    ("additional_urls",): read_urls,
    ("phones",): read_phones,
    ("schedules",): read_schedules,
    ("service_areas",): read_areas,
    ("languages",): read_languages,
    ("attributes",): read_needs,
    ("service_at_locations",): read_places,
}
_FIXED = (SERVICE.keys() | {"organization"}) - {name for names in _READERS for name in names}
