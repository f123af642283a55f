"""Listings from the rows of the catalog's tables. Here it is decided what of a place may show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from directory.catalog.corrections import called_wrong
from directory.catalog.facts import Section
from directory.catalog.freshness import days_of, standing_on
from directory.catalog.lines import line_of
from directory.catalog.listing import Intake, Line, Listing, Text, Translated
from directory.catalog.models.translation import fingerprint
from directory.catalog.schedules import read_schedules

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Tables:
    """The rows that some listings are made of, each table in its final order."""

    services: Rows
    places: Rows
    schedules: Rows
    addresses: Rows
    accessibility: Rows
    phones: Rows
    languages: Rows
    areas: Rows
    capacities: Rows
    urls: Rows
    needs: Rows
    translations: Rows
    confirmations: Rows = ()
    corrections: Rows = ()
    intakes: Rows = ()

    @cached_property
    def by(self) -> Mapping[str, Mapping[UUID, Rows]]:
        """Each table's rows by the record that they belong to."""
        keys = {"needs": "link_id", "translations": "link_id"}
        keys |= {"addresses": "location_id", "accessibility": "location_id"}
        own = (
            "places", "schedules", "phones", "languages", "areas", "capacities", "urls",
            "confirmations", "corrections", "intakes",
        )  # fmt: skip
        tables = (*own, *keys)
        return {
            table: _grouped(getattr(self, table), keys.get(table, "service_id")) for table in tables
        }


def _grouped(rows: Rows, key: str) -> Mapping[UUID, Rows]:
    groups: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def listings_of(tables: Tables) -> list[Listing]:
    """One listing for each place of a service, or for the service alone; ordered by id."""
    found = [listing for service in tables.services for listing in _listings(tables, service)]
    return sorted(found, key=lambda listing: listing.id)


def text_of(
    tables: Tables, owner: UUID, field: str, value: str | None, language: str
) -> Text | None:
    """A field of a record with its translations; None where nobody has written anything."""
    if not value:
        return None
    source_hash = fingerprint(value)
    made = tuple(
        Translated(
            row["language"],
            row["value"],
            row["origin"],
            row["source"],
            is_stale=row["source_hash"] != source_hash,
        )
        for row in tables.by["translations"].get(owner, ())
        if row["field"] == field
    )
    return Text(value, language, made)


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """What may be known of where a service is given, under a Listing's own names."""

    visibility: str
    country: str
    region: str | None
    town: str | None = None
    address: str | None = None
    point: tuple[float, float] | None = None
    accessible: bool | None = None
    location_id: str | None = None
    street: str | None = None
    postal_code: str | None = None


def _listings(tables: Tables, service: Mapping[str, Any]) -> Iterator[Listing]:
    places = tables.by["places"].get(service["id"], ())
    for place in places:
        yield _listing(tables, service, place["id"], _whereabouts(tables, service, place))
    if not places:
        nowhere = _Whereabouts("public", service["country"] or "ZZ", service["region"])
        yield _listing(tables, service, service["id"], nowhere)


def _whereabouts(
    tables: Tables, service: Mapping[str, Any], place: Mapping[str, Any]
) -> _Whereabouts:
    location = place["location_id"]
    address = next(iter(tables.by["addresses"].get(location, ())), {})
    country = address.get("country") or service["country"] or "ZZ"
    region = address.get("state_province") or service["region"]
    visibility = place["location__visibility"]
    if visibility != "public":
        # Whatever got past the database's own refusals ends here (rules L-01 to L-03).
        region = region if visibility == "area_only" else None
        return _Whereabouts(visibility, country, region, location_id=str(location))
    point = (place["location__latitude"], place["location__longitude"])
    street = _joined(address.get("address_1"), address.get("address_2"))
    postal_code = address.get("postal_code") or None
    access = tables.by["accessibility"].get(location, ())
    return _Whereabouts(
        visibility,
        country,
        region,
        town=address.get("city") or None,
        address=_joined(street, postal_code),
        point=None if None in point else point,
        accessible=next((row["wheelchair"] for row in access), None),
        location_id=str(location),
        street=street,
        postal_code=postal_code,
    )


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _listing(
    tables: Tables, service: Mapping[str, Any], listing_id: UUID, where: _Whereabouts
) -> Listing:
    owner, language = service["id"], service["language"]
    days = _days(tables, service)

    def text(field: str) -> Text | None:
        return text_of(tables, owner, field, service[field], language)

    return Listing(
        id=str(listing_id),
        service_id=str(owner),
        organization_id=str(service["organization_id"]),
        name=text("name") or Text(service["name"], language),
        organization=_organization(tables, service),
        description=text("description"),
        audience=text("eligibility_description"),
        needs=_column(tables, "needs", owner, "taxonomy_term__code"),
        serves=_column(tables, "areas", owner, "code"),
        lines=_lines(tables, owner) if may_show_numbers(service, days) else (),
        website=service["url"],
        chat_url=next((row["url"] for row in tables.by["urls"].get(owner, ())), None),
        email=service["email"],
        languages=_column(tables, "languages", owner, "code"),
        cost=service["cost"],
        cost_text=text("fees_description"),
        minimum_age=_whole(service["minimum_age"]),
        maximum_age=_whole(service["maximum_age"]),
        referral_required=service["referral_required"],
        accepting=_is_accepting(tables, owner),
        verified_on=standing_on(days),
        process=text("application_process"),
        **_hours(tables, owner, language),
        **_of_source(service),
        **_for_export(service),
        **_truth(tables, service, days),
        **asdict(where),
    )


