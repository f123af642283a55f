"""Reading what is known of one listing, in the form in which it is confirmed and changed.

Facts: by the code of each `catalog.facts.Fact`, a value that JSON can hold. None, or an empty list,
for what nobody has said. Equal facts are equal values, so that a difference is a change.

    phones      [{"kind": "voice", "number": "+34…", "shown": "960 00 00 00"}, …] in their order
    hours       [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", …}, …] HSDS schedules
    languages   [{"code": "es", "how": "staff", "since": "2026-11-01"}, …]
    needs       ["101", "200"]      serves   ["ES-VC"]
    duties      {"anonymous": true}, by the codes of `catalog.facts.Duty`
    the others  a text, a whole number, or true and false
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from directory.catalog.facts import Fact, Section
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Confirmation,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Url,
)
from directory.catalog.schedules import is_rule
from directory.errors import NotFound
from directory.places.confidential import is_confidential

Facts = Mapping[str, Any]
# Columns of a service that are one fact each.
COLUMNS = {
    Fact.WEBSITE: "url",
    Fact.EMAIL: "email",
    Fact.NAME: "name",
    Fact.DESCRIPTION: "description",
    Fact.AUDIENCE: "eligibility_description",
    Fact.MINIMUM_AGE: "minimum_age",
    Fact.MAXIMUM_AGE: "maximum_age",
    Fact.COST: "cost",
    Fact.COST_TEXT: "fees_description",
    Fact.REFERRAL_REQUIRED: "referral_required",
    Fact.DUTIES: "duties",
    Fact.PROCESS: "application_process",
}
PLACED = (Fact.STREET, Fact.POSTAL_CODE, Fact.TOWN, Fact.WHEELCHAIR)
HOUR_FIELDS = (
    "freq", "byday", "opens_at", "closes_at", "time_zone", "valid_from", "valid_to", "dtstart",
    "until", "count", "interval", "wkst", "byweekno", "bymonthday", "byyearday", "attending_type",
    "notes", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """service: with its organization fetched. place: the one public location whose address is a
    part of the facts. is_confidential: whether it has a location that must not be found."""

    service: Service
    facts: Facts
    place: UUID | None
    is_confidential: bool

    @property
    def emails(self) -> list[str]:
        """The addresses that anybody can read in the listing, its own first."""
        found = (self.service.email, self.service.organization.email)
        return list(dict.fromkeys(each.strip() for each in found if each and each.strip()))


async def get_held(service_id: UUID) -> Held:
    """NotFound where there is no such service, or none that is listed."""
    found = Service.get_or_none(id=service_id, status="active")
    service = await found.select_related("organization")
    if service is None:
        raise NotFound
    places = await ServiceAtLocation.filter(service_id=service_id).values(
        "location_id", "location__visibility"
    )
    hidden = any(is_confidential(row["location__visibility"]) for row in places)
    place = places[0]["location_id"] if len(places) == 1 and not hidden else None
    facts = {fact.code: _plain(getattr(service, column)) for fact, column in COLUMNS.items()}
    return Held(service, facts | await _lists(service_id) | await _placed(place), place, hidden)


async def days_confirmed(service_id: UUID) -> dict[Section, date]:
    """When each section was confirmed here; what the source saw is not among it."""
    rows = await Confirmation.filter(service_id=service_id).values_list("section", "confirmed_on")
    return {Section(section): day for section, day in rows}


async def _lists(service_id: UUID) -> dict[str, Any]:
    own = {"service_id": service_id}
    phones = await Phone.filter(**own).order_by("position", "id").values()
    schedules = await Schedule.filter(**own).values()
    languages = await Language.filter(**own).order_by("code").values()
    areas = await ServiceArea.filter(**own, code__isnull=False).values_list("code", flat=True)
    chats = await Url.filter(**own, label="chat").order_by("id").values_list("url", flat=True)
    needs = Attribute.filter(link_id=service_id, link_type="need")
    words = (row["description"] for row in schedules if not is_rule(row))
    return {
        Fact.PHONES.code: [_without_none(_phone(row)) for row in phones],
        Fact.HOURS.code: in_order(rule_of(row) for row in schedules if is_rule(row)),
        Fact.HOURS_TEXT.code: next((text for text in words if text), None),
        Fact.LANGUAGES.code: [_without_none(_language(row)) for row in languages if row["code"]],
        Fact.SERVES.code: sorted(set(map(str, areas))),
        Fact.NEEDS.code: sorted(await needs.values_list("taxonomy_term__code", flat=True)),
        Fact.CHAT.code: next(iter(chats), None),
    }


async def _placed(place: UUID | None) -> dict[str, Any]:
    if place is None:
        return {}
    address = await Address.filter(location_id=place).order_by("id").first()
    access = await Accessibility.filter(location_id=place).order_by("id").first()
    return {
        Fact.STREET.code: (address.address_1 or None) if address else None,
        Fact.POSTAL_CODE.code: (address.postal_code or None) if address else None,
        Fact.TOWN.code: (address.city or None) if address else None,
        Fact.WHEELCHAIR.code: access.wheelchair if access else None,
    }


def rule_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A schedule without what is empty."""
    return _without_none({name: _plain(row.get(name)) for name in HOUR_FIELDS})


def in_order(rules: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Schedules in the one order in which they are compared."""
    return sorted(rules, key=lambda rule: sorted((name, str(each)) for name, each in rule.items()))


def _phone(row: Mapping[str, Any]) -> dict[str, Any]:
    names = {"kind": "type", "number": "number", "shown": "shown", "extension": "extension"}
    return {name: row[column] for name, column in names.items()}


def _language(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": row["code"], "how": row["how"], "since": _plain(row["since"])}


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    """As JSON has it: a day as text, an age as a whole number, an empty text as nothing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value in ("", {}) else value
