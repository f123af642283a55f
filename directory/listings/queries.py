"""Reading what is known of one listing, in the form in which it is confirmed and changed.

Facts: by the code of each `catalog.facts.Fact`, a value that JSON can hold. None, or an empty list,
for what nobody has said. Equal facts are equal values, so that a difference is a change.

    phones      [{"kind": "voice", "number": "+34…", "shown": "960 00 00 00"}, …] in their order
    hours       [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", …}, …] HSDS schedules
    languages   [{"code": "es", "how": "staff", "since": "2026-11-01"}, …]
    needs       ["101", "200"]      serves   ["ES-VC"]
    duties      {"anonymous": true}, by the codes of `catalog.facts.Duty`
    point    "40.4168, -3.7038", latitude and longitude in degrees
    the others  a text, a whole number, or true and false
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.queryset import QuerySet

from directory.catalog.actions import batches
from directory.catalog.facts import Fact, Section
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Confirmation,
    Language,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Url,
)
from directory.catalog.schedules import is_rule
from directory.errors import NotFound
from directory.listings.points import write_point
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
PLACED = (
    Fact.STREET, Fact.POSTAL_CODE, Fact.TOWN, Fact.REGION, Fact.POINT, Fact.WHEELCHAIR,
)  # fmt: skip
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
    for held in (await get_all_held([service_id])).values():
        return held
    raise NotFound


async def get_all_held(ids: Sequence[UUID]) -> dict[UUID, Held]:
    """The same for many, without those that are not listed."""
    found: dict[UUID, Held] = {}
    for some in batches(ids):
        listed = Service.filter(id__in=list(some), status="active")
        services = await listed.select_related("organization")
        places = await _places(some)
        lists, placed = await _lists(some), await _placed([p[0] for p in places.values() if p[0]])
        for service in services:
            place, is_hidden = places.get(service.id, (None, False))
            facts = {fact.code: _plain(getattr(service, name)) for fact, name in COLUMNS.items()}
            facts |= lists[service.id]
            if place:
                facts |= placed[place]
                facts[Fact.REGION.code] = facts[Fact.REGION.code] or service.region or None
            found[service.id] = Held(service, facts, place, is_hidden)
    return found


async def _places(ids: Sequence[UUID]) -> dict[UUID, tuple[UUID | None, bool]]:
    """By service, its one public place if it has no other, and whether any must not be found."""
    rows = ServiceAtLocation.filter(service_id__in=list(ids)).values_list(
        "service_id", "location_id", "location__visibility"
    )
    by_service: dict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
    for service_id, place, visibility in await rows:
        by_service[service_id].append((place, is_confidential(visibility)))
    return {
        service_id: (
            places[0][0] if len(places) == 1 and not places[0][1] else None,
            any(is_hidden for _, is_hidden in places),
        )
        for service_id, places in by_service.items()
    }


async def days_confirmed(service_id: UUID) -> dict[Section, date]:
    """When each section was confirmed here; what the source saw is not among it."""
    rows = await Confirmation.filter(service_id=service_id).values_list("section", "confirmed_on")
    return {Section(section): day for section, day in rows}


async def _lists(ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    own = {"service_id__in": list(ids)}
    phones = await _grouped(Phone.filter(**own).order_by("position", "id"))
    schedules = await _grouped(Schedule.filter(**own).order_by("id"))
    languages = await _grouped(Language.filter(**own).order_by("code", "id"))
    areas = await _grouped(ServiceArea.filter(**own, code__isnull=False))
    chats = await _grouped(Url.filter(**own, label="chat").order_by("id"))
    needs: dict[UUID, list[str]] = defaultdict(list)
    terms = Attribute.filter(link_id__in=list(ids), link_type="need")
    for service_id, code in await terms.values_list("link_id", "taxonomy_term__code"):
        needs[service_id].append(code)
    found = {}
    for each in ids:
        words = (row["description"] for row in schedules[each] if not is_rule(row))
        found[each] = {
            Fact.PHONES.code: [_without_none(_phone(row)) for row in phones[each]],
            Fact.HOURS.code: in_order(rule_of(row) for row in schedules[each] if is_rule(row)),
            Fact.HOURS_TEXT.code: next((text for text in words if text), None),
            Fact.LANGUAGES.code: [
                _without_none(_language(row)) for row in languages[each] if row["code"]
            ],
            Fact.SERVES.code: sorted({str(row["code"]) for row in areas[each]}),
            Fact.NEEDS.code: sorted(needs[each]),
            Fact.CHAT.code: next((row["url"] for row in chats[each]), None),
        }
    return found


async def _placed(places: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    here = {"location_id__in": list(places)}
    addresses = await _grouped(Address.filter(**here).order_by("id"), "location_id")
    accesses = await _grouped(Accessibility.filter(**here).order_by("id"), "location_id")
    points = {row["id"]: row for row in await Location.filter(id__in=list(places)).values()}
    found = {}
    for place in places:
        address, access = next(iter(addresses[place]), {}), next(iter(accesses[place]), {})
        found[place] = {
            Fact.STREET.code: address.get("address_1") or None,
            Fact.POSTAL_CODE.code: address.get("postal_code") or None,
            Fact.TOWN.code: address.get("city") or None,
            Fact.REGION.code: address.get("state_province") or None,
            Fact.POINT.code: write_point(points[place]["latitude"], points[place]["longitude"]),
            Fact.WHEELCHAIR.code: access.get("wheelchair"),
        }
    return found


async def _grouped(rows: QuerySet[Any], by: str = "service_id") -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await rows.values():
        found[row[by]].append(row)
    return found


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
