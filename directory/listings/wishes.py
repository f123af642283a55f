"""The records of a service as they should be, from its facts. Nothing here is written."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tortoise.models import Model

from directory.catalog.differences import Wish
from directory.catalog.facts import Fact
from directory.catalog.models import (
    Accessibility,
    Address,
    Attribute,
    Language,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Translation,
    Url,
)
from directory.catalog.schedules import is_rule
from directory.catalog.seed_needs import term_id
from directory.catalog.seed_records import english_area
from directory.catalog.seed_values import language_name
from directory.listings.points import read_point
from directory.listings.queries import COLUMNS, PLACED, Held, rule_of
from directory.places.regions import WORLD

# By the fact that they say, the records that hang on a service, and what tells them apart.
LISTED: Mapping[str, type[Model]] = {
    Fact.PHONES.code: Phone,
    Fact.HOURS.code: Schedule,
    Fact.HOURS_TEXT.code: Schedule,
    Fact.LANGUAGES.code: Language,
    Fact.SERVES.code: ServiceArea,
    Fact.NEEDS.code: Attribute,
    Fact.CHAT.code: Url,
}
LISTED_KINDS: frozenset[type[Model]] = frozenset({*LISTED.values(), ServiceAtLocation})
Rows = list[Mapping[str, Any]]


def wish_facts(
    held: Held, changes: Mapping[str, Any], rows: Mapping[type[Model], Rows]
) -> list[Wish]:
    """All that should be there of a service. rows: what is there, by kind, in all its columns.

    What no change is about is wished for as it is, for what nobody wishes for is removed.
    """
    owner = held.service.id
    facts = {**held.facts, **changes}
    columns = {column: facts[fact.code] for fact, column in COLUMNS.items() if fact.code in changes}
    wishes = [Wish(Service, owner, owner, columns)]
    replaced = {LISTED[code] for code in changes if code in LISTED}
    for model in LISTED_KINDS - replaced:
        wishes += [Wish(model, row["id"], owner, {}) for row in rows[model]]
    for model in replaced:
        wishes += _matched(model, owner, list(_parts(model, facts, held)), rows[model])
    if held.place and any(fact.code in changes for fact in PLACED):
        wishes += _wish_place(held.place, held, facts, rows)
    there = {wish.id for wish in wishes}
    texts = (row for row in rows[Translation] if row["link_id"] in there)
    return wishes + [Wish(Translation, row["id"], row["link_id"], {}) for row in texts]


def _matched(
    model: type[Model], owner: UUID, parts: list[dict[str, Any]], found: Rows
) -> Iterator[Wish]:
    """A row that says the same keeps its id, so that its history goes on."""
    left = list(found)
    for part in parts:
        same = next((row for row in left if _key(model, row) == _key(model, part)), None)
        if same is not None:
            left.remove(same)
        link = {"link_id": owner} if model is Attribute else {"service_id": owner}
        yield Wish(model, same["id"] if same else uuid4(), owner, link | part)
    # What hangs on the service and is none of its facts stays: a further address, an attribute.
    yield from (Wish(model, row["id"], owner, {}) for row in left if not _is_fact(model, row))


def _key(model: type[Model], row: Mapping[str, Any]) -> object:
    if model is Phone:
        return row["type"], row["number"]
    if model is Schedule and not is_rule(row):
        return None  # its words keep their id, on which their translations hang
    if model is Schedule:
        return sorted((name, str(value)) for name, value in rule_of(row).items() if name != "notes")
    if model is Attribute:
        return row["taxonomy_term_id"]
    return row["url"] if model is Url else row["code"]


def _is_fact(model: type[Model], row: Mapping[str, Any]) -> bool:
    if model is Url:
        return bool(row["label"] == "chat")
    return bool(row["link_type"] == "need") if model is Attribute else True


def _parts(model: type[Model], facts: Mapping[str, Any], held: Held) -> Iterator[dict[str, Any]]:
    if model is Phone:
        yield from _phones(facts[Fact.PHONES.code])
    elif model is Schedule:
        yield from map(_schedule, facts[Fact.HOURS.code])
        if words := facts[Fact.HOURS_TEXT.code]:
            zones = (rule.get("time_zone") for rule in held.facts[Fact.HOURS.code])
            yield {"description": words, "time_zone": next(zones, None)}
    elif model is Language:
        for each in facts[Fact.LANGUAGES.code]:
            since = date.fromisoformat(each["since"]) if each.get("since") else None
            name = language_name(each["code"])
            yield {"code": each["code"], "name": name, "how": each.get("how"), "since": since}
    elif model is ServiceArea:
        for code in facts[Fact.SERVES.code]:
            yield {"code": code, "name": english_area(code)}
    elif model is Attribute:
        for code in facts[Fact.NEEDS.code]:
            need = {"link_entity": "service", "link_type": "need"}
            yield need | {"taxonomy_term_id": term_id(code)}
    elif facts[Fact.CHAT.code]:
        yield {"label": "chat", "url": facts[Fact.CHAT.code]}


def _phones(phones: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for position, each in enumerate(phones):
        yield {
            "type": each["kind"],
            "number": each["number"],
            "shown": each.get("shown") or each["number"],
            "extension": each.get("extension"),
            "position": position,
        }


_DAYS = frozenset({"valid_from", "valid_to", "dtstart", "until"})


def _schedule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """All columns that a rule can have: one that it has no more is emptied."""
    empty = dict.fromkeys(_DAYS)
    return empty | {
        name: date.fromisoformat(value) if name in _DAYS else value for name, value in rule.items()
    }


def _wish_place(
    place: UUID, held: Held, facts: Mapping[str, Any], rows: Mapping[type[Model], Rows]
) -> Iterator[Wish]:
    owner = held.service.id
    lat, lon = read_point(facts[Fact.POINT.code] or "") or (None, None)
    yield Wish(Location, place, owner, {"latitude": lat, "longitude": lon})
    for model in (Address, Accessibility):
        yield from (Wish(model, row["id"], owner, {}) for row in rows[model][1:])
    known = next(iter(rows[Address]), None)
    address = {
        "address_1": facts[Fact.STREET.code] or "",
        "postal_code": facts[Fact.POSTAL_CODE.code] or "",
        "city": facts[Fact.TOWN.code] or "",
        "state_province": facts[Fact.REGION.code] or "",
    }
    if known is None:
        address |= {"location_id": place, "country": held.service.country or WORLD}
    yield Wish(Address, known["id"] if known else uuid4(), owner, address)
    access = next(iter(rows[Accessibility]), None)
    if access or facts[Fact.WHEELCHAIR.code] is not None:
        values = {"location_id": place, "wheelchair": facts[Fact.WHEELCHAIR.code]}
        yield Wish(Accessibility, access["id"] if access else uuid4(), owner, values)
