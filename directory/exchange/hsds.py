"""The one table that maps a Listing to the objects of HSDS 3.2.

HSDS allows null nowhere, so what nobody knows is left out; the fields that it requires are empty
strings instead. Every object is made from a table of the fields that may leave the house, and
nothing is copied wholesale. A confidential location has its own table, of two fields: a new column
of a location can never leave with it by itself (rule L-07).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from directory.catalog.identity import stable_id
from directory.catalog.listing import Listing, Text
from directory.exchange.parts import (
    Terms,
    attributes,
    cost_options,
    languages,
    phones,
    schedules,
    service_areas,
    urls,
)

Object = dict[str, Any]
Table = Mapping[str, Callable[[Listing], Any]]


def _value(text: Text | None) -> str | None:
    return None if text is None else text.value


def _native(text: Text) -> str | None:
    """The name as people who wrote it in another language say it; never a machine's."""
    made = (one.value for one in text.translations if one.origin == "human" and not one.is_stale)
    return next(made, None)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="milliseconds")


REFERRALS = {True: "A referral is needed.", False: "No referral is needed."}
WHEELCHAIRS = {True: "Wheelchairs can get in.", False: "Wheelchairs cannot get in."}


def _application(listing: Listing) -> str | None:
    required = listing.referral_required
    said = (None if required is None else REFERRALS[required], _value(listing.process))
    return " ".join(filter(None, said)) or None


SERVICE: Table = {
    "id": lambda it: it.service_id,
    "organization_id": lambda it: it.organization_id,
    "name": lambda it: it.name.value,
    "alternate_name": lambda it: _native(it.name),
    "description": lambda it: _value(it.description),
    "url": lambda it: it.website,
    "email": lambda it: it.email,
    "status": lambda _: "active",  # no other is ever listed
    "application_process": _application,
    "fees_description": lambda it: _value(it.cost_text),
    "eligibility_description": lambda it: _value(it.audience),
    "minimum_age": lambda it: it.minimum_age,
    "maximum_age": lambda it: it.maximum_age,
    "assured_date": lambda it: _day(it.verified_on),
    "last_modified": lambda it: _moment(it.last_modified),
}
ORGANIZATION: Table = {
    "id": lambda it: it.organization_id,
    "name": lambda it: it.organization.value,
    "alternate_name": lambda it: _native(it.organization),
    "description": lambda it: it.organization_description or "",
    "email": lambda it: it.organization_email,
    "website": lambda it: it.organization_website,
}
SERVICE_AT_LOCATION: Table = {
    "id": lambda it: it.id,
    "service_id": lambda it: it.service_id,
    "location_id": lambda it: it.location_id,
}
CONFIDENTIAL_LOCATION: Table = {
    "id": lambda it: it.location_id,
    "location_type": lambda _: "physical",
}
LOCATION: Table = {
    **CONFIDENTIAL_LOCATION,
    "latitude": lambda it: it.point and it.point[0],
    "longitude": lambda it: it.point and it.point[1],
}
ADDRESS: Table = {
    "id": lambda it: str(stable_id("address", it.location_id or "")),
    "location_id": lambda it: it.location_id,
    "address_1": lambda it: it.street or "",
    "city": lambda it: it.town or "",
    "state_province": lambda it: it.region or "",
    "postal_code": lambda it: it.postal_code or "",
    "country": lambda it: it.country,
    "address_type": lambda _: "physical",
}


def service_item(listing: Listing) -> Object:
    """A service as lists of services have it: direct fields and its organization."""
    return _filled(SERVICE, listing) | {"organization": organization_item(listing)}


def organization_item(listing: Listing) -> Object:
    return _filled(ORGANIZATION, listing)


def place_item(listing: Listing) -> Object:
    """A service at a location, as lists have it. ValueError for a service without a place."""
    if listing.location_id is None:
        raise ValueError("A service that has no place is at no location.")
    there = {"location": location_item(listing), "service": service_item(listing)}
    return _filled(SERVICE_AT_LOCATION, listing) | there


def location_item(listing: Listing) -> Object:
    is_public = listing.visibility == "public"
    return _filled(LOCATION if is_public else CONFIDENTIAL_LOCATION, listing)


def location(listing: Listing) -> Object:
    """The place with its address and access, or the two fields of a confidential one."""
    if listing.visibility != "public":
        return location_item(listing)
    addresses = [_filled(ADDRESS, listing)] if listing.town or listing.street else []
    parts = {"addresses": addresses, "accessibility": _accessibility(listing)}
    return location_item(listing) | _present(parts)


def service(listings: Sequence[Listing], terms: Terms, at: datetime) -> Object:
    """A service with everything of it, at all its places. `at` decides the offsets of its hours."""
    first = listings[0]
    places = [
        _filled(SERVICE_AT_LOCATION, each) | {"location": location(each)}
        for each in listings
        if each.location_id is not None
    ]
    parts = _parts(first, terms, at) | {"service_at_locations": places}
    return service_item(first) | _present(parts)


def service_at_location(listing: Listing, terms: Terms, at: datetime) -> Object:
    """A service at one place, with everything of both."""
    whole = service_item(listing) | _present(_parts(listing, terms, at))
    return place_item(listing) | {"location": location(listing), "service": whole}


def organization(listings: Sequence[Listing]) -> Object:
    """An organization with its services and places; the same place once."""
    places = {each.location_id: each for each in listings if each.location_id is not None}
    by_service = {each.service_id: each for each in listings}
    parts = {
        "locations": [location(each) for each in places.values()],
        "services": [_filled(SERVICE, each) for each in by_service.values()],
    }
    return organization_item(listings[0]) | _present(parts)


def feature(listing: Listing) -> Object:
    """A GeoJSON feature (RFC 7946): a listing without a public point has the geometry null."""
    point = listing.point if listing.visibility == "public" else None
    geometry = None if point is None else {"type": "Point", "coordinates": [point[1], point[0]]}
    return {
        "type": "Feature",
        "id": listing.id,
        "geometry": geometry,
        "properties": _filled(SERVICE, listing) | {"organization": listing.organization.value},
    }


def _parts(listing: Listing, terms: Terms, at: datetime) -> Object:
    return {
        "additional_urls": urls(listing),
        "phones": phones(listing),
        "schedules": schedules(listing, at),
        "service_areas": service_areas(listing),
        "languages": languages(listing),
        "cost_options": cost_options(listing),
        "attributes": attributes(listing, terms),
    }


def _accessibility(listing: Listing) -> list[Object]:
    if listing.accessible is None or listing.location_id is None:
        return []
    place = listing.location_id
    record_id = str(stable_id("accessibility", place))
    return [{"id": record_id, "location_id": place, "description": WHEELCHAIRS[listing.accessible]}]


def _filled(table: Table, listing: Listing) -> Object:
    found = ((name, read(listing)) for name, read in table.items())
    return {name: value for name, value in found if value is not None}


def _present(parts: Mapping[str, Iterable[Any]]) -> Object:
    return {name: part for name, part in parts.items() if part}