def _days(tables: Tables, service: Mapping[str, Any]) -> dict[Section, date]:
    rows = tables.by["confirmations"].get(service["id"], ())
    confirmed = {Section(row["section"]): row["confirmed_on"] for row in rows}
    return days_of(confirmed, service["assured_date"])


def may_show_numbers(service: Mapping[str, Any], days: Mapping[Section, date]) -> bool:
    """Not before somebody has confirmed them: a wrong number harms more than none.

    A source of high confidence is the organization's own page, also where it names no day.
    """
    return Section.CONTACT in days or service["confidence"] == "high"


def _truth(
    tables: Tables, service: Mapping[str, Any], days: Mapping[Section, date]
) -> dict[str, Any]:
    owner = service["id"]
    intake = next(iter(tables.by["intakes"].get(owner, ())), None)
    return {
        "confirmed": tuple(
            (section.value, days[section]) for section in Section if section in days
        ),
        "wrong": called_wrong(tables.by["corrections"].get(owner, ())),
        "hides_numbers": bool(tables.by["phones"].get(owner))
        and not may_show_numbers(service, days),
        "intake": intake
        and Intake(intake["state"], intake["until"], intake["said_on"], intake["wait_days"]),
        "duties": tuple(sorted((service["duties"] or {}).items())),
        "spoken": tuple(
            (row["code"], row["how"])
            for row in tables.by["languages"].get(owner, ())
            if row["code"] and row["how"]
        ),
    }


def _hours(tables: Tables, owner: UUID, language: str) -> dict[str, Any]:
    schedules = tables.by["schedules"].get(owner, ())
    return {
        "hours": read_schedules(schedules),
        "hours_text": _hours_text(tables, schedules, language),
        "time_zone": next((row["time_zone"] for row in schedules if row["time_zone"]), None),
    }


def _of_source(service: Mapping[str, Any]) -> dict[str, Any]:
    return {name: service[name] for name in ("source_url", "source_name", "confidence")}


def _for_export(service: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "last_modified": service["last_modified"],
        "organization_description": service["organization__description"] or None,
        "organization_website": service["organization__website"],
        "organization_email": service["organization__email"],
    }


def _organization(tables: Tables, service: Mapping[str, Any]) -> Text:
    name, language = service["organization__name"], service["organization__language"]
    found = text_of(tables, service["organization_id"], "name", name, language)
    return found or Text(name, language)


def _lines(tables: Tables, owner: UUID) -> tuple[Line, ...]:
    lines = (line_of(phone) for phone in tables.by["phones"].get(owner, ()))
    return tuple(line for line in lines if line is not None)


def _hours_text(tables: Tables, schedules: Rows, language: str) -> Text | None:
    for row in schedules:
        if row["description"] and not row["freq"]:
            return text_of(tables, row["id"], "description", row["description"], language)
    return None


def _is_accepting(tables: Tables, owner: UUID) -> bool | None:
    for row in tables.by["intakes"].get(owner, ()):
        return bool(row["state"] != "paused")
    free = [row["available"] > 0 for row in tables.by["capacities"].get(owner, ())]
    return any(free) if free else None


def _column(tables: Tables, table: str, owner: UUID, column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in tables.by[table].get(owner, ()) if row[column])


def _whole(age: float | None) -> int | None:
    return None if age is None else int(age)
