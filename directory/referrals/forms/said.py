"""Between the fields of a form and what a referral says. Every name that is not ours goes along,
so that `minimal` refuses it."""

import json
from collections.abc import Iterator

from directory.referrals.coded import ContactRoute
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import Payload

# What stands on the page beside what is said.
CONTROLS = frozenset(
    {
        "form_token",
        "request_id",
        "version",
        "connected",
        "overheard",
        "withhold",
        "withhold_id",
        "withhold_reason",
    }
)
_LISTS = frozenset({"need", "communication", "access_needs", "eligibility_codes", "do_not"})
_CONTACT = "safe_contact."
_WEEKDAYS = f"{_CONTACT}weekdays"


def said_in(typed: Typed) -> dict[str, object]:
    """As `Payload.read` takes it. How contact is safe is said where the service makes contact.

    An address that was typed though no contact is wanted is not left out in silence: it is refused.
    """
    plain = {name: _value(name, found) for name, found in typed.values.items()}
    contact = {
        name.removeprefix(_CONTACT): value
        for name, value in plain.items()
        if name.startswith(_CONTACT)
    }
    said: dict[str, object] = {
        name: value
        for name, value in plain.items()
        if name not in CONTROLS and not name.startswith(_CONTACT)
    }
    is_called = said.get("contact_route") == ContactRoute.SERVICE_CONTACTS_CLIENT
    if is_called or contact.keys() & {"address", "code_word"}:
        said["safe_contact"] = contact
    return said


def typed_of(payload: Payload) -> Typed:
    """The form as it would have to be filled in to say this."""
    return Typed.of(_flat(json.loads(payload.to_json())))


def _flat(said: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, bool):
                yield prefix + name, "yes" if each else "no"
            elif isinstance(each, str):
                yield prefix + name, each


def _value(name: str, found: tuple[str, ...]) -> object:
    """Two values where one belongs stay two, and are refused as such."""
    return list(found) if name in _LISTS or name == _WEEKDAYS or len(found) > 1 else found[0]
