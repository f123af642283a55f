"""The HSDS records that one row of data/services says."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.models import Model

from directory.catalog.differences import Wish
from directory.catalog.identity import stable_id
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Translation,
    Url,
)
from directory.catalog.models.translation import fingerprint
from directory.catalog.schedules import rule_key, write_schedules
from directory.catalog.seed_needs import term_id
from directory.catalog.seed_rows import SeedRow
from directory.catalog.seed_values import YES_NO, full_number, is_short_code, language_name
from directory.places.regions import WORLD, area_name
from directory.search.hours import every_week
from directory.search.opening import read_week


def service_id(row: SeedRow) -> UUID:
    return stable_id("service", row["id"])


def organization_id(row: SeedRow) -> UUID:
    """Rows of one country that name the same organization mean the same one."""
    return stable_id("organization", row["country"], row["organization"].casefold())


def wish_records(row: SeedRow) -> Iterator[Wish]:
    """Everything that the row says, what is pointed to first."""
    yield from _wish_organization(row)
    owner = service_id(row)
    yield Wish(Service, owner, owner, _service(row))
    yield from _wish_place(row, owner)
    for model, key, part in _parts(row):
        record_id = stable_id(model.__name__.lower(), row["id"], key)
        yield Wish(model, record_id, owner, {"service_id": owner, **part})
    for code in row.many("needs"):
        need = {"link_id": owner, "link_entity": "service", "link_type": "need"}
        need |= {"taxonomy_term_id": term_id(code)}
        yield Wish(Attribute, stable_id("attribute", row["id"], code), owner, need)
    yield from _wish_name(row, "service", owner)


def _wish_organization(row: SeedRow) -> Iterator[Wish]:
    owner = organization_id(row)
    values = {"name": row["organization"], "website": row["organization_url"] or None}
    yield Wish(Organization, owner, owner, values)
    yield from _wish_name(row, "organization", owner)


def _service(row: SeedRow) -> dict[str, Any]:
    return {
        "organization_id": organization_id(row),
        "name": row["service"],
        "url": row["website"] or None,
        "email": row["email"] or None,
        "status": "active",
        "fees_description": row["cost_text"] or None,
        "eligibility_description": row["audience"] or None,
        "minimum_age": _number(row["minimum_age"]),
        "maximum_age": _number(row["maximum_age"]),
        "assured_date": _day(row["verified_on"]),
        "slug": row["id"],
        "country": row["country"],
        "region": row["region"] or None,
        "cost": row["cost"] or None,
        "referral_required": YES_NO[row["referral_required"]],
        "source_url": row["source_url"] or None,
        "source_name": row["source_name"] or None,
        "source_date": row["source_date"] or None,
        "confidence": row["confidence"] or None,
        "evidence": row["evidence"] or None,
        "notes": row["notes"] or None,
    }


def has_place(row: SeedRow) -> bool:
    """A national line has none; a confidential place is one, of which only the region is known."""
    return row["visibility"] != "public" or bool(row["address"] or row["city"] or row["lat"])


def _wish_place(row: SeedRow, owner: UUID) -> Iterator[Wish]:
    if not has_place(row):
        return
    # Another place when it becomes confidential: nothing of the old one is kept.
    is_public = row["visibility"] == "public"
    key = (row["id"], "public" if is_public else "confidential")
    place = stable_id("location", *key)
    values: dict[str, Any] = {"visibility": row["visibility"]}
    values |= {"latitude": _number(row["lat"]), "longitude": _number(row["lon"])}
    yield Wish(Location, place, owner, values)
    address = {
        "location_id": place,
        "address_1": row["address"],
        "city": row["city"],
        "state_province": row["region"],
        "postal_code": row["postal_code"],
        "country": row["country"],
    }
    yield Wish(Address, stable_id("address", *key), owner, address)
    link = {"service_id": owner, "location_id": place}
    yield Wish(ServiceAtLocation, stable_id("service_at_location", *key), owner, link)
    if row["accessible"]:
        access = {"location_id": place, "wheelchair": YES_NO[row["accessible"]]}
        yield Wish(Accessibility, stable_id("accessibility", *key), owner, access)


Part = tuple[type[Model], str, Mapping[str, Any]]


def _parts(row: SeedRow) -> Iterator[Part]:
    """(model, what tells it from its siblings, values) of all that hangs on the service alone."""
    yield from _phones(row)
    for tag in row.many("languages"):
        yield Language, tag, {"code": tag, "name": language_name(tag)}
    for code in row.many("serves"):
        yield ServiceArea, code, {"code": code, "name": english_area(code)}
    yield from _schedules(row)
    if row["chat_url"]:
        yield Url, "chat", {"label": "chat", "url": row["chat_url"]}


def _phones(row: SeedRow) -> Iterator[Part]:
    numbers = row.many("phones")
    shown = row.many("phones_display") or numbers
    lines = [("voice", number, text) for number, text in zip(numbers, shown, strict=True)]
    lines += [("voice", code, code) for code in row.many("short_codes")]
    for kind, column in (("text", "sms"), ("whatsapp", "whatsapp")):
        for number in row.many(column):
            dialled = number if is_short_code(number) else full_number(number, row["country"])
            lines.append((kind, dialled or number, number))
    for position, (kind, number, text) in enumerate(lines):
        values = {"type": kind, "number": number, "shown": text, "position": position}
        yield Phone, f"{kind} {number}", values


def _schedules(row: SeedRow) -> Iterator[Part]:
    if row["hours"]:
        for rule in write_schedules(every_week(read_week(row["hours"], row["timezone"]))):
            yield Schedule, rule_key(rule), rule
    if row["hours_text"]:
        zone = row["timezone"] or None
        yield Schedule, "words", {"description": row["hours_text"], "time_zone": zone}


def _wish_name(row: SeedRow, kind: str, owner: UUID) -> Iterator[Wish]:
    """The name in the country's own language, as a translation of the name."""
    if not row[f"{kind}_native"]:
        return
    language = row["native_language"]
    values = {
        "link_type": kind,
        "link_id": owner,
        "field": "name",
        "language": language,
        "value": row[f"{kind}_native"],
        "origin": "human",
        "source": row["source_name"] or row["source_url"],
        "source_hash": fingerprint(row[kind]),
    }
    yield Wish(Translation, stable_id("translation", owner, "name", language), owner, values)


def english_area(code: str) -> str:
    return "World" if code == WORLD else area_name(code, "en")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
